import { KMSClient } from '@aws-sdk/client-kms';
import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { networkKey } from '#schemas/network-records.ts';
import { admission } from './admission.ts';
import type { ApiDependencies } from './api.ts';
import { byIssuer, type CallerOf, remoteKeys, tokenVerifier } from './caller.ts';
import { systemClock } from './clock.ts';
import { doorEnvironment, openDoor } from './door.ts';
import { log } from './log.ts';
import { type Sealer, sealer } from './sealed.ts';
import { sessionsEndedIn } from './sessions.ts';
import { documentClient } from './tables.ts';

/** What every function behind the API finds in its environment, beside its room's own. */
export const apiEnvironment = {
  NETWORK_TABLE: z.string(),
  AUDIT_TABLE: z.string(),
  OIDC_ISSUER: z.url(),
  OIDC_KEYS_URI: z.url(),
  /** Client ids of the portal, separated by spaces. */
  OIDC_CLIENTS: z.string(),
  /** Where verifiers, buyers and operators sign in with two factors; systems have their clients there too. */
  OIDC_STAFF_ISSUER: z.url(),
  OIDC_STAFF_KEYS_URI: z.url(),
  OIDC_STAFF_CLIENTS: z.string(),
  ...doorEnvironment,
};
type ApiEnvironment = z.infer<z.ZodObject<typeof apiEnvironment>>;

const clientRecord = z.object({ institution: z.string(), revokedAt: z.string().optional() });
/** A revoked client is refused within this many milliseconds everywhere. */
const clientCacheMilliseconds = 30_000;

/** The institution of a system's client, unless it was revoked. */
const systemsIn = (db: DynamoDBDocumentClient, table: string) => {
  const cache = new Map<string, { found: { institution: string } | undefined; until: number }>();
  return async (client: string): Promise<{ institution: string } | undefined> => {
    const cached = cache.get(client);
    if (cached && cached.until > Date.now()) return cached.found;
    const { Item } = await db.send(new GetCommand({ TableName: table, Key: networkKey.client(client) }));
    const record = Item && clientRecord.parse(Item);
    const found = record && !record.revokedAt ? { institution: record.institution } : undefined;
    if (cache.size > 1_000) cache.clear();
    cache.set(client, { found, until: Date.now() + clientCacheMilliseconds });
    return found;
  };
};

/** Suppliers' tokens make members only; groups, and systems, count from the staff's issuer alone. */
const callersIn = (env: ApiEnvironment, db: DynamoDBDocumentClient): CallerOf => {
  const sessionsEnded = sessionsEndedIn(db, env.DOOR_TABLE);
  const suppliers = env.OIDC_CLIENTS.split(' ');
  const staff = env.OIDC_STAFF_CLIENTS.split(' ');
  return byIssuer({
    [env.OIDC_ISSUER]: tokenVerifier({
      issuer: env.OIDC_ISSUER,
      keys: remoteKeys(env.OIDC_KEYS_URI),
      clients: suppliers,
      groups: false,
      sessionsEnded,
    }),
    [env.OIDC_STAFF_ISSUER]: tokenVerifier({
      issuer: env.OIDC_STAFF_ISSUER,
      keys: remoteKeys(env.OIDC_STAFF_KEYS_URI),
      // The embedded provider stands for both.
      clients: env.OIDC_ISSUER === env.OIDC_STAFF_ISSUER ? [...suppliers, ...staff] : staff,
      systemOf: systemsIn(db, env.NETWORK_TABLE),
      sessionsEnded,
    }),
  });
};

/** What `api()` needs, built once at cold start; `idempotencyTable` is the room's own table. */
export const apiDependencies = (env: ApiEnvironment, idempotencyTable: string): ApiDependencies => {
  const db = documentClient();
  return {
    db,
    clock: systemClock,
    idempotencyTable,
    auditTable: env.AUDIT_TABLE,
    admission: admission(
      openDoor(env, (cause) => log.warn('limits-not-counted', { cause })),
      systemClock,
    ),
    callerOf: callersIn(env, db),
  };
};

/** What a function that opens or makes seals finds in its environment. */
export const sealEnvironment = { KEYS_TABLE: z.string(), SEALS_KEY: z.string() };

export const sealerFrom = (env: z.infer<z.ZodObject<typeof sealEnvironment>>, db: DynamoDBDocumentClient): Sealer =>
  sealer({ db, kms: new KMSClient({}), keysTable: env.KEYS_TABLE, masterKey: env.SEALS_KEY });
