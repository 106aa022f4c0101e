import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { LogicEngine } from 'json-logic-engine';
import { type ConditionProperties, Engine, type NestedCondition, type TopLevelCondition } from 'json-rules-engine';
import { dayOf } from '#definitions/days.ts';
import { type Evidence, prepare } from '#definitions/evidence.ts';
import { CompiledRule } from '#definitions/rule.ts';
import { criteriaOf, isCriterion } from '#definitions/rules.ts';
import type { Criterion, Definition, Rule } from '#schemas/definition.ts';
import type { Facts } from '#schemas/facts.ts';
import { at } from './world.ts';

/**
 * The same definitions for two public rule engines. Neither knows shares, assurance, dates or the unknown, so they are
 * given a world where all is known and verified, and shares already added up for each set of groups: what is left to
 * them is comparing and combining. Their answers must equal ours all the same.
 */
export type Flat = Record<string, number | boolean | string>;

const shareKey = (c: Extract<Criterion, { kind: 'ownership' | 'workforce' }>) =>
  `${c.kind} ${c.combine} ${c.groups.join(' ')}`;

/** One field for each thing that some criterion compares. */
export const flatten = (definitions: readonly Definition[]) => {
  const criteria = definitions.flatMap(({ rule }) => criteriaOf(rule));
  const day = dayOf(at);
  const derived = new Map<string, (evidence: Evidence) => number | boolean>();
  for (const c of criteria) {
    const compiled = new CompiledRule(c);
    if (c.kind === 'ownership' || c.kind === 'workforce') {
      derived.set(shareKey(c), (evidence) => {
        const found = compiled.found(evidence, day);
        return found.kind === 'share' ? found.established : 0;
      });
    } else if (c.kind === 'region') {
      derived.set(`${c.scope} ${c.anyOf.join(' ')}`, (evidence) => compiled.state(evidence, day) === 'met');
    } else if (c.kind === 'measure') {
      derived.set(c.measure, (evidence) => {
        const found = compiled.found(evidence, day);
        return found.kind === 'value' ? Number(found.value) : 0;
      });
    }
  }
  return (facts: Facts): Flat => {
    const flat: Flat = {};
    for (const source of ['managed', 'controlled', 'certifications', 'flags'] as const) {
      for (const [name, fact] of Object.entries(facts[source])) flat[`${source} ${name}`] = fact.value;
    }
    flat.legalForm = facts.legalForm?.value ?? '';
    const evidence = prepare(facts);
    for (const [key, value] of derived) flat[key] = value(evidence);
    return flat;
  };
};

type Test = { field: string; operator: '>=' | '>' | '<=' | '<' | 'is' | 'in'; value: number | boolean | string[] };

/** A criterion as comparisons of which one is enough. */
const testsOf = (c: Criterion): Test[] => {
  const are = (source: string, names: readonly string[]) =>
    names.map((name): Test => ({ field: `${source} ${name}`, operator: 'is', value: true }));
  switch (c.kind) {
    case 'ownership':
    case 'workforce':
      return [{ field: shareKey(c), operator: c.cmp, value: c.bp }];
    case 'control':
      return are(c.aspect, c.groups);
    case 'certification':
      return are('certifications', c.anyOf);
    case 'flag':
      return are('flags', [c.flag]);
    case 'legalForm':
      return [{ field: 'legalForm', operator: 'in', value: [...c.anyOf] }];
    case 'region':
      return [{ field: `${c.scope} ${c.anyOf.join(' ')}`, operator: 'is', value: true }];
    case 'measure':
      return [{ field: c.measure, operator: c.cmp, value: c.value }];
  }
};

const logicOf = (rule: Rule): unknown => {
  if (isCriterion(rule)) {
    const tests = testsOf(rule).map(({ field, operator, value }) => {
      const variable = { var: [field] };
      return operator === 'is' ? { '===': [variable, value] } : { [operator]: [variable, value] };
    });
    return tests.length === 1 ? tests[0] : { or: tests };
  }
  if (rule.kind === 'not') return { '!': [logicOf(rule.of)] };
  const parts = rule.of.map(logicOf);
  if (rule.kind === 'atLeast') return { '>=': [{ '+': parts.map((part) => ({ if: [part, 1, 0] })) }, rule.n] };
  return { [rule.kind === 'all' ? 'and' : 'or']: parts };
};

/** json-logic-engine, compiled to functions, one for each definition. */
export const jsonLogic = (definitions: readonly Definition[]): ((flat: Flat) => unknown)[] => {
  const engine = new LogicEngine();
  return definitions.map(
    ({ rule }) => engine.build(logicOf(rule) as Parameters<LogicEngine['build']>[0]) as (flat: Flat) => unknown,
  );
};

const operators = {
  '>=': 'greaterThanInclusive',
  '>': 'greaterThan',
  '<=': 'lessThanInclusive',
  '<': 'lessThan',
  is: 'equal',
  in: 'in',
};

/** Every choice of n parts: json-rules-engine cannot count. */
const choices = <T>(parts: readonly T[], n: number): T[][] =>
  n === 0 ? [[]] : parts.flatMap((part, i) => choices(parts.slice(i + 1), n - 1).map((rest) => [part, ...rest]));

const conditionOf = (rule: Rule): NestedCondition => {
  if (isCriterion(rule)) {
    const tests = testsOf(rule).map(
      ({ field, operator, value }): ConditionProperties => ({ fact: field, operator: operators[operator], value }),
    );
    return { any: tests };
  }
  if (rule.kind === 'not') return { not: conditionOf(rule.of) };
  const parts = rule.of.map(conditionOf);
  if (rule.kind === 'all') return { all: parts };
  return { any: rule.kind === 'any' ? parts : choices(parts, rule.n).map((all) => ({ all })) };
};

/** json-rules-engine, with every definition as a rule of one engine; answers which definitions are met. */
export const jsonRules = (definitions: readonly Definition[]) => {
  const engine = new Engine([], { allowUndefinedFacts: true });
  for (const { id, rule } of definitions) {
    const conditions: TopLevelCondition = { all: [conditionOf(rule)] };
    engine.addRule({ conditions, event: { type: id } });
  }
  return async (flat: Flat): Promise<Set<string>> => new Set((await engine.run(flat)).events.map(({ type }) => type));
};

const versionOf = (name: string): string => {
  const main = createRequire(import.meta.url).resolve(name);
  const root = main.slice(0, main.lastIndexOf(`/node_modules/${name}/`) + `/node_modules/${name}`.length);
  return JSON.parse(readFileSync(`${root}/package.json`, 'utf8')).version;
};
export const versions = {
  node: process.versions.node,
  'json-rules-engine': versionOf('json-rules-engine'),
  'json-logic-engine': versionOf('json-logic-engine'),
};
