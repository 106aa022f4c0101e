import type { JWK } from 'jose';
import type { SignedHead } from '#schemas/audit.ts';
import { verifyConsistency } from './merkle.ts';
import { isSigned } from './signed.ts';
import type { Finding } from './verify.ts';

/** Where a monitor asks the log. */
export type LogApi = {
  head: () => Promise<SignedHead>;
  /** The proof of RFC 9162, 2.1.4; undefined when the log gives none. */
  consistency: (first: number, second: number) => Promise<string[] | undefined>;
};

/** A head is signed at every full hour: one that is older than this means that nothing was signed since. */
const staleMilliseconds = 2.25 * 3_600_000;
/** Clocks differ by less. A head of a later day would never grow stale: the log could stop, and nobody would see it. */
const earlyMilliseconds = 5 * 60_000;

/**
 * Asks the log for its newest head, as a monitor of a transparency log does, and holds it against the longest head of this log
 * that was seen before: `behind` where the log has become shorter, `fork` where it does not go on from it, `stale` where the
 * hourly head has not come, `early` where its hour has not come yet, `signature` where the head is not the network's.
 */
export const checkLog = async (
  api: LogApi,
  keys: readonly JWK[],
  seen: readonly SignedHead[],
  now: Date,
): Promise<{ head: SignedHead; findings: Finding[] }> => {
  const head = await api.head();
  const findings: Finding[] = [];
  const find = (code: string) => findings.push({ at: `head ${head.at}`, code });
  if (!(await isSigned(head, keys))) find('signature');
  if (now.getTime() - Date.parse(head.at) > staleMilliseconds) find('stale');
  if (Date.parse(head.at) - now.getTime() > earlyMilliseconds) find('early');
  if (seen.length > 0 && seen.every(({ log }) => log !== head.log)) find('another-log');
  const longest = seen.filter(({ log }) => log === head.log).sort((a, b) => b.size - a.size)[0];
  const isEarlier = seen.some(({ log, at }) => log === head.log && at > head.at);
  if (longest && longest.size > head.size) find('behind');
  else if (longest && !(await continues(api, longest, head))) find('fork');
  else if (isEarlier) find('behind');
  return { head, findings };
};

const continues = async (api: LogApi, first: SignedHead, second: SignedHead): Promise<boolean> => {
  if (first.size === second.size) return first.root === second.root && first.chain === second.chain;
  // Every log goes on from an empty one.
  if (first.size === 0) return true;
  const proof = await api.consistency(first.size, second.size);
  const trees = { first: first.size, firstRoot: first.root, second: second.size, secondRoot: second.root };
  return proof !== undefined && verifyConsistency(trees, proof);
};
