import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assurances, type Facts, type Known } from '#schemas/facts.ts';
import { addMonths, dayOf, isoOf } from './days.ts';
import { compile, evaluate, judge } from './evaluate.ts';
import { levelOf, prepare } from './evidence.ts';
import * as arb from './testing/arbitrary.ts';
import { withMore } from './testing/more-evidence.ts';

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

test('an outcome holds on every day up to validUntil and not on the next', () => {
  fc.assert(
    fc.property(arb.definition, arb.facts, arb.tables, arb.date, (definition, facts, tables, at) => {
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
    { numRuns: 800 },
  );
});

test('the explained verdict, the bare verdict and the outcome agree', () => {
  fc.assert(
    fc.property(arb.definition, arb.facts, arb.tables, arb.date, (definition, facts, tables, at) => {
      const { explanation, at: day, ...verdict } = evaluate(definition, facts, at, tables);
      expect(day).toBe(at);
      expect(judge(definition, facts, at, tables)).toEqual(verdict);
      expect(compile(definition, tables).outcome(prepare(facts), dayOf(at))).toBe(verdict.outcome);
      expect({ met: 'qualifies', unmet: 'does-not-qualify', unknown: 'undetermined' }[explanation.state]).toBe(
        verdict.outcome,
      );
      expect(explanation.assurance).toBe(verdict.assurance);
    }),
    runs,
  );
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
