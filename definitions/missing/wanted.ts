import type { Criterion } from '#schemas/definition.ts';
import type { Assurance, Facts } from '#schemas/facts.ts';
import type { CriterionOf } from '../finding.ts';
import type { Now } from './patch.ts';

/** What a question of "could this come out so" may draw on. */
export interface Context extends Now {
  /** The certifications that a criterion takes on the day. */
  accepted: (criterion: CriterionOf<'certification'>) => readonly string[];
  /** Thresholds that any criterion in question sets on a measure. */
  thresholds: Record<CriterionOf<'measure'>['measure'], readonly number[]>;
}

/** A criterion, and what evidence should make of it. */
export type Wanted<C extends Criterion = Criterion> = { criterion: C; met: boolean };
/** Ways to make it so, some of which may contradict what is known (undefined) or miss: each is tried on the evaluator. */
export type Tries = (facts: Facts, context: Context) => (Facts | undefined)[];

/** A no counts at any assurance; a yes needs the one asked. */
export const levelFor = ({ criterion, met }: Wanted): Assurance => (met ? criterion.assurance : 'declared');
