import { route } from '#platform/api.ts';
import { currentNetwork } from '#platform/network.ts';
import { Problem } from '#platform/problem.ts';
import type { Write } from '#platform/tables.ts';
import { giveRole, listPeople, listVerifiers, type staffRoles, takeRole } from '#schemas/api/people.ts';
import { networkKey } from '#schemas/network-records.ts';
import type { Bilingual } from '#schemas/primitives.ts';
import type { PoolPerson, UserPool } from '../user-pool.ts';
import type { Dependencies } from './deps.ts';
import { ofNetwork } from './standing.ts';

type StaffRole = (typeof staffRoles)[number];

const buyerGroup = 'institution.';
/** The address of somebody invited is needed until the user pool has it; it is kept no longer than this. */
const addressDays = 7;
/** The user pool follows within moments. After so long it alone tells who has a role, also where it was changed by hand. */
const followMilliseconds = 15 * 60_000;

const roleOf = (group: string) => (group.startsWith(buyerGroup) ? 'buyer' : group) as StaffRole;

const held = <P extends Omit<PoolPerson, 'person'>>(person: P, group: string) => {
  const institution = group.startsWith(buyerGroup) ? group.slice(buyerGroup.length) : undefined;
  return { ...person, group, role: roleOf(group), ...(institution && { institution }) };
};

const refused = (field: string, code: string, message: Bilingual) =>
  new Problem('invalid', { fields: [{ field, code, message }] });

const buysForAnother = refused('institution', 'buys-for-another', {
  fr: 'Cette personne achète déjà pour une autre institution. Retirez d’abord ce rôle.',
  en: 'This person buys for another institution already. Remove that role first.',
});

type Needs = Pick<Dependencies, 'db' | 'network'> & { people: Pick<UserPool, 'inGroup' | 'groupsOf' | 'byEmail'> };

/** Who has which role. A change is written down here, with its audit entry; a consumer has the user pool follow it. */
export const peopleRoutes = ({ db, network: table, people }: Needs) => {
  const asked = (who: string, group: string, holds: boolean, at: Date, more: object) => ({
    TableName: table,
    Item: { ...networkKey.role(who, roleOf(group)), ...more, group, holds, at: at.toISOString() },
  });
  const take = (person: string, group: string, at: Date): Write => ({
    Put: asked(person, group, false, at, { person }),
  });
  /** Two operators who have one person buy for two institutions meet here: the user pool knows a moment later only. */
  const give = (who: string, group: string, at: Date, more: object): Write => ({
    Put: {
      ...asked(who, group, true, at, more),
      ConditionExpression: 'attribute_not_exists(pk) OR #holds = :no OR #group = :group OR #at < :followed',
      ExpressionAttributeNames: { '#holds': 'holds', '#group': 'group', '#at': 'at' },
      ExpressionAttributeValues: {
        ...{ ':no': false, ':group': group },
        ':followed': new Date(at.getTime() - followMilliseconds).toISOString(),
      },
    },
    orElse: buysForAnother,
  });
  const institutions = async () => (await currentNetwork(db, table)).institutions.map(({ institution }) => institution);
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
        const group = body.role === 'buyer' ? `${buyerGroup}${body.institution}` : body.role;
        const email = body.email.toLowerCase();
        const found = await people.byEmail(email);
        if (!found) {
          const invited = { email, ...(body.name && { name: body.name }) };
          return {
            body: { ...held({ name: body.name ?? email, email }, group), invited: true },
            writes: [
              give(`invited:${email}`, group, at, {
                invited,
                expiresAt: Math.floor(at.getTime() / 1000) + addressDays * 86_400,
              }),
            ],
            audit: { subjects: [], codes: { group, holds: 1, invited: 1 } },
          };
        }
        const others = (await people.groupsOf(found.person)).filter((one) => one.startsWith(buyerGroup));
        if (body.role === 'buyer' && others.some((one) => one !== group)) throw buysForAnother;
        return {
          body: { ...held(found, group), invited: false },
          writes: [give(found.person, group, at, { person: found.person })],
          audit: { subjects: [found.person], codes: { group, holds: 1, invited: 0 } },
        };
      },
    }),
    route(takeRole, {
      subject: async ({ params, caller }) => ({
        relation: params.person === caller.id ? ('own' as const) : ('none' as const),
        record: undefined,
      }),
      handle: async ({ params: { person, group }, at }) => ({
        writes: [take(person, group, at)],
        audit: { codes: { group, holds: 0 } },
      }),
    }),
  ];
};
