import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TableStream } from '#local/streams/records.ts';
import type { Stack } from '#local/template/template.ts';
import { createDynamoClient } from './client.ts';
import { startEngine } from './engine.ts';
import { createTableStream } from './streams.ts';
import { ensureTables } from './tables.ts';
import { startTimeToLive } from './ttl.ts';
import { watchStreams } from './watch.ts';

export type DynamoDB = {
  readonly endpoint: string;
  /** The stream of a table, by the stream's ARN. */
  readonly streamOf: (arn: string) => TableStream;
  readonly stop: () => Promise<void>;
};

export type DynamoDBOptions = {
  readonly stack: Stack;
  readonly dir: string;
  readonly logDir: string;
  readonly port: number;
  readonly externalEndpoint?: string | undefined;
  /** The highest sequence number of a stream (by its ARN) that no mapping needs any more. */
  readonly finished: (streamArn: string) => bigint | undefined;
  readonly report: (message: string) => void;
  readonly onLost: (reason: string) => void;
};

/** How long a change may go unnoticed when the data file can be watched, and when only polling is left. */
const POLL_WATCHED = 500;
const POLL_BLIND = 25;

/** DynamoDB for one stack: the engine, its tables as the template wants them, their streams and their time to live. */
export async function startDynamoDB(options: DynamoDBOptions): Promise<DynamoDB> {
  const { stack, report } = options;
  const dir = join(options.dir, 'dynamodb');
  mkdirSync(dir, { recursive: true });
  const engine = await startEngine({ ...options, dir, logFile: join(options.logDir, 'dynamodb.log') });
  const client = createDynamoClient(engine.endpoint);
  const tables = stack.ofType('AWS::DynamoDB::Table');
  await ensureTables(client, tables);

  const streams = new Map(
    tables
      .filter(({ properties }) => properties.StreamSpecification)
      .map((table) => {
        const arn = table.attribute('StreamArn');
        const pollEvery = engine.file ? POLL_WATCHED : POLL_BLIND;
        return [table.name, createTableStream({ client, table: table.name, arn, region: stack.region, pollEvery })];
      }),
  );
  const watch =
    engine.file &&
    watchStreams(
      engine.file,
      (changed) => {
        for (const table of changed) streams.get(table)?.announce();
      },
      (table) => {
        const stream = streams.get(table);
        return stream && options.finished(stream.arn);
      },
    );
  const stopTimeToLive = startTimeToLive(client, tables, report);

  return {
    endpoint: engine.endpoint,
    streamOf(arn) {
      const stream = [...streams.values()].find((candidate) => candidate.arn === arn);
      if (!stream) throw new Error(`there is no stream ${arn}`);
      return stream;
    },
    async stop() {
      stopTimeToLive();
      if (watch) watch.stop();
      client.close();
      await engine.stop();
    },
  };
}
