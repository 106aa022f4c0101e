import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { checkUrl, ForbiddenAddress } from '#platform/addresses.ts';
import { route } from '#platform/api.ts';
import { Problem } from '#platform/problem.ts';
import { readRecord } from '#platform/relations.ts';
import type { Write } from '#platform/tables.ts';
import {
  challengeEndpoint,
  disableEndpoint,
  endpointSaid,
  readEndpoint,
  rotateSecret,
  setEndpoint,
} from '#schemas/api/endpoint.ts';
import type { Endpoint } from '#schemas/institution.ts';
import { endpointRecord, networkKey, type SecretRecord, secretRecord } from '#schemas/network-records.ts';
import type { Bilingual } from '#schemas/primitives.ts';
import { newSecret } from '../secret.ts';
import type { Dependencies } from './deps.ts';
import { ofInstitution } from './standing.ts';

/** The old secret signs beside the new one for this long. */
const overlapMilliseconds = 24 * 3600_000;

const refusals: Record<string, Bilingual> = {
  'not-https': { fr: 'L’adresse doit commencer par https://.', en: 'The address must start with https://.' },
  'credentials-in-url': {
    fr: 'L’adresse ne doit contenir ni nom ni mot de passe.',
    en: 'The address must hold no user name or password.',
  },
  'fragment-in-url': { fr: 'L’adresse ne doit pas contenir de #.', en: 'The address must not contain a #.' },
  'port-not-allowed': {
    fr: 'Seuls les ports 443 et 8443 sont permis.',
    en: 'Only ports 443 and 8443 are allowed.',
  },
  'address-not-allowed': {
    fr: 'L’adresse doit être joignable sur l’Internet public.',
    en: 'The address must be reachable on the public internet.',
  },
};

const checked = (url: string, deps: Pick<Dependencies, 'addresses'>): void => {
  try {
    checkUrl(url, deps.addresses);
  } catch (error) {
    if (!(error instanceof ForbiddenAddress)) throw error;
    const message = refusals[error.code] ?? { fr: 'Adresse refusée.', en: 'Address refused.' };
    throw new Problem('invalid', { fields: [{ field: 'url', code: error.code, message }] });
  }
};

const secretsOf = async (db: DynamoDBDocumentClient, table: string, institution: string): Promise<SecretRecord[]> => {
  const { Items = [] } = await db.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :secret)',
      ExpressionAttributeValues: { ':pk': networkKey.endpoint(institution).pk, ':secret': 'SECRET#' },
      ConsistentRead: true,
    }),
  );
  return Items.map((item) => secretRecord.parse(item));
};

export const endpointRoutes = (deps: Pick<Dependencies, 'db' | 'network' | 'addresses' | 'kms' | 'secretsKey'>) => {
  const { db, network: table } = deps;
  const subject = ofInstitution(deps);
  const find = (institution: string) => readRecord(db, table, networkKey.endpoint(institution), endpointRecord);
  const existing = async (institution: string): Promise<Endpoint> => {
    const found = await find(institution);
    if (!found) throw new Problem('not-found');
    return found;
  };
  /** Replaces the endpoint if it is still the one that was seen. */
  const put = (next: Endpoint, seen: number): Write => ({
    Put: {
      TableName: table,
      Item: { ...networkKey.endpoint(next.institution), ...next },
      ...(seen === 0
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : { ConditionExpression: 'revision = :seen', ExpressionAttributeValues: { ':seen': seen } }),
    },
    orElse: new Problem('stale-version'),
  });
  const changed = (from: Endpoint, change: Partial<Endpoint>, at: Date): Endpoint => ({
    ...from,
    ...change,
    revision: from.revision + 1,
    updatedAt: at.toISOString(),
  });
  const addSecret = (institution: string, record: SecretRecord): Write => ({
    Put: {
      TableName: table,
      Item: { ...networkKey.secret(institution, record.n), ...record },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
    orElse: new Problem('busy'),
  });
  const retire = (institution: string, { n }: SecretRecord, until: string): Write => ({
    Update: {
      TableName: table,
      Key: networkKey.secret(institution, n),
      UpdateExpression: 'SET #until = if_not_exists(#until, :until)',
      ExpressionAttributeNames: { '#until': 'until' },
      ExpressionAttributeValues: { ':until': until },
    },
  });

  return [
    route(readEndpoint, {
      subject,
      handle: async ({ params }) => {
        const found = await existing(params.institution);
        return { body: endpointSaid.strip().parse(found), revision: found.revision };
      },
    }),
    route(setEndpoint, {
      subject,
      handle: async ({ params: { institution }, body, at, ifMatch }) => {
        checked(body.url, deps);
        const before = await find(institution);
        if ((before?.revision ?? 0) !== ifMatch) throw new Problem('stale-version');
        const secrets = await secretsOf(db, table, institution);
        const usable = secrets.some(({ signature, until }) => signature === body.signature && until === undefined);
        const last = Math.max(0, ...secrets.map(({ n }) => n));
        const fresh = usable ? undefined : await newSecret(deps, institution, last + 1, body.signature, at);
        // A new address, or one that was turned off, has to prove itself; other changes leave an active endpoint active.
        const keeps = before?.state === 'active' && before.url === body.url;
        const next: Endpoint = {
          institution,
          ...body,
          state: keeps ? 'active' : 'unproven',
          revision: ifMatch + 1,
          updatedAt: at.toISOString(),
        };
        return {
          body: { endpoint: next, ...fresh?.shown },
          revision: next.revision,
          writes: [put(next, ifMatch), ...(fresh ? [addSecret(institution, fresh.record)] : [])],
        };
      },
    }),
    route(disableEndpoint, {
      subject,
      handle: async ({ params, at, ifMatch }) => {
        const found = await existing(params.institution);
        if (found.revision !== ifMatch) throw new Problem('stale-version');
        const next = changed(found, { state: 'disabled', disabledBecause: 'by-institution' }, at);
        return { body: next, revision: next.revision, writes: [put(next, ifMatch)] };
      },
    }),
    route(challengeEndpoint, {
      subject,
      handle: async ({ params, at }) => {
        const found = await existing(params.institution);
        const { disabledBecause: _, ...rest } = found;
        // An active endpoint is proven already: its deliveries must not stop for a question that is answered.
        if (found.state === 'active') return { body: found, revision: found.revision };
        const next = changed(rest, { state: 'unproven', challenge: { requestedAt: at.toISOString() } }, at);
        return { body: next, revision: next.revision, writes: [put(next, found.revision)] };
      },
    }),
    route(rotateSecret, {
      subject,
      handle: async ({ params: { institution }, at }) => {
        const { signature } = await existing(institution);
        const secrets = await secretsOf(db, table, institution);
        const last = Math.max(0, ...secrets.map(({ n }) => n));
        const { record, shown } = await newSecret(deps, institution, last + 1, signature, at);
        const until = new Date(at.getTime() + overlapMilliseconds).toISOString();
        const retiring = secrets.filter((one) => one.signature === signature && one.until === undefined);
        return {
          body: { ...(retiring.length > 0 && { until }), ...shown },
          writes: [addSecret(institution, record), ...retiring.map((one) => retire(institution, one, until))],
        };
      },
    }),
  ];
};
