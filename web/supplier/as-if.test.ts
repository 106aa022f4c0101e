import { expect, test } from 'vitest';
import { evaluate } from '#definitions/evaluate.ts';
import { definitions } from '#samples/definitions/index.ts';
import { suppliers } from '#samples/suppliers/index.ts';
import { vocabulary } from '#samples/vocabulary.ts';
import { linesOf } from '#schemas/checklist.ts';
import { noFacts } from '#schemas/no-facts.ts';
import { factsOf } from '#workflows/certification-review/facts.ts';
import { asIfConfirmed } from './as-if.ts';

const on = '2026-11-24';

test.each(suppliers.map((one) => [one.id, one] as const))(
  'the preview promises %s what the registry records when everything is found met',
  (_, sample) => {
    const answers = sample.answers(on);
    const met = { outcome: 'met', at: `${on}T15:00:00.000Z` } as const;
    const findings = Object.fromEntries(linesOf(answers).map(({ id }) => [id, met]));
    const recorded = factsOf(answers, { findings }, [], vocabulary);
    const promised = asIfConfirmed(answers, vocabulary, on);
    for (const definition of definitions)
      expect([definition.id, evaluate(definition, promised, on).outcome]).toEqual([
        definition.id,
        evaluate(definition, recorded, on).outcome,
      ]);
    expect(promised).toEqual(recorded);
  },
);

test('what is not answered yet is unknown in the preview, never a no', () => {
  expect(asIfConfirmed({}, vocabulary, on)).toEqual(noFacts());
  const { certificates: _, flags: __, ...some } = suppliers[0]!.answers(on);
  expect(asIfConfirmed(some, vocabulary, on)).toMatchObject({ certifications: {}, flags: {} });
});
