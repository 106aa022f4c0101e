import type { Definition, ReciprocityTable } from '#schemas/definition.ts';
import type { Outcome } from '#schemas/verdict.ts';
import { dayOf } from '../days.ts';
import { type Bits, has } from './ints.ts';
import type { Pack } from './pack.ts';
import { Plan, type Rails } from './plan.ts';
import { View } from './view.ts';

/** The outcomes of one definition over a pack. */
export class Outcomes {
  /** Rows that qualify and rows that do not; a row in neither is undetermined. Bits past the last row mean nothing. */
  readonly qualifies: Bits;
  readonly fails: Bits;
  constructor({ met, unmet }: Rails) {
    this.qualifies = met;
    this.fails = unmet;
  }
  of(row: number): Outcome {
    if (has(this.qualifies, row)) return 'qualifies';
    return has(this.fails, row) ? 'does-not-qualify' : 'undetermined';
  }
}

/**
 * Many definitions ready to be applied to a pack on a day (`YYYY-MM-DD`), in their order: the same outcomes as the
 * single evaluator. Assurance, last day and reasons are the single evaluator's, for the suppliers one wants to see.
 */
export const compileAll = (
  definitions: readonly Definition[],
  tables: readonly ReciprocityTable[] = [],
): ((pack: Pack, at: string) => Outcomes[]) => {
  const plan = new Plan(tables);
  const rules = definitions.map(({ rule }) => plan.add(rule));
  return (pack, at) => {
    const found = plan.run(new View(pack, dayOf(at)));
    return rules.map((rule) => new Outcomes(found(rule)));
  };
};

/** `compileAll` for a single use. */
export const evaluateAll = (
  pack: Pack,
  definitions: readonly Definition[],
  at: string,
  tables: readonly ReciprocityTable[] = [],
): Outcomes[] => compileAll(definitions, tables)(pack, at);
