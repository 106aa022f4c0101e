import type { Received } from '../../scripts/network/consumer.ts';

export type Findings = {
  /** One event id with two contents. */
  twoContents: string[];
  /** Sequences that an institution never received, between 1 and its last. */
  gaps: string[];
  /** Events of one vendor that first arrived before an earlier one. */
  outOfOrder: string[];
  missing: string[];
  unexpected: string[];
};

/**
 * Holds what arrived against what had to arrive. `expected` names the vendors that each institution's own definition
 * recognises, worked out apart from the system.
 */
export const verify = (received: readonly Received[], expected: ReadonlyMap<string, ReadonlySet<string>>): Findings => {
  const findings: Findings = { twoContents: [], gaps: [], outOfOrder: [], missing: [], unexpected: [] };
  const bodies = new Map<string, string>();
  for (const { id, body } of received) {
    if ((bodies.get(id) ?? body) !== body) findings.twoContents.push(id);
    bodies.set(id, body);
  }
  for (const [institution, vendors] of expected) {
    const mine = received.filter((one) => one.institution === institution);
    const sequences = new Set(mine.map(({ sequence }) => sequence));
    const last = Math.max(0, ...sequences);
    for (let n = 1; n <= last; n++) if (!sequences.has(n)) findings.gaps.push(`${institution} ${n}`);

    const firstSeen = new Map<string, Received>();
    const highest = new Map<string, number>();
    for (const one of mine) {
      if (firstSeen.has(one.id)) continue;
      firstSeen.set(one.id, one);
      if (one.sequence < (highest.get(one.vendor) ?? 0)) findings.outOfOrder.push(`${institution} ${one.id}`);
      highest.set(one.vendor, one.sequence);
    }
    const recognised = new Set<string>();
    for (const one of [...firstSeen.values()].sort((a, b) => a.sequence - b.sequence)) {
      if (one.type === 'vendor.disqualified.v1') recognised.delete(one.vendor);
      else recognised.add(one.vendor);
    }
    for (const vendor of vendors) if (!recognised.has(vendor)) findings.missing.push(`${institution} ${vendor}`);
    for (const vendor of recognised) if (!vendors.has(vendor)) findings.unexpected.push(`${institution} ${vendor}`);
  }
  return findings;
};
