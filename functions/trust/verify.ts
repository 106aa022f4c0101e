import type { JWK } from 'jose';
import * as z from 'zod';
import { auditLine, emptyLog, type SignedHead, signedHead } from '#schemas/audit.ts';
import { canonical } from './canonical.ts';
import { chainAfter, leafOf } from './chain.ts';
import { digestOf } from './heads.ts';
import { memoryTree, rootOf } from './merkle.ts';
import { isSigned } from './signed.ts';

/**
 * An export of the log, one JSON text a line: the lines of the log in order, then its public heads, oldest first, the last of
 * which covers every line.
 */
export const exportLine = z.union([z.strictObject({ line: auditLine }), z.strictObject({ head: signedHead })]);

export type Finding = { at: string; code: string };
export type Verification = {
  entries: number;
  heads: number;
  findings: Finding[];
  /** The last head of the export: how far it goes, and when that was signed. */
  last: SignedHead | undefined;
};
/**
 * Finds every entry that was changed, removed, put elsewhere or put in, from nothing but an export and the public key: the
 * chain and the Merkle tree are built anew, and every signed head must be met at its size. What comes after the last head
 * is not proven, so the last head must cover all of it. Heads of this log that were seen before must be met too: an export
 * alone cannot show that it is neither old (`behind`: it ends before such a head) nor one of two (`fork`: at the size of such a
 * head it is another log).
 */
export const verifyExport = async (
  text: string,
  keys: readonly JWK[],
  seen: readonly SignedHead[] = [],
): Promise<Verification> => {
  const findings: Finding[] = [];
  const find = (at: number | string, code: string) => findings.push({ at: String(at), code });
  const tree = memoryTree();
  const roots = new Map<number, { root: string; chain: string }>([
    [0, { root: await rootOf(tree.node, 0), chain: emptyLog.chain }],
  ]);
  const heads: SignedHead[] = [];
  const ids = new Set<string>();
  let chain = emptyLog.chain;
  if (!text.endsWith('\n')) find('end', 'cut-off');
  const texts = text.split('\n').slice(0, text.endsWith('\n') ? -1 : undefined);
  const wanted = new Set<number>(seen.map(({ size }) => size));
  const parsed = texts.map((one, i) => {
    try {
      const value = exportLine.parse(JSON.parse(one));
      if (canonical(value) !== one) find(`line ${i + 1}`, 'not-canonical');
      if ('head' in value) wanted.add(value.head.size);
      return value;
    } catch {
      find(`line ${i + 1}`, 'malformed');
      return undefined;
    }
  });
  for (const [i, value] of parsed.entries()) {
    if (!value) continue;
    if ('head' in value) {
      heads.push(value.head);
      continue;
    }
    const { index, entry, chain: said } = value.line;
    if (heads.length > 0) find(`line ${i + 1}`, 'out-of-order');
    if (index !== tree.size) find(`entry ${index}`, 'out-of-place');
    if (ids.has(entry.id)) find(`entry ${index}`, 'twice');
    ids.add(entry.id);
    const leaf = leafOf(entry);
    chain = chainAfter(chain, leaf);
    if (chain !== said) find(`entry ${index}`, 'chain-broken');
    tree.add(leaf);
    if (wanted.has(tree.size)) roots.set(tree.size, { root: await rootOf(tree.node, tree.size), chain });
  }
  let before: SignedHead | undefined;
  for (const head of heads) {
    if (!(await isSigned(head, keys))) find(`head ${head.at}`, 'signature');
    if (head.log !== heads[0]?.log) find(`head ${head.at}`, 'another-log');
    if (head.previous !== digestOf(before)) find(`head ${head.at}`, 'not-the-next');
    if (before && (head.size < before.size || head.at < before.at)) find(`head ${head.at}`, 'out-of-order');
    const built = roots.get(head.size);
    if (built?.root !== head.root || built.chain !== head.chain) find(`head ${head.at}`, 'root');
    before = head;
  }
  if (before?.size !== tree.size) find('end', 'not-covered');
  for (const head of seen.filter(({ log }) => log === before?.log)) {
    const built = roots.get(head.size);
    const same = built?.root === head.root && built.chain === head.chain;
    if (head.size > tree.size) find(`head ${head.at}`, 'behind');
    else if (!same) find(`head ${head.at}`, 'fork');
  }
  return { entries: tree.size, heads: heads.length, findings, last: before };
};
