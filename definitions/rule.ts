import type { Criterion, ReciprocityTable, Rule } from '#schemas/definition.ts';
import type { Outcome, State } from '#schemas/verdict.ts';
import { readNamed } from './criteria/named.ts';
import { readRegion } from './criteria/place.ts';
import { readShare } from './criteria/share.ts';
import { readLegalForm, readMeasure } from './criteria/value.ts';
import { NEVER } from './days.ts';
import type { Evidence } from './evidence.ts';
import type { Finding, Found, Reader } from './finding.ts';
import { Glance } from './glance.ts';
import { Moments } from './moments.ts';
import { Program, type Step } from './program.ts';
import { stateOf } from './when.ts';

/** A rule with the numbers that its parts have in the program. */
export type Part = { number: number } & (
  | { kind: 'all' | 'any' | 'atLeast'; n: number; of: readonly Part[] }
  | { kind: 'not'; of: Part }
  | { kind: 'criterion'; criterion: Criterion; finding: Finding }
);

const readCriterion = (criterion: Criterion, tables: readonly ReciprocityTable[], moments: Moments): Reader => {
  switch (criterion.kind) {
    case 'ownership':
    case 'workforce':
      return readShare(criterion, moments);
    case 'control':
    case 'certification':
    case 'flag':
      return readNamed(criterion, tables, moments);
    case 'legalForm':
      return readLegalForm(criterion, moments);
    case 'measure':
      return readMeasure(criterion, moments);
    case 'region':
      return readRegion(criterion, moments);
  }
};

/** What a criterion looks for, apart from how much of it would do: criteria with equal ones find the same. */
const soughtBy = (criterion: Criterion): unknown[] => {
  switch (criterion.kind) {
    case 'ownership':
    case 'workforce':
      return [criterion.groups, criterion.combine, criterion.assurance];
    case 'control':
      return [criterion.aspect, criterion.groups];
    case 'certification':
      return [criterion.anyOf, criterion.reciprocity];
    case 'flag':
      return [criterion.flag];
    case 'region':
      return [criterion.anyOf];
    case 'measure':
      return [criterion.measure];
    case 'legalForm':
      return [];
  }
};

/** A rule ready to be applied to many suppliers. */
export class CompiledRule {
  readonly moments: Moments;
  readonly program: Program;
  readonly root: Part;
  readonly #glance: Glance;

  /** `moments`: rules that are given the same look through each supplier once. */
  constructor(rule: Rule, tables: readonly ReciprocityTable[] = [], moments = new Moments()) {
    this.moments = moments;
    this.program = new Program(moments);
    this.#glance = new Glance(moments);
    this.root = this.#add(rule, tables);
  }

  #add(rule: Rule, tables: readonly ReciprocityTable[]): Part {
    if (rule.kind === 'not') {
      const of = this.#add(rule.of, tables);
      return { kind: 'not', of, number: this.#step({ kind: 'not', of: of.number }) };
    }
    if (rule.kind === 'atLeast') {
      const { kind, n } = rule;
      const of = rule.of.map((part) => this.#add(part, tables));
      return { kind, n, of, number: this.#step({ kind, n, of: of.map(({ number }) => number) }) };
    }
    if (rule.kind === 'all' || rule.kind === 'any') {
      const { kind } = rule;
      const settles: number[] = [];
      const of = rule.of.map((part) => {
        const added = this.#add(part, tables);
        settles.push(this.#glance.settle(kind, added.number));
        return added;
      });
      const number = this.#step({ kind, of: of.map(({ number }) => number) });
      this.#glance.settled(settles, number);
      return { kind, n: kind === 'all' ? of.length : 1, of, number };
    }
    const { step, explain } = readCriterion(rule, tables, this.moments);
    const sought = JSON.stringify([rule.kind, rule.maxAgeMonths, ...soughtBy(rule)]);
    const finding = this.moments.onceForAll(sought, explain);
    return { kind: 'criterion', criterion: rule, finding, number: this.#step(step) };
  }

  #step(step: Step): number {
    this.#glance.add(step);
    return this.program.add(step);
  }

  /** What it comes to on a day, given as a day number. */
  state(evidence: Evidence, day: number): State {
    if (this.#glance.possible) return this.#glance.state(evidence, day);
    this.program.run(evidence, day);
    return this.#state();
  }

  #state(): State {
    return stateOf(this.program.met(this.root.number), this.program.unmet(this.root.number));
  }

  /** What is shown of it when it is one criterion. */
  found(evidence: Evidence, day: number): Found {
    if (this.root.kind !== 'criterion') throw new Error('only a criterion finds');
    this.program.run(evidence, day);
    return this.root.finding.found();
  }

  /** The last day on which what it comes to on `day` still holds without a break; `NEVER` when nothing ends it. */
  lastDay(evidence: Evidence, day: number): number {
    const { moments, program, root } = this;
    program.run(evidence, day);
    const state = this.#state();
    for (let from = day; ; from = moments.next) {
      if (from !== day) program.run(evidence, from);
      const met = program.met(root.number);
      const unmet = program.unmet(root.number);
      const otherwise = state === 'met' ? ~met : state === 'unmet' ? ~unmet : met | unmet;
      const when = otherwise & ((1 << moments.stretches) - 1);
      if (when !== 0) return moments.starts[31 - Math.clz32(when & -when)]! - 1;
      if (moments.next === NEVER) return NEVER;
    }
  }
}

export const outcomeOf: Record<State, Outcome> = {
  met: 'qualifies',
  unmet: 'does-not-qualify',
  unknown: 'undetermined',
};

/** What a criterion asks, apart from what it is called: criteria with equal keys always come out equal. */
export const keyOf = ({ id: _id, label: _label, ...asked }: Criterion): string =>
  JSON.stringify(asked, Object.keys(asked).sort());
