import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { startEngine } from '#local/dynamodb/engine.ts';
import { watchStreams } from '#local/dynamodb/watch.ts';
import { documentClient } from '#platform/tables.ts';

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });

export type TestDatabase = {
  db: DynamoDBDocumentClient;
  endpoint: string;
  /** Makes a table as the stack does: `pk`, `sk`, a stream, and one index per name. */
  table: (name: string, indexes?: readonly string[]) => Promise<string>;
  /** Makes a table as the stack does for keys and for the door: `pk` alone. */
  plainTable: (name: string) => Promise<string>;
  stop: () => Promise<void>;
};

/** A real DynamoDB of the test's own, gone when it stops. */
export const startTestDatabase = async (): Promise<TestDatabase> => {
  const dir = mkdtempSync(join(tmpdir(), 'passerelle-dynamodb-'));
  const engine = await startEngine({
    dir,
    logFile: join(dir, 'dynamodb.log'),
    port: await freePort(),
    onLost: (reason) => {
      throw new Error(reason);
    },
  });
  // As the runtime does: without it each write takes longer than the one before.
  const watch = engine.file
    ? watchStreams(
        engine.file,
        () => {},
        () => 2n ** 62n,
      )
    : undefined;
  const db = documentClient({
    endpoint: engine.endpoint,
    region: 'ca-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  return {
    db,
    endpoint: engine.endpoint,
    table: async (name, indexes = []) => {
      const keys = ['pk', 'sk', ...indexes.flatMap((index) => [`${index}Pk`, `${index}Sk`])];
      await db.send(
        new CreateTableCommand({
          TableName: name,
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
          KeySchema: [
            { AttributeName: 'pk', KeyType: 'HASH' },
            { AttributeName: 'sk', KeyType: 'RANGE' },
          ],
          StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
          ...(indexes.length > 0 && {
            GlobalSecondaryIndexes: indexes.map((index) => ({
              IndexName: index,
              KeySchema: [
                { AttributeName: `${index}Pk`, KeyType: 'HASH' as const },
                { AttributeName: `${index}Sk`, KeyType: 'RANGE' as const },
              ],
              Projection: { ProjectionType: 'ALL' as const },
            })),
          }),
        }),
      );
      return name;
    },
    plainTable: async (name) => {
      await db.send(
        new CreateTableCommand({
          TableName: name,
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        }),
      );
      return name;
    },
    stop: async () => {
      db.destroy();
      watch?.stop();
      await engine.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
};
