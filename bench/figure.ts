/** One measured figure, beside the goal it was given. */
export interface Figure {
  name: string;
  value: number;
  /** `M/s`, `ms`, `µs`, `×`, … */
  unit: string;
  atLeast?: number;
  atMost?: number;
}

/**
 * What one part of a bench found. Figures in `×` compare two things measured in the same run on the same machine: they
 * are judged. Other figures depend on the machine and its load: they are shown.
 */
export interface Section {
  title: string;
  figures: Figure[];
  /** Every answer that was not what it had to be; any of them fails the run. */
  wrong: string[];
  /** Of what was measured against. */
  versions?: Record<string, string>;
}

export const reached = ({ value, atLeast, atMost }: Figure): boolean =>
  (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost);

/** Processor time of this thread so far, in seconds: waiting for other programs on the machine does not count. */
export const clock = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1e6;
};

/** Shortest of several runs, in seconds of this thread. */
export const shortest = (runs: number, work: (run: number) => void): number => {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) {
    const start = clock();
    work(run);
    best = Math.min(best, clock() - start);
  }
  return best;
};

/** Millions a second. */
export const millions = (count: number, seconds: number): number => count / seconds / 1e6;
