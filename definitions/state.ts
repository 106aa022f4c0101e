import { MET, UNKNOWN, UNMET } from './finding.ts';
import type { Today } from './today.ts';

type Part = { state: (today: Today) => number };
type Stated = (today: Today) => number;

/** `decisive` (met for any, unmet for all) settles the rule by the first part that has it. */
const one =
  (of: readonly Part[], decisive: number): Stated =>
  (today) => {
    let open = false;
    for (let i = 0; i < of.length; i++) {
      const state = of[i]!.state(today);
      if (state === decisive) return decisive;
      open ||= state === UNKNOWN;
    }
    return open ? UNKNOWN : MET + UNMET - decisive;
  };

const count =
  (of: readonly Part[], n: number): Stated =>
  (today) => {
    let met = 0;
    let unmet = 0;
    for (let i = 0; i < of.length; i++) {
      const state = of[i]!.state(today);
      if (state === MET) met++;
      else if (state === UNMET) unmet++;
      if (met >= n) return MET;
      if (unmet > of.length - n) return UNMET;
    }
    return UNKNOWN;
  };

const not =
  ({ state }: Part): Stated =>
  (today) => {
    const of = state(today);
    return of === UNKNOWN ? UNKNOWN : of ^ (MET | UNMET);
  };

/** What a rule comes to when only met, unmet or unknown is asked. */
export const stateBy = { one, count, not };
