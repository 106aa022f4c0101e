import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as arb from '../testing/arbitrary.ts';
import { factsOf, known, ownerIn } from '../testing/build.ts';
import { Pack } from './pack.ts';
import { Scanner } from './scan.ts';

/** Whatever a pack holds, as far as it is filled. */
const contents = (pack: Pack) => {
  const list = ({ data, length }: { data: Int32Array; length: number }) => [...data.subarray(0, length)];
  const columns = (map: Map<string, { data: Int32Array; length: number }>) =>
    Object.fromEntries(
      [...map].filter(([, column]) => column.length > 0).map(([name, column]) => [name, list(column)]),
    );
  const { size, regions, managed, controlled, certifications, flags, workforce, ownerGroups, ...rest } = pack;
  return {
    size,
    regions,
    maps: [managed, controlled, certifications, flags, workforce, ownerGroups].map(columns),
    lists: Object.entries(rest).map(([name, column]) => [name, list(column)]),
  };
};
const packed = (add: (pack: Pack) => void) => {
  const pack = new Pack();
  add(pack);
  return contents(pack);
};

test('scanning the stored text packs what parsing it packs, however it was written', () => {
  const written = fc.constantFrom<(facts: object) => string>(
    (facts) => JSON.stringify(facts),
    (facts) => JSON.stringify(facts, null, 1),
    (facts) => JSON.stringify(Object.fromEntries(Object.entries(facts).reverse())),
    (facts) => JSON.stringify(facts).replaceAll('"level"', '"l\\u0065vel"'),
    (facts) => JSON.stringify(facts).replaceAll(/("value":[^,{}]+),("level":"[a-z]+")/g, '$2,$1'),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(arb.facts, written), { maxLength: 8 }), (suppliers) => {
      const texts = suppliers.map(([facts, write]) => write(facts));
      const parsed = packed((pack) => {
        for (const text of texts) pack.add(JSON.parse(text));
      });
      const scanned = packed((pack) => {
        const scanner = new Scanner(pack);
        for (const text of texts) scanner.add(text);
      });
      expect(scanned).toEqual(parsed);
    }),
    { numRuns: 600 },
  );
});

test('a text that breaks off is an error and leaves nothing behind', () => {
  const facts = factsOf({ owners: [ownerIn(6000, { women: true })], employees: known(3) });
  const text = JSON.stringify(facts);
  const pack = new Pack();
  const scanner = new Scanner(pack);
  scanner.add(text);
  const before = contents(pack);
  for (let end = 0; end < text.length; end++) expect(() => scanner.add(text.slice(0, end))).toThrow(SyntaxError);
  expect(contents(pack)).toEqual(before);
});

test('a vocabulary that grows beyond what there was room for is packed all the same', () => {
  const names = Array.from({ length: 600 }, (_, i) => `a-group-with-a-rather-long-name-${i * 7919}`);
  const texts = [0, 200, 400, 0, 200, 400].map((from, round) =>
    JSON.stringify(
      factsOf({ controlled: Object.fromEntries(names.slice(from, from + 200).map((name) => [name, known(!!round)])) }),
    ),
  );
  const parsed = packed((pack) => texts.map((text) => pack.add(JSON.parse(text))));
  const scanned = packed((pack) => {
    const scanner = new Scanner(pack);
    for (const text of texts) scanner.add(text);
  });
  expect(scanned).toEqual(parsed);
});
