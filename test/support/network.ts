import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KMSClient } from '@aws-sdk/client-kms';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Runtime, startRuntime } from '#local/runtime.ts';
import { type Sealer, sealer } from '#platform/sealed.ts';
import { documentClient } from '#platform/tables.ts';
import { prepare, templateFile } from '../../scripts/prepare.ts';

type Answer = { status: number; headers: Headers; body: unknown };

export type TestNetwork = {
  runtime: Runtime;
  db: DynamoDBDocumentClient;
  /** Physical name of a table of the stack: `tables.Registry`. */
  tables: Readonly<Record<string, string>>;
  seals: Sealer;
  /** Calls the public API as a person (`operator-1`, `buyer-toronto`, …), or as nobody. */
  call: (
    method: string,
    path: string,
    more?: { as?: string; body?: unknown; headers?: Record<string, string> },
  ) => Promise<Answer>;
  stop: () => Promise<void>;
};

/**
 * The whole network on a folder of its own: the real bundles, workflows and API. `buyers` names institutions that shall
 * have one.
 */
export const startTestNetwork = async (
  options: { buyers?: readonly string[]; environment?: Record<string, string>; dir?: string } = {},
): Promise<TestNetwork> => {
  await prepare();
  const dir = options.dir ?? mkdtempSync(join(tmpdir(), 'passerelle-network-'));
  const people = [
    { id: 'operator-1', name: 'Operator', email: 'operator@example.org', groups: ['operator'] },
    { id: 'person-1', name: 'Person', email: 'person@example.org', groups: [] },
    ...(options.buyers ?? []).map((one) => ({
      id: `buyer-${one}`,
      name: `Buyer of ${one}`,
      email: `${one}@example.org`,
      groups: [`institution.${one}`],
    })),
  ];
  const runtime = await startRuntime({
    templateFile,
    replaced: ['AWS::GuardDuty::MalwareProtectionPlan'],
    dir,
    people,
    envOverrides: {
      WEBHOOK_LOOPBACK: 'yes',
      POWERTOOLS_LOG_LEVEL: 'INFO',
      // One operator does here what nobody does by hand.
      LIMITS: '{"times":100}',
      ...options.environment,
    },
  });
  const { accessKeyId, secretAccessKey } = runtime.credentials;
  const shared = { region: runtime.region, credentials: { accessKeyId, secretAccessKey } };
  const db = documentClient({ ...shared, endpoint: runtime.dynamoEndpoint });
  const kms = new KMSClient({ ...shared, endpoint: runtime.awsEndpoint });
  const tables = Object.fromEntries(
    runtime.stack
      .ofType('AWS::DynamoDB::Table')
      .map(({ logicalId, name }) => [/^Records([A-Z][a-z]+)/.exec(logicalId)?.[1] ?? logicalId, name]),
  );
  const masterKey = runtime.stack.ofType('AWS::KMS::Key').find(({ logicalId }) => logicalId.includes('SealsKey'))!;

  return {
    runtime,
    db,
    tables,
    seals: sealer({ db, kms, keysTable: tables.Keys!, masterKey: masterKey.attribute('Arn') }),
    call: async (method, path, { as, body, headers = {} } = {}) => {
      const response = await fetch(`${runtime.apiUrl}${path}`, {
        method,
        headers: {
          ...(as && { authorization: `Bearer ${await runtime.tokenFor(as)}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      const json = response.headers.get('content-type')?.includes('json');
      return { status: response.status, headers: response.headers, body: json && text ? JSON.parse(text) : text };
    },
    stop: async () => {
      db.destroy();
      kms.destroy();
      await runtime.stop();
      if (!options.dir) rmSync(dir, { recursive: true, force: true });
    },
  };
};
