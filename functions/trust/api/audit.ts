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
import type { SignedHead } from '#schemas/audit.ts';
import { type LogStore, readState } from '../append.ts';
import { canonical } from '../canonical.ts';
import { leafOf } from '../chain.ts';
import { LogContradicted } from '../contradiction.ts';
import { headOfHour, headsBetween, newestHead } from '../heads.ts';
import { linesBefore, linesFrom, readLine } from '../lines.ts';
import { consistencyProof, inclusionProof, verifyInclusion } from '../merkle.ts';
import { nodesOf, tilesIn } from '../tiles.ts';
import type { Dependencies } from './deps.ts';
import { ofNobody } from './standing.ts';

const cursorOf = (cursor: string | undefined, end: number): number => {
  if (cursor === undefined) return end;
  if (!/^\d{1,15}$/.test(cursor)) throw new Problem('invalid-cursor');
  return Math.min(Number(cursor), end);
};

const notSignedYet = new Problem('wrong-state', {
  detail: {
    fr: 'Aucune tête signée ne couvre encore cela\u00a0: la prochaine est signée à l’heure pleine.',
    en: 'No signed head covers this yet: the next one is signed at the full hour.',
  },
});

type ExportPlace = { hour: string; head: SignedHead; index: number; headsAfter: string };

/**
 * Where an export is: of the public head of which hour, at which line, then after which head. A head that is not public has
 * no place here, so nobody chooses how long the log is.
 */
const exportPlace = async (log: LogStore, cursor: string | undefined): Promise<ExportPlace> => {
  if (cursor === undefined) {
    const newest = await newestHead(log);
    if (!newest) throw notSignedYet;
    return { ...newest, index: 0, headsAfter: '' };
  }
  const hourForm = String.raw`\d{4}-\d\d-\d\dT\d\d`;
  const [, hour, at, headsAfter = ''] =
    new RegExp(`^(${hourForm})\\.(\\d{1,15})(?:\\.(${hourForm}))?$`).exec(cursor) ?? [];
  const head = hour && (await headOfHour(log, hour));
  if (!(head && Number(at) <= head.size && headsAfter < hour)) throw new Problem('invalid-cursor');
  return { hour, head, index: Number(at), headsAfter };
};

const headsPerPage = 500;

/** The log: read by operators, checked by anyone. Nothing is signed here: what is, was public before it was asked for. */
export const auditRoutes = ({ log, signers }: Dependencies) => [
  route(readAuditHead, {
    subject: ofNobody,
    handle: async () => {
      const newest = await newestHead(log);
      if (!newest) throw new Problem('not-found');
      return { body: newest.head };
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
    handle: async ({ params: { index } }) => {
      const line = await readLine(log, index);
      if (!line) throw new Problem('not-found');
      const head = (await newestHead(log))?.head;
      if (!head || head.size <= index) throw notSignedYet;
      const leaf = leafOf(line.entry);
      const proof = await inclusionProof(nodesOf(tilesIn(log)), index, head.size);
      // The line as it is now may not be the line that was signed: then there is nothing to prove.
      if (!verifyInclusion({ leaf, index, ...head }, proof)) throw new LogContradicted('proof');
      return { body: { line, leaf, proof, head } };
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
    handle: async ({ query: { cursor } }) => {
      const { hour, head, index, headsAfter } = await exportPlace(log, cursor);
      if (index < head.size) {
        const lines = await linesFrom(log, index, head.size);
        const text = lines.map((line) => `${canonical({ line })}\n`).join('');
        return { body: { text, next: `${hour}.${index + lines.length}` } };
      }
      const { heads, next } = await headsBetween(log, { after: headsAfter, upTo: hour, limit: headsPerPage });
      const text = heads.map((one) => `${canonical({ head: one })}\n`).join('');
      return { body: { text, ...(next && { next: `${hour}.${head.size}.${next}` }) } };
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
