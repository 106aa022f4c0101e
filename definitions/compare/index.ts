/** Comparing definitions for all possible suppliers. See docs/adr/comparing-definitions.md for what that means. */
export type { BudgetOptions } from './budget.ts';
export { type Answer, type Comparison, compare, type Example, type Relation } from './compare.ts';
export { type Combined, combined, combinedRule, commonCore, union } from './core.ts';
export { describe, type ToldComparison, type ToldExample } from './describe.ts';
export type { CompareOptions, Reading } from './inquiry.ts';
export { type Matrix, matrix } from './matrix.ts';
export { type Standard, standards } from './standards.ts';
export { isAlwaysMet, isSatisfiable, type Path, redundantParts } from './vacuity.ts';
