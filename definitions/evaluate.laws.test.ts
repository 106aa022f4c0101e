import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assurances, type Facts, type Known } from '#schemas/facts.ts';
import { addMonths, dayOf, isoOf } from './days.ts';
import { compile, evaluate, judge } from './evaluate.ts';
import { levelOf, prepare } from './evidence.ts';
import { Moments } from './moments.ts';
import * as arb from './testing/arbitrary.ts';
import { certification, control, definitionOf, known as fact, factsOf, flagged, ownership } from './testing/build.ts';
import { withMore } from './testing/more-evidence.ts';
import { outcomeByTheBook } from './testing/oracle.ts';

const runs = { numRuns: 1500 };
const level = fc.constantFrom(...assurances);

test('more evidence never takes back nor reverses what was decided', () => {
  fc.assert(
    fc.property(
      arb.definition,
      arb.facts,
      arb.facts,
      level,
      arb.tables,
      arb.date,
      (d, now, extra, floor, tables, at) => {
        const before = judge(d, now, at, tables).outcome;
        fc.pre(before !== 'undetermined');
        expect(judge(d, withMore(now, extra, floor), at, tables).outcome).toBe(before);
      },
    ),
    runs,
  );
});

test.each(arb.worlds)(
  'an outcome holds on every day up to validUntil and not on the next ($count names)',
  ({ share, ...world }) => {
    fc.assert(
      fc.property(world.definition, world.facts, world.tables, arb.date, (definition, facts, tables, at) => {
        const compiled = compile(definition, tables);
        const evidence = prepare(facts);
        const start = dayOf(at);
        const verdict = compiled.verdict(evidence, start);
        // Beyond this day nothing in these small worlds can change any more.
        const end = addMonths(dayOf(arb.window.until), 30);
        let day = start;
        while (day < end && compiled.outcome(evidence, day + 1) === verdict.outcome) day++;
        expect(verdict.validUntil).toBe(day === end ? null : isoOf(day));
      }),
      { numRuns: share === 1 ? 800 : 20 },
    );
  },
);

describe.each(arb.worlds)('with $count names of a kind', ({ share, definition, facts, tables }) => {
  test('the explained verdict, the bare verdict, the outcome and a reading by the book agree', () => {
    fc.assert(
      fc.property(definition, facts, tables, arb.date, (definition, facts, tables, at) => {
        const { explanation, at: day, ...verdict } = evaluate(definition, facts, at, tables);
        expect(day).toBe(at);
        expect(judge(definition, facts, at, tables)).toEqual(verdict);
        expect(compile(definition, tables).outcome(prepare(facts), dayOf(at))).toBe(verdict.outcome);
        expect(outcomeByTheBook(definition, facts, at, tables)).toBe(verdict.outcome);
        expect({ met: 'qualifies', unmet: 'does-not-qualify', unknown: 'undetermined' }[explanation.state]).toBe(
          verdict.outcome,
        );
        expect(explanation.assurance).toBe(verdict.assurance);
      }),
      { numRuns: 1500 * share },
    );
  });

  test('definitions that look through suppliers together say what each says alone', () => {
    fc.assert(
      fc.property(
        fc.array(definition, { minLength: 2, maxLength: 6 }),
        fc.array(facts, { minLength: 1, maxLength: 4 }),
        tables,
        arb.date,
        (definitions, suppliers, tables, at) => {
          const moments = new Moments();
          const evidence = suppliers.map(prepare);
          // One definition is added after another was asked, as a publication adds to those that are in force.
          for (const [i, definition] of definitions.entries()) {
            const compiled = definitions.slice(0, i + 1).map((one) => compile(one, tables, moments));
            for (const [k, one] of evidence.entries()) {
              const expected = outcomeByTheBook(definition, suppliers[k]!, at, tables);
              expect(compiled[i]!.outcome(one, dayOf(at))).toBe(expected);
              expect(compiled[i]!.verdict(one, dayOf(at)).outcome).toBe(expected);
              expect(compiled[0]!.outcome(one, dayOf(at))).toBe(
                outcomeByTheBook(definitions[0]!, suppliers[k]!, at, tables),
              );
            }
          }
        },
      ),
      { numRuns: 300 * share },
    );
  });
});

test('what is known of one name is never taken for another, however many names there are', () => {
  const names = Array.from({ length: 100 }, (_, i) => `numbered-${i}`);
  const moments = new Moments();
  const asking = {
    flags: (name: string) => flagged({ flag: name }),
    certifications: (name: string) => certification({ anyOf: [name] }),
    managed: (name: string) => control({ aspect: 'managed', groups: [name] }),
    controlled: (name: string) => control({ aspect: 'controlled', groups: [name] }),
    owners: (name: string) => ownership({ groups: [name] }),
  };
  for (const [field, asks] of Object.entries(asking)) {
    const compiled = names.map((name) => compile(definitionOf(asks(name)), [], moments));
    for (const [k, name] of names.entries()) {
      const one = { [name]: fact(true) };
      const evidence = prepare(factsOf({ [field]: field === 'owners' ? [{ bp: 10_000, groups: one }] : one }));
      const recognised = compiled.flatMap(({ outcome }, i) =>
        outcome(evidence, dayOf('2025-06-30')) === 'qualifies' ? [i] : [],
      );
      expect(recognised).toEqual([k]);
    }
  }
});

/** The facts known at `floor` or better; a list of places that loses one is no longer known to be complete. */
const known = (facts: Facts, floor: number): Facts => {
  const keep = (fact: Known<unknown> | undefined) => fact !== undefined && levelOf[fact.level] >= floor;
  const record = <T>(facts: Record<string, Known<T>>) =>
    Object.fromEntries(Object.entries(facts).filter(([, fact]) => keep(fact)));
  const { owners, managed, controlled, workforce, certifications, flags, places, ...single } = facts;
  const kept = places.filter(keep);
  return {
    owners: owners.map(({ bp, groups }) => ({ bp, groups: record(groups) })),
    managed: record(managed),
    controlled: record(controlled),
    workforce: record(workforce),
    certifications: record(certifications),
    flags: record(flags),
    places: kept,
    ...Object.fromEntries(
      Object.entries(single).filter(
        ([name, fact]) => keep(fact) && (name !== 'placesComplete' || kept.length === places.length),
      ),
    ),
  };
};

test('the assurance of an outcome is the strongest at which the evidence alone still carries it', () => {
  fc.assert(
    fc.property(arb.definition, arb.facts, arb.tables, arb.date, (definition, facts, tables, at) => {
      const { outcome, assurance } = judge(definition, facts, at, tables);
      fc.pre(outcome !== 'undetermined');
      const carried = [0, 1, 2, 3].filter(
        (floor) => judge(definition, known(facts, floor), at, tables).outcome === outcome,
      );
      const strongest = carried.at(-1);
      expect(strongest === 3 ? null : assurances[strongest!]).toBe(assurance);
    }),
    runs,
  );
});
