/** A term of SMT-LIB, as text. */
export type Term = string;

const call = (f: string, parts: readonly Term[], empty: Term): Term =>
  parts.length === 0 ? empty : parts.length === 1 ? parts[0]! : `(${f} ${parts.join(' ')})`;
export const and = (...parts: Term[]): Term => call('and', parts, 'true');
export const or = (...parts: Term[]): Term => call('or', parts, 'false');
export const sum = (...parts: Term[]): Term => call('+', parts, '0');
export const not = (part: Term): Term => `(not ${part})`;
export const when = (test: Term, then: Term | number, otherwise: Term | number): Term =>
  `(ite ${test} ${then} ${otherwise})`;
