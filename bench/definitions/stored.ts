import { suppliers as samples } from '#samples/suppliers/index.ts';
import { vocabulary } from '#samples/vocabulary.ts';
import { linesOf } from '#schemas/checklist.ts';
import { facts } from '#schemas/facts.ts';
import { factsOf } from '#workflows/certification-review/facts.ts';
import { chance } from './world.ts';

/**
 * Facts as the registry stores them: the sample suppliers' forms, each filled in and then verified on other days, taken
 * through the code that makes facts of a decided submission. A finding is missing now and then, and some hold only for
 * a time.
 */
export const storedFacts = (count: number): string[] => {
  const random = chance(13);
  const day = (year: number) => `${year}-0${1 + Math.floor(random() * 9)}-${10 + Math.floor(random() * 19)}`;
  return Array.from({ length: count }, (_, i) => {
    const answers = samples[i % samples.length]!.answers(day(2025));
    const findings = Object.fromEntries(
      linesOf(answers)
        .filter(() => random() < 0.8)
        .map(({ id }) => [
          id,
          { outcome: 'met' as const, at: `${day(2026)}T15:00:00.000Z`, ...(random() < 0.3 && { until: day(2027) }) },
        ]),
    );
    return JSON.stringify(facts.parse(factsOf(answers, { findings }, [], vocabulary)));
  });
};
