import * as z from 'zod';
import { facts } from './facts.ts';
import { isoDate, slug } from './primitives.ts';
import { outcome } from './verdict.ts';

/**
 * What was found about pairs of definitions, in the `network` table. A pair is kept under what it was found from:
 * published versions never change, so neither does what is kept, and finding it twice writes the same.
 */
type Version = { id: string; version: number };
export const comparisonKey = {
  /** `from`: everything else that the answer follows from (`functions/network/compared.ts`). */
  pair: (a: Version, b: Version, from: string) => ({
    pk: `COMPARISON#${a.id}#${a.version}#${b.id}#${b.version}`,
    sk: `PAIR#${from}`,
  }),
  /** `from`: the first day on which these are the definitions, and the tables, in force. */
  matrix: (reading: string, from: string) => ({ pk: 'COMPARISON', sk: `MATRIX#${reading}#${from}` }),
  /** Asks for what is not kept yet; moving it on starts the next stretch of work. */
  work: () => ({ pk: 'COMPARISON', sk: 'WORK' }),
} as const;

export const relations = [
  'equivalent',
  'a-implies-b',
  'b-implies-a',
  'disjoint',
  'overlapping',
  /** Not reached within the steps that a comparison may take. */
  'not-decided',
] as const;
export const relation = z.enum(relations);
export const answered = z.enum(['yes', 'no', 'not-decided']);

const example = z.object({ facts, a: outcome, b: outcome }).nullable();

export const pairRecord = z.object({
  reading: z.enum(['evidence', 'standards']),
  at: isoDate,
  relation,
  aImpliesB: answered,
  bImpliesA: answered,
  disjoint: answered,
  satisfiable: z.object({ a: answered, b: answered }),
  onlyA: example,
  onlyB: example,
  both: example,
});
export type PairRecord = z.infer<typeof pairRecord>;

/** All pairs of one reading as far as they are kept. */
export const matrixRecord = z.object({
  generation: z.int(),
  definitions: z.array(z.object({ id: slug, version: z.int() })),
  /** A row for each definition as a, in it a letter for each as b (`lettersOf`); of sixty there are thousands. */
  relations: z.array(z.string()),
  satisfiable: z.array(answered.nullable()),
  /** Whether one supplier can qualify under all of them together; null while pairs are missing. */
  together: answered.nullable(),
});
export type MatrixRecord = z.infer<typeof matrixRecord>;

export const workRecord = z.object({ turn: z.int() });

const letters: Record<z.infer<typeof relation>, string> = {
  equivalent: '=',
  'a-implies-b': '<',
  'b-implies-a': '>',
  disjoint: '0',
  overlapping: 'x',
  'not-decided': '?',
};
const lettered = Object.fromEntries(Object.entries(letters).map(([name, letter]) => [letter, name]));

/** A row of relations as it is kept; undefined where one is not found yet. */
export const lettersOf = (row: readonly (z.infer<typeof relation> | undefined)[]): string =>
  row.map((one) => (one ? letters[one] : '.')).join('');
/** What stands at a place of a row; undefined where nothing is found yet. */
export const relationAt = (row: string | undefined, place: number): z.infer<typeof relation> | undefined =>
  lettered[row?.[place] ?? '.'] as z.infer<typeof relation> | undefined;
