import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
} from '@aws-sdk/lib-dynamodb';
import { combined, compare, standards } from '#definitions/compare/index.ts';
import { type Clock, dayOf } from '#platform/clock.ts';
import { log } from '#platform/log.ts';
import { readMany } from '#platform/many.ts';
import { type Network, readNetwork } from '#platform/network.ts';
import { ConditionFailed, commit, type Item } from '#platform/tables.ts';
import {
  comparisonKey,
  lettersOf,
  type MatrixRecord,
  type PairRecord,
  pairRecord,
  workRecord,
} from '#schemas/comparison-records.ts';
import type { Definition } from '#schemas/definition.ts';
import { comparedOn, mirrored, type Question, questionOf, readings, turningDays } from '../compared.ts';

export type Where = { db: DynamoDBDocumentClient; table: string; clock: Clock };

/** What one pair may cost, and all definitions together: some tenths of a second. */
const STEPS = 500_000;
const keptDays = 400;

const find = ({ a, b, reading, at, tables }: Question): PairRecord => {
  try {
    const { relation, aImpliesB, bImpliesA, disjoint, satisfiable, onlyA, onlyB, both } = compare(a, b, {
      ...{ reading, at, tables, standards },
      budget: { steps: STEPS },
    });
    return { reading, at, relation, aImpliesB, bImpliesA, disjoint, satisfiable, onlyA, onlyB, both };
  } catch (error) {
    // A defect: it is told, and one pair that cannot be compared does not hold up all the others.
    log.error('comparison-failed', {
      a: a.id,
      b: b.id,
      reading,
      cause: error instanceof Error ? error.name : 'unknown',
    });
    return { reading, at, ...notDecided };
  }
};
const notDecided = {
  relation: 'not-decided',
  aImpliesB: 'not-decided',
  bImpliesA: 'not-decided',
  disjoint: 'not-decided',
  satisfiable: { a: 'not-decided', b: 'not-decided' },
  onlyA: null,
  onlyB: null,
  both: null,
} as const;

/** Which pairs there are on a day: each definition with itself too, which tells whether anybody can qualify under it. */
const questionsOf = (network: Network, day: string): Question[] => {
  const definitions = comparedOn(network, day);
  return readings.flatMap((reading) =>
    definitions.flatMap((a, i) => definitions.slice(i).map((b) => questionOf(a, b, reading, network.reciprocity, day))),
  );
};

const addressOf = ({ pk, sk }: Item): string => `${pk} ${sk}`;

/**
 * Finds what is not kept yet, for as long as `milliseconds` allow, and writes the matrices of what is. Answers whether
 * anything is left. Done twice, or by two at once, it writes the same.
 */
export const compareWhatIsNew = async (
  where: Where,
  milliseconds: number,
): Promise<{ left: number; found: number }> => {
  const { db, table, clock } = where;
  const start = performance.now();
  const now = clock();
  const network = await readNetwork(db, table);
  const days = turningDays(network, dayOf(now));
  const asked = days.flatMap((day) => questionsOf(network, day));
  const questions = [...new Map(asked.map((question) => [addressOf(question.key), question])).values()];
  const keys = questions.map(({ key }) => key);
  const kept = new Map<string, PairRecord>();
  for (const item of await readMany(db, table, keys)) kept.set(addressOf(item), pairRecord.parse(item));
  const expiresAt = Math.floor(now.getTime() / 1000) + keptDays * 86_400;
  let found = 0;
  for (const question of questions) {
    if (kept.has(addressOf(question.key))) continue;
    if (performance.now() - start > milliseconds) break;
    const pair = find(question);
    await db.send(new PutCommand({ TableName: table, Item: { ...question.key, ...pair, expiresAt } }));
    kept.set(addressOf(question.key), pair);
    found++;
  }
  const left = questions.filter(({ key }) => !kept.has(addressOf(key))).length;
  for (const day of days)
    for (const reading of readings)
      await putMatrix(where, reading, day, {
        generation: network.generation,
        ...matrixOf(comparedOn(network, day), network, day, reading, kept),
      });
  await forgetMatrices(where, days);
  return { left, found };
};

const matrixOf = (
  definitions: readonly Definition[],
  network: Network,
  day: string,
  reading: (typeof readings)[number],
  kept: ReadonlyMap<string, PairRecord>,
): Omit<MatrixRecord, 'generation'> => {
  const pairOf = (a: Definition, b: Definition) =>
    kept.get(addressOf(questionOf(a, b, reading, network.reciprocity, day).key));
  const relations = definitions.map((a, i) =>
    definitions.map((b, j) => {
      const relation = pairOf(a, b)?.relation;
      return relation && (i <= j ? relation : mirrored[relation]);
    }),
  );
  const whole = relations.every((row) => row.every((one) => one !== undefined)) && definitions.length > 0;
  const options = { reading, at: day, tables: network.reciprocity, standards, budget: { steps: STEPS } };
  return {
    definitions: definitions.map(({ id, version }) => ({ id, version })),
    relations: relations.map(lettersOf),
    satisfiable: definitions.map((one) => pairOf(one, one)?.satisfiable.a ?? null),
    together: whole ? combined('all', definitions, (i, j) => relations[i]![j]!, options).satisfiable : null,
  };
};

/** Unless a newer publication's is there already. */
const putMatrix = async ({ db, table }: Where, reading: string, day: string, matrix: MatrixRecord): Promise<void> => {
  const write = {
    Put: {
      TableName: table,
      Item: { ...comparisonKey.matrix(reading, day), ...matrix },
      ConditionExpression: 'attribute_not_exists(pk) OR generation <= :mine',
      ExpressionAttributeValues: { ':mine': matrix.generation },
    },
  };
  await commit(db, [write]).catch(passOver);
};

/** Those of days that are no longer of interest: a version that was to begin on one of them came to nothing. */
const forgetMatrices = async ({ db, table }: Where, days: readonly string[]): Promise<void> => {
  const { Items = [] } = await db.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :matrix)',
      ExpressionAttributeValues: { ':pk': comparisonKey.work().pk, ':matrix': 'MATRIX#' },
      ProjectionExpression: 'pk, sk',
    }),
  );
  for (const { pk, sk } of Items)
    if (!days.includes(String(sk).split('#')[2] ?? ''))
      await db.send(new DeleteCommand({ TableName: table, Key: { pk, sk } }));
};

const passOver = (error: unknown): void => {
  if (!(error instanceof ConditionFailed)) throw error;
};

/**
 * Asks for the next stretch of work: moved on by one, the record comes back through the stream. Where somebody else moved
 * it on in the meantime, that is done already.
 */
export const askForMore = async ({ db, table }: Where): Promise<void> => {
  const key = comparisonKey.work();
  const { Item } = await db.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }));
  const turn = Item ? workRecord.parse(Item).turn : 0;
  const write = {
    Put: {
      TableName: table,
      Item: { ...key, turn: turn + 1 },
      ConditionExpression: 'attribute_not_exists(pk) OR turn = :seen',
      ExpressionAttributeValues: { ':seen': turn },
    },
  };
  await commit(db, [write]).catch(passOver);
};
