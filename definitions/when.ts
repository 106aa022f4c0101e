import type { Assurance } from '#schemas/facts.ts';
import type { State } from '#schemas/verdict.ts';
import { assuranceOf } from './evidence.ts';

/**
 * What is so of a supplier, and when, as one integer: each bit stands for a moment. Bit 0 is the day asked about; the
 * next ones are the first days of the stretches that follow it, within which nothing changes; the last three are that
 * same day again, seen with no evidence at all and with only what is documented or verified at least. "And" and "or"
 * of such integers therefore tell at once what comes out, on which assurance it rests and until when it stays.
 */
export type When = number;
export const NOW: When = 1;
/** The day without evidence: what holds then rests on nothing. */
export const WITHOUT: When = 1 << 29;
export const DOCUMENTED: When = 1 << 30;
export const VERIFIED: When = 1 << 31;
export const VIEWS = WITHOUT | DOCUMENTED | VERIFIED;
/** Stretches of days that fit below the three views, the day asked about included. */
export const STRETCHES = 29;
/** By its level: the moments at which a fact is seen if it holds at all of them. */
export const seen: readonly When[] = [~VIEWS, ~(WITHOUT | VERIFIED), ~WITHOUT];

const states: readonly State[] = ['unknown', 'met', 'unmet'];
/** Looked up, not branched to: what is so of one part says nothing of the next, and a wrong guess is dear. */
export const stateOf = (met: When, unmet: When): State => states[(met & NOW) | ((unmet & NOW) << 1)]!;

/** By what is so now, and whether it is without evidence, with documented evidence and with verified evidence alone. */
const assurances = Array.from({ length: 16 }, (_, so): Assurance | null => {
  if ((so & 1) === 0 || (so & 2) !== 0) return null;
  return assuranceOf[(so & 8) !== 0 ? 2 : (so & 4) !== 0 ? 1 : 0]!;
});
/** The weakest assurance that a decided part rests on; null when unknown or resting on nothing. */
export const assuranceIn = (met: When, unmet: When): Assurance | null => {
  const when = (met & -(met & NOW)) | (unmet & -(unmet & NOW));
  return assurances[(when & NOW) | ((when >>> 28) & 14)]!;
};
