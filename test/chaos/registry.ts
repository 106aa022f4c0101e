import { evaluate } from '#definitions/evaluate.ts';
import type { Change } from '#platform/stream.ts';
import type { Definition } from '#schemas/definition.ts';
import type { Facts } from '#schemas/facts.ts';
import type { VendorRecord } from '#schemas/records.ts';
import { recordOf, vendorIdOf, womenOwned } from '#test/support/builders.ts';

type Version = { record: VendorRecord; facts: Facts };

/** A registry of random firms that change at random; remembers every version, and tells the stream of each. */
export const randomRegistry = (chance: () => number, vendors: number) => {
  const current = new Map<string, Version>();
  const facts = new Map<string, Facts>();
  const pick = <T>(items: readonly T[]): T => items[Math.floor(chance() * items.length)]!;

  const change = (): Change => {
    const vendor = vendorIdOf(1 + Math.floor(chance() * vendors));
    const before = current.get(vendor);
    const record = recordOf({
      vendor,
      version: (before?.record.version ?? 0) + 1,
      status: pick(['active', 'active', 'active', 'active', 'suspended', 'revoked']),
      commodities: [pick(['43211500', '72101500', '30171500'])],
      consents:
        chance() < 0.2 ? [{ institution: 'city-1', purpose: 'criteria', grantedAt: '2026-01-01T00:00:00.000Z' }] : [],
    });
    const known = womenOwned(pick([3000, 5000, 5050, 5100, 6000, 10_000]));
    current.set(vendor, { record, facts: known });
    facts.set(`${vendor} ${record.version}`, known);
    const after = { pk: `VENDOR#${vendor}`, sk: 'CURRENT', ...record };
    return { id: `${vendor}-${record.version}`, sequence: '', before: undefined, after };
  };

  return {
    change,
    current,
    factsOf: ({ vendor, version }: VendorRecord): Facts => facts.get(`${vendor} ${version}`)!,
    /** Whom a definition recognises in the end: asked of the evaluator directly, by nothing that matching is made of. */
    recognisedBy: (definition: Definition, day: string): string[] =>
      [...current.values()]
        .filter(
          ({ record, facts: known }) =>
            record.status === 'active' &&
            day <= record.expiresOn &&
            evaluate(definition, known, day).outcome === 'qualifies',
        )
        .map(({ record }) => record.vendor)
        .sort(),
  };
};
