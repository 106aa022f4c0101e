import fc from 'fast-check';
import { init, killThreads, Z3_error_code, Z3_lbool } from 'z3-solver';
import type { Definition, Rule } from '#schemas/definition.ts';
import * as arbitrary from '../../testing/arbitrary.ts';
import { definitionOf } from '../../testing/build.ts';
import { compare } from '../compare.ts';
import { questions } from './smt.ts';

export interface Opinion {
  pairs: number;
  /** Questions that both answered, of three for each pair. */
  answers: number;
  implied: number;
  disjoint: number;
  undecided: number;
  /** Where the two differ, with what is needed to see it again. */
  disagreements: string[];
}

/** A rule again, with each criterion left as it is, eased or made stricter, as `choices` says. */
const varied = (rule: Rule, choices: readonly number[], next = { at: 0 }): Rule => {
  if (rule.kind === 'not') return { ...rule, of: varied(rule.of, choices, next) };
  if (rule.kind === 'all' || rule.kind === 'any' || rule.kind === 'atLeast') {
    return { ...rule, of: rule.of.map((part) => varied(part, choices, next)) };
  }
  const choice = choices[next.at++ % choices.length]!;
  if (choice === 0) return { ...rule, assurance: 'declared' };
  if (choice === 1) return { ...rule, assurance: 'verified' };
  if (choice === 2) return { ...rule, maxAgeMonths: (rule.maxAgeMonths ?? 0) + 1 };
  if (choice === 3 && 'bp' in rule) return { ...rule, bp: Math.max(0, rule.bp - 100) };
  if (choice === 4 && 'bp' in rule) return { ...rule, groups: [...new Set([...rule.groups, 'black'])] };
  return rule;
};

type World = Pick<ReturnType<typeof arbitrary.worldOf>, 'rule' | 'tables'>;

/** Half of the pairs are strangers, half are near relations, where thresholds, groups, assurance and age decide. */
const pairIn = ({ rule }: World): fc.Arbitrary<[Rule, Rule]> =>
  fc.oneof(
    fc.tuple(rule, rule),
    fc
      .tuple(rule, fc.array(fc.nat(9), { minLength: 1, maxLength: 5 }))
      .map(([rule, choices]): [Rule, Rule] => [rule, varied(rule, choices)]),
  );

type Z3 = Awaited<ReturnType<typeof init>>['Z3'];

/** One question in a context of its own: what a context holds is only freed with it. */
const ask = async (z3: Z3, question: string): Promise<'sat' | 'unsat' | 'unknown'> => {
  const config = z3.mk_config();
  z3.set_param_value(config, 'timeout', '20000');
  const context = z3.mk_context(config);
  z3.del_config(config);
  try {
    const solver = z3.mk_solver(context);
    z3.solver_inc_ref(context, solver);
    z3.solver_from_string(context, solver, question);
    const error = z3.get_error_code(context);
    if (error !== Z3_error_code.Z3_OK) throw new Error(`z3: ${z3.get_error_msg(context, error)}\n${question}`);
    const answer = await z3.solver_check(context, solver);
    return answer === Z3_lbool.Z3_L_TRUE ? 'sat' : answer === Z3_lbool.Z3_L_FALSE ? 'unsat' : 'unknown';
  } finally {
    z3.del_context(context);
  }
};

/** Random pairs of definitions, compared here and by z3, which reads the meaning of facts on its own. */
export const consult = async (
  pairs: number,
  seed: number,
  progress = (_: Opinion): void => {},
  world: World = arbitrary,
): Promise<Opinion> => {
  const { Z3, em } = await init();
  const opinion: Opinion = { pairs: 0, answers: 0, implied: 0, disjoint: 0, undecided: 0, disagreements: [] };
  for (const [rules, tables, at] of fc.sample(fc.tuple(pairIn(world), world.tables, arbitrary.date), {
    numRuns: pairs,
    seed,
  })) {
    const [a, b] = rules.map((rule) => definitionOf(rule)) as [Definition, Definition];
    const ours = compare(a, b, { tables, at });
    const mine = [ours.aImpliesB, ours.bImpliesA, ours.disjoint];
    const theirs: string[] = [];
    for (const question of questions(a.rule, b.rule, { at, tables, owners: 4, places: 3 })) {
      theirs.push(await ask(Z3, question));
    }
    opinion.pairs++;
    for (const [i, answer] of theirs.entries()) {
      if (answer === 'unknown' || mine[i] === 'not-decided') opinion.undecided++;
      else if ((answer === 'unsat') !== (mine[i] === 'yes')) {
        const asked = ['only a', 'only b', 'both'][i];
        opinion.disagreements.push(`${asked}: z3 ${answer}\n${JSON.stringify({ a: a.rule, b: b.rule, tables, at })}`);
      } else opinion.answers++;
    }
    if (mine[0] === 'yes' || mine[1] === 'yes') opinion.implied++;
    if (mine[2] === 'yes') opinion.disjoint++;
    progress(opinion);
  }
  await killThreads(em);
  return opinion;
};
