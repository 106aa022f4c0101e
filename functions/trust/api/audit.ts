import { route } from '#platform/api.ts';
import { Problem } from '#platform/problem.ts';
import {
  exportAudit,
  listAudit,
  proveConsistency,
  proveInclusion,
  readAuditHead,
  readKeys,
} from '#schemas/api/trust.ts';
import { readState } from '../append.ts';
import { canonical } from '../canonical.ts';
import { leafOf } from '../chain.ts';
import { headsOfExport, hourlyHeads, signHead } from '../heads.ts';
import { linesBefore, linesFrom, readLine } from '../lines.ts';
import { consistencyProof, inclusionProof } from '../merkle.ts';
import { nodesOf, tilesIn } from '../tiles.ts';
import type { Dependencies } from './deps.ts';
import { ofNobody } from './standing.ts';

const cursorOf = (cursor: string | undefined, end: number): number => {
  if (cursor === undefined) return end;
  if (!/^\d{1,15}$/.test(cursor)) throw new Problem('invalid-cursor');
  return Math.min(Number(cursor), end);
};

/** How long the export is that was begun, and how far it has come. */
const exportCursor = (cursor: string | undefined, now: number): { size: number; index: number } => {
  if (cursor === undefined) return { size: now, index: 0 };
  const [size = Number.NaN, index = Number.NaN] = (/^(\d{1,15})\.(\d{1,15})$/.exec(cursor)?.slice(1) ?? []).map(Number);
  if (!(index <= size && size <= now)) throw new Problem('invalid-cursor');
  return { size, index };
};

/** The log: read by operators, checked by anyone. */
export const auditRoutes = ({ log, signers }: Dependencies) => [
  route(readAuditHead, {
    subject: ofNobody,
    handle: async () => {
      const [newest] = await hourlyHeads(log, '', true);
      if (!newest) throw new Problem('not-found');
      return { body: newest };
    },
  }),
  route(readKeys, {
    subject: ofNobody,
    handle: async () => {
      const keys = await Promise.all(signers.map((signer) => signer.publicKey()));
      return {
        body: { keys: keys.map((key) => ({ ...key, alg: 'ES256', use: 'sig' })) },
        headers: { 'cache-control': 'public, max-age=300' },
      };
    },
  }),
  route(proveInclusion, {
    subject: ofNobody,
    handle: async ({ params: { index }, at }) => {
      const line = await readLine(log, index);
      if (!line) throw new Problem('not-found');
      const [newest] = await hourlyHeads(log, '', true);
      // An entry of this hour is covered by a head of its own.
      const head = newest && newest.size > index ? newest : await signHead(log, at);
      const proof = await inclusionProof(nodesOf(tilesIn(log)), index, head.size);
      return { body: { line, leaf: leafOf(line.entry), proof, head } };
    },
  }),
  route(proveConsistency, {
    subject: ofNobody,
    handle: async ({ query: { first, second } }) => {
      const { size } = await readState(log);
      if (first > second || second > size) throw new Problem('not-found');
      return { body: { first, second, proof: await consistencyProof(nodesOf(tilesIn(log)), first, second) } };
    },
  }),
  route(exportAudit, {
    subject: ofNobody,
    handle: async ({ query: { cursor }, at }) => {
      const { size: now } = await readState(log);
      const { size, index } = exportCursor(cursor, now);
      if (index === size) {
        const heads = await headsOfExport(log, at, size);
        return { body: { text: heads.map((head) => `${canonical({ head })}\n`).join('') } };
      }
      const lines = await linesFrom(log, index, size);
      const text = lines.map((line) => `${canonical({ line })}\n`).join('');
      return { body: { text, next: `${size}.${index + lines.length}` } };
    },
  }),
  route(listAudit, {
    subject: ofNobody,
    handle: async ({ query: { subject, limit, cursor } }) => {
      const before = cursorOf(cursor, (await readState(log)).size);
      const lines = await linesBefore(log, { before, limit, subject });
      const last = lines.at(-1)?.index ?? 0;
      return { body: { lines, ...(last > 0 && { next: String(last) }) } };
    },
  }),
];
