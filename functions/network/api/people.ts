import { route } from '#platform/api.ts';
import { Problem } from '#platform/problem.ts';
import type { Write } from '#platform/tables.ts';
import { giveRole, listPeople, listVerifiers, type staffRoles, takeRole } from '#schemas/api/people.ts';
import { networkKey } from '#schemas/network-records.ts';
import type { Bilingual } from '#schemas/primitives.ts';
import { readNetwork } from '../network.ts';
import type { PoolPerson } from '../user-pool.ts';
import type { Dependencies } from './deps.ts';
import { ofNetwork } from './standing.ts';

type StaffRole = (typeof staffRoles)[number];

const buyerGroup = 'institution.';

const held = (person: PoolPerson, group: string) => {
  const institution = group.startsWith(buyerGroup) ? group.slice(buyerGroup.length) : undefined;
  return { ...person, group, role: (institution ? 'buyer' : group) as StaffRole, ...(institution && { institution }) };
};

const refused = (field: string, code: string, message: Bilingual) =>
  new Problem('invalid', { fields: [{ field, code, message }] });

/** Who has which role. A change is written down here, with its audit entry; a consumer has the user pool follow it. */
export const peopleRoutes = ({ db, network: table, people }: Dependencies) => {
  const ask = (person: string, group: string, holds: boolean, at: Date): Write => ({
    Put: {
      TableName: table,
      Item: { ...networkKey.role(person, group), person, group, holds, at: at.toISOString() },
    },
  });
  const institutions = async () => (await readNetwork(db, table)).institutions.map(({ institution }) => institution);
  const groupsOf = async (role: StaffRole): Promise<string[]> =>
    role === 'buyer' ? (await institutions()).map((one) => `${buyerGroup}${one}`) : [role];

  return [
    route(listPeople, {
      subject: ofNetwork,
      handle: async ({ query: { role } }) => {
        const groups = await groupsOf(role);
        const all = await Promise.all(
          groups.map(async (group) => (await people.inGroup(group)).map((one) => held(one, group))),
        );
        return { body: { people: all.flat().sort((a, b) => a.name.localeCompare(b.name)) } };
      },
    }),
    route(listVerifiers, {
      subject: ofNetwork,
      handle: async () => {
        const verifiers = await people.inGroup('verifier');
        return { body: { verifiers: verifiers.map(({ person, name }) => ({ person, name })) } };
      },
    }),
    route(giveRole, {
      subject: ofNetwork,
      handle: async ({ body, at }) => {
        if (body.role === 'buyer' && !(await institutions()).includes(body.institution))
          throw refused('institution', 'unknown-institution', {
            fr: 'Choisissez une institution du réseau.',
            en: 'Choose an institution of the network.',
          });
        const found = await people.byEmail(body.email);
        if (!found)
          throw refused('email', 'unknown-person', {
            fr: 'Personne ne s’est connecté avec cette adresse. Demandez à la personne de se connecter une première fois.',
            en: 'Nobody has signed in with this address. Ask the person to sign in a first time.',
          });
        const group = body.role === 'buyer' ? `${buyerGroup}${body.institution}` : body.role;
        const others = (await people.groupsOf(found.person)).filter((one) => one.startsWith(buyerGroup));
        if (body.role === 'buyer' && others.some((one) => one !== group))
          throw refused('institution', 'buys-for-another', {
            fr: 'Cette personne achète déjà pour une autre institution. Retirez d’abord ce rôle.',
            en: 'This person buys for another institution already. Take that role first.',
          });
        return {
          body: held(found, group),
          writes: [ask(found.person, group, true, at)],
          audit: { subjects: [found.person], codes: { group, holds: 1 } },
        };
      },
    }),
    route(takeRole, {
      subject: async ({ params, caller }) => ({
        relation: params.person === caller.id ? ('own' as const) : ('none' as const),
        record: undefined,
      }),
      handle: async ({ params: { person, group }, at }) => ({
        writes: [ask(person, group, false, at)],
        audit: { codes: { group, holds: 0 } },
      }),
    }),
  ];
};
