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

/**
 * The thread's clock may stand still for several milliseconds and then jump: anything shorter than this is done again
 * until it has taken as long, and divided.
 */
const SPAN = 0.06;

/** Shortest of several spans of work, in seconds of this thread for one run; `run` is another number each time. */
export const shortest = (spans: number, work: (run: number) => void): number => {
  let best = Number.POSITIVE_INFINITY;
  let run = 0;
  for (let span = 0; span < spans; span++) {
    const first = run;
    const start = clock();
    let taken = 0;
    while (taken < SPAN) {
      work(run++);
      taken = clock() - start;
    }
    best = Math.min(best, taken / (run - first));
  }
  return best;
};

/** Millions a second. */
export const millions = (count: number, seconds: number): number => count / seconds / 1e6;
