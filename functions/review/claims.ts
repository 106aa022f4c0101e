import { derivedId } from '#platform/ids.ts';
import type { Line } from '#schemas/checklist.ts';
import type { Casework } from '#schemas/review.ts';

/** The digest of a claim: a finding holds for the claim that was looked at, and no other. */
export const digestOf = ({ claim }: Line): string => derivedId(JSON.stringify(claim));

/** The findings that still hold: met, of claims that have not changed since, and not ended. What was accepted stays. */
export const stillHolding = (
  findings: Casework['findings'],
  lines: readonly Line[],
  today: string,
): Casework['findings'] =>
  Object.fromEntries(
    lines.flatMap((line) => {
      const found = findings[line.id];
      const holds =
        found?.outcome === 'met' &&
        found.claim === digestOf(line) &&
        (found.until === undefined || found.until >= today);
      return holds ? [[line.id, found]] : [];
    }),
  );
