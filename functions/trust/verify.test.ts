import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { emptyLog, type SignedHead, type TreeHead } from '#schemas/audit.ts';
import { canonical } from './canonical.ts';
import { chainAfter, leafOf } from './chain.ts';
import { digestOf, headType } from './heads.ts';
import { memoryTree, rootOf } from './merkle.ts';
import { entryNumber, localSigner } from './testing.ts';
import { verifyExport } from './verify.ts';

const signer = localSigner();
const size = 48;
let honest: string[];
const verify = async (lines: readonly string[]) =>
  verifyExport(lines.map((line) => `${line}\n`).join(''), [await signer.publicKey()]);

/** An export as it is made: 48 entries, a head every 12 and one at the end. */
const makeExport = async (numbers: readonly number[]): Promise<string[]> => {
  const tree = memoryTree();
  const lines: string[] = [];
  const heads: SignedHead[] = [];
  let chain = emptyLog.chain;
  for (const [index, n] of numbers.entries()) {
    const entry = entryNumber(n);
    chain = chainAfter(chain, leafOf(entry));
    tree.add(leafOf(entry));
    lines.push(canonical({ line: { index, entry, chain } }));
    if ((index + 1) % 12 === 0 || index + 1 === numbers.length) {
      const root = await rootOf(tree.node, tree.size);
      const previous = digestOf(heads.at(-1));
      const log = 'https://example.org/v1/audit';
      const head: TreeHead = { log, size: tree.size, root, chain, previous, at: entry.at };
      heads.push({ ...head, jws: await signer.sign({ typ: headType }, canonical(head)) });
    }
  }
  return [...lines, ...heads.map((head) => canonical({ head }))];
};

beforeAll(async () => {
  honest = await makeExport(Array.from({ length: size }, (_, n) => n));
});

/** One way of tampering, with what it needs to know where. */
const tampering = fc.record({
  how: fc.constantFrom('byte', 'field', 'remove', 'swap', 'insert', 'repeat', 'rechain', 'cut', 'drop-last-head'),
  at: fc.nat(),
  to: fc.nat(),
});

const tamper = async ({ how, at, to }: { how: string; at: number; to: number }): Promise<string[]> => {
  const lines = [...honest];
  const i = at % lines.length;
  const entryAt = at % size;
  const j = to % size;
  switch (how) {
    case 'byte': {
      const bytes = Buffer.from(lines[i]!);
      // Another printable character, at any place of any line.
      const k = to % bytes.length;
      bytes[k] = 0x20 + ((bytes[k]! - 0x20 + 1 + (to % 94)) % 95);
      return lines.with(i, bytes.toString());
    }
    case 'field': {
      const value = JSON.parse(lines[entryAt]!);
      value.line.entry.codes.version += 1 + to;
      return lines.with(entryAt, canonical(value));
    }
    case 'remove':
      return lines.toSpliced(i, 1);
    case 'swap':
      return lines.with(entryAt, lines[j]!).with(j, lines[entryAt]!);
    case 'insert': {
      const value = JSON.parse(lines[entryAt]!);
      value.line.entry = entryNumber(1000 + to);
      return lines.toSpliced(entryAt, 0, canonical(value));
    }
    case 'repeat':
      return lines.toSpliced(j, 0, lines[i]!);
    case 'rechain': {
      // A careful forger: one entry changed, and every index and chain after it made to fit.
      const numbers = Array.from({ length: size }, (_, n) => n).with(entryAt, 1000 + to);
      const forged = await makeExport(numbers);
      return [...forged.slice(0, size), ...honest.slice(size)];
    }
    case 'cut':
      return lines.toSpliced(entryAt, 1 + (to % (size - entryAt)));
    default:
      return lines.slice(0, -1);
  }
};

describe('the verifier of an export', () => {
  it('finds nothing in one that nobody touched', async () => {
    expect(await verify(honest)).toEqual({ entries: size, heads: 4, findings: [] });
  });

  it('finds each of 1,000 random tamperings', async () => {
    let tampered = 0;
    await fc.assert(
      fc.asyncProperty(tampering, async (how) => {
        const lines = await tamper(how);
        fc.pre(lines.join('\n') !== honest.join('\n'));
        tampered++;
        expect((await verify(lines)).findings, JSON.stringify(how)).not.toEqual([]);
      }),
      { numRuns: 1000 },
    );
    expect(tampered).toBe(1000);
  }, 120_000);

  it('does not believe another key', async () => {
    const { findings } = await verifyExport(`${honest.join('\n')}\n`, [await localSigner().publicKey()]);
    expect(new Set(findings.map(({ code }) => code))).toEqual(new Set(['signature']));
  });

  it('says where the log was touched', async () => {
    const value = JSON.parse(honest[17]!);
    value.line.entry.actor.id = 'p-99';
    const { findings } = await verify(honest.with(17, canonical(value)));
    expect(findings[0]).toEqual({ at: 'entry 17', code: 'chain-broken' });
  });
});
