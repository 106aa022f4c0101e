/** Months that a fact's age may not pass; `Infinity` when any age will do. */
type Months = number;

/** `from`–`to` inclusive, for counts; or one of these words, for legal forms and yes/no facts (`yes`, `no`). */
export type Values = { from: number; to: number } | { oneOf: readonly string[] };

/** One fact that has one value: known, at `level` or better and no older than `months`, to lie in `values`. */
export interface FactAtom {
  family: 'fact';
  /** Where it stands in `Facts`: `certifications.wbe`, `legalForm`, `employees`, … */
  fact: string;
  values: Values;
  level: number;
  months: Months;
}

/**
 * A share of owners or of the workforce. `reaches`: what is known at `level` comes to `bp` or more. `cannot`: whatever
 * is still unknown, it stays below `bp` (then `level` is 0, because a fact that fails counts at any assurance).
 */
export interface ShareAtom {
  family: 'owners' | 'workforce';
  rail: 'reaches' | 'cannot';
  combine: 'union' | 'sum';
  /** Sorted; with `sum` a group written twice counts twice. */
  groups: readonly string[];
  bp: number;
  level: number;
  months: Months;
}

/** A place (the head office, if `head`) known to lie in `region`; or known that none can. */
export interface PlaceAtom {
  family: 'places';
  rail: 'reaches' | 'cannot';
  region: string;
  head: boolean;
  level: number;
  months: Months;
}

/** The smallest thing that comparison reasons about: something *definitely known*, true or false of any `Facts`. */
export type Atom = FactAtom | ShareAtom | PlaceAtom;

/** Facts that can contradict each other share a theory; atoms of different theories never interfere. */
export const theoryOf = (atom: Atom): string => (atom.family === 'fact' ? atom.fact : atom.family);

/**
 * Atoms on one line are one statement at different strengths: where the stronger holds, the weaker does. Lines make
 * neighbours in the variable order, strongest first, so a chain of thresholds stays a chain of nodes.
 */
export const lineOf = (atom: Atom): { line: string; strength: number } => {
  const theory = theoryOf(atom);
  switch (atom.family) {
    case 'fact': {
      const { values, level, months } = atom;
      if ('oneOf' in values) return { line: `${theory} ${values.oneOf.join()} ${months}`, strength: level };
      const rest = `${level} ${months}`;
      return values.from > 0
        ? { line: `${theory} from ${rest} to ${values.to}`, strength: values.from }
        : { line: `${theory} to ${rest}`, strength: -values.to };
    }
    case 'places': {
      const { region, head, rail, months, level } = atom;
      return { line: `${theory} ${region} ${head} ${rail} ${months}`, strength: level };
    }
    default: {
      const { groups, combine, rail, level, months, bp } = atom;
      const line = `${theory} ${groups.join()} ${combine} ${rail} ${level} ${months}`;
      return { line, strength: rail === 'reaches' ? bp : -bp };
    }
  }
};

export const keyOf = (atom: Atom): string => {
  const { line, strength } = lineOf(atom);
  return `${line} ${strength}`;
};
