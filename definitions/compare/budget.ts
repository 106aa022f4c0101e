/** Thrown when a question costs more than it may: the answer is then "not decided", never a guess. */
export class BudgetSpent extends Error {
  override name = 'BudgetSpent';
}

/** How much a comparison may cost. Steps are the same on every machine; the time limit is for people who wait. */
export interface BudgetOptions {
  /** Diagram nodes visited and tableau cells changed; ten million take about a second. */
  steps?: number;
  /** Milliseconds, by `now`. */
  milliseconds?: number;
  now?: () => number;
}

export interface Budget {
  spend(steps: number): void;
  /** A full allowance of steps for the next question; the time limit stays where it is. */
  renew(): void;
}

const CHECK_EVERY = 10_000;

export const budgetOf = ({
  steps = 10_000_000,
  milliseconds,
  now = () => performance.now(),
}: BudgetOptions = {}): Budget => {
  const deadline = milliseconds === undefined ? Number.POSITIVE_INFINITY : now() + milliseconds;
  let left = steps;
  let nextCheck = steps;
  return {
    renew() {
      left = steps;
      nextCheck = steps;
    },
    spend(cost) {
      left -= cost;
      if (left < 0) throw new BudgetSpent('steps');
      if (left < nextCheck) {
        nextCheck = left - CHECK_EVERY;
        if (now() > deadline) throw new BudgetSpent('time');
      }
    },
  };
};

/** The answer, or `undefined` when the budget did not reach it. Any other error is a defect and goes on. */
export const within = <T>(answer: () => T): T | undefined => {
  try {
    return answer();
  } catch (error) {
    if (error instanceof BudgetSpent) return undefined;
    throw error;
  }
};
