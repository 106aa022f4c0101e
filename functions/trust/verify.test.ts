import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SignedHead } from '#schemas/audit.ts';
import { canonical } from './canonical.ts';
import { entryNumber, exportOf, localSigner } from './testing.ts';
import { verifyExport } from './verify.ts';

const signer = localSigner();
const size = 48;
let honest: string[];
const verify = async (lines: readonly string[]) =>
  verifyExport(lines.map((line) => `${line}\n`).join(''), [await signer.publicKey()]);

beforeAll(async () => {
  honest = await exportOf(
    signer,
    Array.from({ length: size }, (_, n) => n),
  );
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
      const forged = await exportOf(signer, numbers);
      return [...forged.slice(0, size), ...honest.slice(size)];
    }
    case 'cut':
      return lines.toSpliced(entryAt, 1 + (to % (size - entryAt)));
    default:
      return lines.slice(0, -1);
  }
};

const headsOf = (lines: readonly string[]): SignedHead[] => lines.slice(size).map((line) => JSON.parse(line).head);

describe('the verifier of an export that saw heads before', () => {
  const against = async (lines: readonly string[], seen: readonly SignedHead[]) =>
    verifyExport(lines.map((line) => `${line}\n`).join(''), [await signer.publicKey()], seen);

  it('finds it in order where the log went on from each of them', async () => {
    expect((await against(honest, headsOf(honest))).findings).toEqual([]);
  });

  it('finds every shorter log, and every second one that the same key signed, from any head that it contradicts', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: 3 }),
        fc.nat({ max: 3 }),
        fc.nat({ max: size - 1 }),
        async (saw, upTo, changed) => {
          // The times of these heads are those of their last entries.
          fc.pre((changed + 1) % 12 !== 0);
          const seen = [headsOf(honest)[saw]!];
          // Cut back to an earlier signed head: true as far as it goes, and alone it looks whole.
          const entries = 12 * (upTo + 1);
          const short = [...honest.slice(0, entries), ...honest.slice(size, size + upTo + 1)];
          expect((await verify(short)).findings).toEqual([]);
          const behind = saw > upTo ? [{ at: `head ${seen[0]!.at}`, code: 'behind' }] : [];
          expect((await against(short, seen)).findings).toEqual(behind);
          // The network itself rewrites one entry and signs anew all that follows.
          const numbers = Array.from({ length: size }, (_, n) => n).with(changed, 1000 + changed);
          const second = await exportOf(signer, numbers);
          expect((await verify(second)).findings).toEqual([]);
          const fork = changed < 12 * (saw + 1) ? [{ at: `head ${seen[0]!.at}`, code: 'fork' }] : [];
          expect((await against(second, seen)).findings).toEqual(fork);
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);
});

describe('the verifier of an export', () => {
  it('finds nothing in one that nobody touched', async () => {
    expect(await verify(honest)).toMatchObject({ entries: size, heads: 4, findings: [] });
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
