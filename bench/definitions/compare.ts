import { compare } from '#definitions/compare/compare.ts';
import { type Matrix, matrix } from '#definitions/compare/matrix.ts';
import { dayOf } from '#definitions/days.ts';
import { compile } from '#definitions/evaluate.ts';
import { prepare } from '#definitions/evidence.ts';
import type { Definition } from '#schemas/definition.ts';
import { clock, type Section } from '../figure.ts';
import { at, chance, drafts, eighteen, suppliers } from './world.ts';

/** Every definition against every other for all possible suppliers; nothing is warmed up or kept between the runs. */
export const section = (): Section => {
  const cold = timed(() => matrix(eighteen, { at }));
  const standards = timed(() => matrix(eighteen, { at, reading: 'standards' }));
  const thousand = drafts(1000);
  const large = timed(() => matrix(thousand, { at }));
  const pairs = timed(() => eighteen.flatMap((a) => eighteen.map((b) => compare(a, b, { at }).relation)));

  const wrong = [...refuted(thousand, large.result), ...differing(thousand, large.result)];
  if (pairs.result.join() !== cold.result.relations.flat().join()) wrong.push('a matrix of 18 and its pairs differ');
  const open = large.result.relations.flat().filter((relation) => relation === 'not-decided').length;
  return {
    title: 'comparison for all possible suppliers',
    figures: [
      { name: '18 × 18 matrix, cold', value: cold.seconds * 1e3, unit: 'ms', atMost: 100 },
      { name: '18 × 18 matrix with certification standards', value: standards.seconds * 1e3, unit: 'ms', atMost: 100 },
      { name: '1,000 × 1,000 matrix', value: large.seconds, unit: 's', atMost: 8 },
      { name: '1,000 × 1,000: pairs not decided', value: open, unit: 'pairs', atMost: 0 },
      { name: '1,000 × 1,000: implications proved', value: implications(large.result), unit: 'pairs' },
      { name: 'one pair, with its smallest examples', value: (pairs.seconds / 324) * 1e3, unit: 'ms' },
    ],
    wrong,
  };
};

const timed = <T>(work: () => T): { result: T; seconds: number } => {
  const start = clock();
  const result = work();
  return { result, seconds: clock() - start };
};

const implications = ({ relations }: Matrix): number =>
  relations.flat().filter((relation) => relation === 'a-implies-b' || relation === 'equivalent').length -
  relations.length;

/** Suppliers that the evaluator sees otherwise than the matrix proves of all of them. */
const refuted = (definitions: readonly Definition[], { relations }: Matrix): string[] => {
  const day = dayOf(at);
  const compiled = definitions.map((definition) => compile(definition));
  const wrong: string[] = [];
  for (const facts of suppliers(200)) {
    const evidence = prepare(facts);
    const met = compiled.map(({ outcome }) => outcome(evidence, day) === 'qualifies');
    for (const [i, row] of relations.entries()) {
      for (const [j, relation] of row.entries()) {
        const bad =
          (met[i] && !met[j] && (relation === 'equivalent' || relation === 'a-implies-b')) ||
          (met[i] && met[j] && relation === 'disjoint');
        if (bad) wrong.push(`${definitions[i]!.id} ${relation} ${definitions[j]!.id}: a supplier refutes it`);
      }
    }
  }
  return wrong;
};

/** Pairs, drawn at random, that compared alone come out differently. */
const differing = (definitions: readonly Definition[], { relations }: Matrix): string[] => {
  const random = chance(5);
  const draw = () => Math.floor(random() * definitions.length);
  return Array.from({ length: 400 }, () => [draw(), draw()] as const)
    .filter(([i, j]) => compare(definitions[i]!, definitions[j]!, { at }).relation !== relations[i]![j])
    .map(([i, j]) => `${definitions[i]!.id} and ${definitions[j]!.id}: alone and in the matrix they differ`);
};
