/** Thrown when a question costs more than it may: the answer is then "not decided", never a guess. */
export class BudgetSpent extends Error {
  override name = 'BudgetSpent';
}

/** How much a comparison may cost in all. Steps are the same on every machine, so that what is decided is too. */
export interface BudgetOptions {
  /** Diagram nodes visited and numbers worked out; a million take about half a second. */
  steps?: number;
}

export interface Budget {
  spend(steps: number): void;
  /** The next question may spend one of so many equal parts of what is left: a hard one leaves something for the others. */
  portion(parts: number): void;
}

export const budgetOf = ({ steps = 10_000_000 }: BudgetOptions = {}): Budget => {
  let left = steps;
  let portion = steps;
  return {
    portion(parts) {
      portion = left / parts;
    },
    spend(cost) {
      left -= cost;
      portion -= cost;
      if (portion < 0 || left < 0) throw new BudgetSpent('steps');
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
