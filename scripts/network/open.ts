import { type Runtime, startRuntime } from '#local/runtime.ts';
import { institutions } from '#samples/institutions.ts';
import { people } from '#samples/people.ts';
import { type ApiClient, apiClient } from '#schemas/api/client.ts';
import type { Language } from '#schemas/primitives.ts';
import { templateFile } from '../prepare.ts';
import { patient } from './patience.ts';

type User = { id: string; name: string; email: string; locale: Language; groups: string[] };

const groupsOf = ({ role, actsFor }: (typeof people)[number]): string[] => {
  if (role === 'verifier' || role === 'operator') return [role];
  return role === 'buyer' && actsFor ? [`institution.${actsFor}`] : [];
};

/** The buyer through whose eyes an institution can be looked at; invented, as all sample people are. */
export const buyerOf = (institution: string): string =>
  people.find(({ role, actsFor }) => role === 'buyer' && actsFor === institution)?.id ?? `sample-buyer-${institution}`;

const users: readonly User[] = [
  ...people.map((person) => ({
    id: person.id,
    name: person.name,
    email: person.email,
    locale: person.language,
    groups: groupsOf(person),
  })),
  ...institutions
    .filter(({ institution }) => buyerOf(institution).startsWith('sample-buyer-'))
    .map(({ institution, name, language }) => ({
      id: buyerOf(institution),
      name: { fr: `Achats, ${name.fr}`, en: `Purchasing, ${name.en}` }[language],
      email: `${institution}@example.org`,
      locale: language,
      groups: [`institution.${institution}`],
    })),
];

export type Network = {
  runtime: Runtime;
  /** The public API as this person, in their language. */
  as: (person: string, language?: Language) => ApiClient;
  anyone: ApiClient;
};

export type OpenOptions = {
  dir: string;
  port?: number;
  /** Minutes of a working day pass faster nowhere: only addresses and the malware check differ from the cloud. */
  environment?: Record<string, string>;
};

/** Starts the whole network on this machine, from the synthesised template, with the sample people as its users. */
export const openNetwork = async ({ dir, port, environment = {} }: OpenOptions): Promise<Network> => {
  const runtime = await startRuntime({
    templateFile,
    // GuardDuty's scan and the rule that carries its result: here the screening function looks itself.
    replaced: ['AWS::GuardDuty::MalwareProtectionPlan', 'AWS::Events::Rule'],
    dir,
    ...(port && { ports: { api: port } }),
    people: users,
    systems: institutions
      .filter(({ level }) => level >= 2)
      .map(({ institution }) => ({
        id: `${institution}-system`,
        secret: `sample-${institution}`,
        scopes: ['passerelle/feed.read', 'passerelle/feed.replay'],
      })),
    envOverrides: ({ apiUrl, awsEndpoint }) => ({
      // Where GuardDuty does not reach: clamd when it runs, the basic check otherwise.
      MALWARE_SCAN: 'local',
      PORTAL_ORIGIN: apiUrl,
      STORE_ORIGINS: awsEndpoint,
      // Endpoints on this machine may be sent to here, and only here.
      WEBHOOK_LOOPBACK: 'yes',
      ...environment,
    }),
  });
  const as = (person: string, language?: Language): ApiClient => {
    const found = users.find(({ id }) => id === person);
    return patient(
      apiClient({
        baseUrl: runtime.apiUrl,
        language: language ?? found?.locale ?? 'en',
        token: () => runtime.tokenFor(person),
      }),
    );
  };
  return { runtime, as, anyone: patient(apiClient({ baseUrl: runtime.apiUrl, language: 'en' })) };
};
