import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { KMSClient } from '@aws-sdk/client-kms';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SFNClient } from '@aws-sdk/client-sfn';
import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { createDynamoClient } from '#local/dynamodb/client.ts';
import { createTableStream } from '#local/dynamodb/streams.ts';
import { createKms } from '#local/kms/kms.ts';
import { createSes } from '#local/ses/ses.ts';
import { createStepFunctions } from '#local/stepfunctions/index.ts';
import type { Invoke, Json } from '#local/stepfunctions/types.ts';
import type { AnyRoute, ApiDependencies } from '#platform/api.ts';
import type { Clock } from '#platform/clock.ts';
import { type Sealer, sealer } from '#platform/sealed.ts';
import { consumer } from '#platform/stream.ts';
import { vocabulary } from '#samples/vocabulary.ts';
import { type Policy, policy as policySchema } from '#schemas/policy.ts';
import { paceOf } from '#workflows/certification-review/pace.ts';
import { routes as intakeRoutes } from '../../functions/intake/api/routes.ts';
import { routes as registryRoutes } from '../../functions/registry/api/routes.ts';
import { record } from '../../functions/registry/record/record.ts';
import { sweep } from '../../functions/registry/sweep/sweep.ts';
import { announce } from '../../functions/review/announce/announce.ts';
import { routes as reviewRoutes } from '../../functions/review/api/routes.ts';
import { openCase } from '../../functions/review/check/check.ts';
import { notify } from '../../functions/review/notify/notify.ts';
import { act } from '../../functions/review/outbox/outbox.ts';
import { type Post, postBy } from '../../functions/review/post/post.ts';
import { remind } from '../../functions/review/remind/remind.ts';
import { keepToken } from '../../functions/review/wait/wait.ts';
import { startTestDatabase } from './dynamodb.ts';
import { callerSaid, clientsOf, fetchFrom } from './http.ts';
import { strayRecords } from './known-records.ts';
import { serveServices } from './services.ts';
import { standingTime } from './time.ts';

const region = 'ca-central-1';
const account = '000000000000';
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

/** Lambdas as plain functions, by the name that the definition calls them. */
const invoking =
  (tasks: Readonly<Record<string, (payload: Json) => Promise<Json>>>): Invoke =>
  async (name, payload) => {
    try {
      const run = tasks[name];
      if (!run) throw new Error(`no task ${name}`);
      return { ok: true, payload: await run(payload) };
    } catch (error) {
      return { ok: false, errorType: (error as Error).name, errorMessage: (error as Error).message };
    }
  };

export type Casework = Awaited<ReturnType<typeof startCasework>>;

/** What every room of the world stands on. */
export type CaseworkBase = {
  db: DynamoDBDocumentClient;
  seals: Sealer;
  clock: Clock;
  policy: Policy;
  post: Post;
  portal: string;
} & Record<'casework' | 'registry' | 'network' | 'audit' | 'feeds' | 'keysTable', string>;
type Table = 'casework' | 'registry' | 'audit';
/** Further rooms: their routes, and their consumers by table and sort key. */
export type More = {
  routes?: (deps: CaseworkBase & ApiDependencies) => AnyRoute[];
  consumers?: readonly { table: Table; wanted: RegExp; consume: ReturnType<typeof consumer> }[];
};

/**
 * The rooms from intake to the registry, on a real database and a real interpreter of the workflow, at a time that stands
 * still until it is moved.
 */
export const startCasework = async (
  options: { policy?: Partial<Policy>; from?: string; more?: (base: CaseworkBase) => More } = {},
) => {
  const dir = mkdtempSync(join(tmpdir(), 'passerelle-casework-'));
  const database = await startTestDatabase();
  const { db } = database;
  const [casework, registry, network, audit, feeds, keysTable] = await Promise.all([
    database.table('casework', ['queue', 'person']),
    database.table('registry', ['expiry']),
    database.table('network'),
    database.table('audit'),
    database.table('feeds', ['due']),
    database.plainTable('keys'),
  ]);

  const time = standingTime(options.from ?? '2026-11-23T15:00:00Z');
  const clock = () => new Date(time.now());
  const policy = policySchema.parse(options.policy ?? {});
  /** Waits whose tokens are not kept yet, by name. */
  const held = new Map<string, Promise<void>>();
  let heldNow = 0;
  const tasks: Record<string, (payload: Json) => Promise<Json>> = {};
  const workflows = createStepFunctions({
    file: join(dir, 'workflows.db'),
    region,
    account,
    clock: time,
    random: () => 0.5,
    invoke: invoking(tasks),
  });
  const kms = createKms({ file: join(dir, 'keys.json'), region, account });
  const mailDir = join(dir, 'mail');
  const services = await serveServices({ kms, ses: createSes({ dir: mailDir, clock }), workflows });
  const remote = { endpoint: services.endpoint, region, credentials };
  const seals = sealer({
    db,
    kms: new KMSClient(remote),
    keysTable,
    masterKey: kms.createKey('Seals'),
    now: time.now,
  });
  const post = postBy('passerelle@example.org', new SESv2Client(remote));
  const portal = 'https://portal.example.org';
  const asl = readFileSync('workflows/certification-review/certification-review.asl.json', 'utf8');
  const machine = workflows.register(
    'certification-review',
    asl.replace(/\$\{(\w+)\}/g, (_, name: string) => name),
  );
  workflows.start();

  const tables = { casework, registry, network, audit, feeds, keysTable };
  const base: CaseworkBase = { db, seals, clock, policy, post, portal, ...tables };
  const more = options.more?.(base) ?? {};
  const answers = (run: (payload: Json) => Promise<unknown>) => async (payload: Json) =>
    ((await run(payload)) ?? null) as Json;
  Object.assign(tasks, {
    wait: answers(async (payload) => {
      const gate = held.get(String((payload as { wait?: string }).wait));
      if (gate) {
        heldNow += 1;
        await gate;
        heldNow -= 1;
      }
      return keepToken(base, payload);
    }),
    check: answers((payload) => openCase(base, payload)),
    notify: answers((payload) => notify(base, payload)),
    remind: answers((payload) => remind({ ...base, operators: 'operators@example.org' }, payload)),
    record: answers((payload) => record(base, payload)),
    sweep: answers(() => sweep(base)),
  });

  const apiDeps = {
    ...base,
    callerOf: callerSaid,
    idempotencyTable: casework,
    auditTable: audit,
    pace: paceOf({ db, table: casework, policy }),
    words: async () => vocabulary,
  };
  const routes: AnyRoute[] = [
    ...intakeRoutes(apiDeps),
    ...reviewRoutes(apiDeps),
    ...registryRoutes(apiDeps),
    ...(more.routes?.(apiDeps) ?? []),
  ];

  const outbox = { db, workflows: new SFNClient({ ...remote, maxAttempts: 1 }), clock, policy, casework, machine };
  const engine = createDynamoClient(database.endpoint);
  const pumpOf = (table: string, wanted: RegExp, consume: ReturnType<typeof consumer>) => {
    const arn = `arn:aws:dynamodb:${region}:${account}:table/${table}/stream/test`;
    const stream = createTableStream({ client: engine, table, arn, region, pollEvery: 10 });
    let position = 0n;
    return async (times: number): Promise<number> => {
      const records = await stream.read(position, 1000);
      const Records = records
        .map(({ record }) => record)
        .filter(({ eventName, dynamodb }) => wanted.test(dynamodb?.Keys?.sk?.S ?? '') && eventName !== 'REMOVE');
      for (let i = 0; i < times; i++) {
        const failed = await consume({ Records });
        if (failed.batchItemFailures.length > 0) throw new Error(`the consumer of ${table} failed`);
      }
      position = records.at(-1)?.sequence ?? position;
      return records.length;
    };
  };
  const pumps = [
    pumpOf(
      casework,
      /^(?:COMMAND|WAIT|DOCUMENT)#/,
      consumer((change) => act(outbox, change)),
    ),
    pumpOf(
      registry,
      /^CURRENT$/,
      consumer((change) => announce(base, change)),
    ),
    ...(more.consumers ?? []).map(({ table, wanted, consume }) => pumpOf(base[table], wanted, consume)),
  ];
  /** Whether the streams are being read; while they are not, what people do piles up. */
  let listening = true;

  /** Delivers what the streams hold; `times` more than once for a service that repeats itself. */
  const deliver = async (times = 1): Promise<number> => {
    if (!listening) return 0;
    const counts = await Promise.all(pumps.map((pump) => pump(times)));
    return counts.reduce((sum, one) => sum + one, 0);
  };

  /** Waits until nothing more happens without a person or time. */
  const settle = async (times = 1): Promise<void> => {
    for (let quiet = 0; quiet < 3; ) {
      const delivered = await deliver(times);
      quiet = delivered === 0 && workflows.counts().tasksInFlight <= heldNow ? quiet + 1 : 0;
      await sleep(5);
    }
  };

  return {
    ...apiDeps,
    workflows,
    machine,
    outbox,
    settle,
    deliver,
    /** Runs a task of the workflow, or the sweep of the registry, by hand. */
    run: (task: string, payload: Json) => {
      const found = tasks[task];
      if (!found) throw new Error(`no task ${task}`);
      return found(payload);
    },
    /** Keeps the tokens of a wait from being written until the function that it returns is called. */
    holdWaits: (name: string): (() => void) => {
      const gate = Promise.withResolvers<void>();
      held.set(name, gate.promise);
      return () => {
        held.delete(name);
        gate.resolve();
      };
    },
    setListening: (on: boolean) => {
      listening = on;
    },
    /** Moves time, and lets happen what falls due. */
    advance: (days: number) => time.advance(days * 86_400_000, settle),
    /** Moves time, and nothing else. */
    skip: (days: number) => time.skip(days * 86_400_000),
    /** A client of the API for a person with these roles. */
    as: clientsOf(fetchFrom(routes, apiDeps)),
    /** Messages as text, oldest first: their lines joined and their letters decoded. */
    mails: (): string[] =>
      readdirSync(mailDir, { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => name)
        .sort()
        .map((name) => decoded(readFileSync(join(mailDir, name), 'latin1'))),
    itemsOf: async (table: string, pk: string) => (await queryAll(db, table, pk)) as Record<string, unknown>[],
    stop: async () => {
      await workflows.stop();
      await services.stop();
      // A record that no kind describes would be forgotten by erasure, export and whoever reads it.
      const strays = await strayRecords(db, { casework, registry, network, audit, feeds, keys: keysTable });
      if (strays.length > 0) throw new Error(strays.slice(0, 20).join('\n'));
      engine.close();
      await database.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
};

const decoded = (mail: string): string => {
  const joined = mail
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(joined, 'latin1').toString('utf8');
};

const queryAll = async (db: DynamoDBDocumentClient, table: string, pk: string) => {
  const { Items = [] } = await db.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
      ConsistentRead: true,
    }),
  );
  return Items;
};
