/** One step of a demonstration: what was done, when, how long it took, and what was found. */
export type Step = { step: string; startedMs: number; tookMs: number; found: string };

export type Steps = {
  done: Step[];
  /** Runs a step; `said` tells what it found. A step that fails ends the demonstration with its name. */
  run: <T>(step: string, work: () => Promise<T>, said: (value: T) => string) => Promise<T>;
};

export const steps = (print: (step: Step) => void): Steps => {
  const began = performance.now();
  const done: Step[] = [];
  return {
    done,
    run: async (step, work, said) => {
      const started = performance.now();
      try {
        const value = await work();
        const one = {
          step,
          startedMs: Math.round(started - began),
          tookMs: Math.round(performance.now() - started),
          found: said(value),
        };
        done.push(one);
        print(one);
        return value;
      } catch (error) {
        throw new Error(`“${step}” failed: ${error instanceof Error ? error.message : String(error)}`, {
          cause: error,
        });
      }
    },
  };
};

export const timeline = ({ step, startedMs, tookMs, found }: Step): string =>
  `  ${`${(startedMs / 1000).toFixed(1)} s`.padStart(7)}  ${step.padEnd(46)} ${`${tookMs} ms`.padStart(8)}   ${found}`;
