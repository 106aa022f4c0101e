import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { Sealer } from '#platform/sealed.ts';
import { type AuditEntry, emptyLog, type SignedHead, type TreeHead } from '#schemas/audit.ts';
import { canonical } from './canonical.ts';
import { chainAfter, leafOf } from './chain.ts';
import { digestOf } from './heads.ts';
import { memoryTree, rootOf } from './merkle.ts';
import { headType } from './signed.ts';
import { publicKeyOf, type Signer } from './signer.ts';

/** Signs as KMS does, with a key of its own. */
export const localSigner = (): Signer => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const encode = (text: string) => Buffer.from(text).toString('base64url');
  return {
    publicKey: () => publicKeyOf(publicKey),
    sign: async (header, payload) => {
      const text = `${encode(JSON.stringify({ alg: 'ES256', ...header }))}.${encode(payload)}`;
      return `${text}.${sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
    },
  };
};

/** Seals that show whose they are. */
export const openSeals: Sealer = {
  seal: async (subject, purpose, value) => ({ purpose, nonce: subject, text: JSON.stringify(value) }),
  open: async (subject, box) => {
    if (box.nonce !== subject) throw new Error('not theirs');
    return JSON.parse(box.text);
  },
};

const names = ['submission.submit', 'case.work', 'document.read', 'delivery.sent', 'definition.edit'];

/** The n-th of many different entries. */
export const entryNumber = (n: number): AuditEntry => ({
  id: `aud_${createHash('sha256').update(String(n)).digest('hex').slice(0, 26)}`,
  at: new Date(Date.UTC(2026, 10, 22, 12, 0, n)).toISOString(),
  actor: { kind: n % 5 === 0 ? 'network' : 'person', id: `p-${n % 7}` },
  action: names[n % names.length]!,
  operation: `step${n % 3}`,
  subjects: [`sup_${n % 11}`, `sub_${n}`],
  codes: { relation: 'owner', version: n },
});

/** The lines of an export of these entries, with a head after every twelfth and after the last. */
export const exportOf = async (signer: Signer, numbers: readonly number[]): Promise<string[]> => {
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
