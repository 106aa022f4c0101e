import { CopyObjectCommand, DeleteObjectCommand, GetObjectCommand, NoSuchKey } from '@aws-sdk/client-s3';
import { log } from '#platform/log.ts';
import type { Finding } from '../inspector/protocol.ts';
import { acceptedKey, placedAt } from '../keys.ts';
import type { Dependencies } from './deps.ts';
import { inspect, isRefused } from './inspect.ts';
import { malwareCheck } from './malware.ts';
import { type Checked, type Checks, findWaiting, recordCheck, recordEnd } from './records.ts';

/**
 * Screens one file that arrived in quarantine. Every step can be repeated and the two checks (structure, malware) can
 * come in either order: each is recorded, and whoever finds both recorded ends the screening.
 */
export const screenArrival = (deps: Dependencies, key: string): Promise<void> =>
  withWaiting(deps, key, async (document) => {
    const bytes = await read(deps, key);
    // An earlier run of the same notification has finished with it.
    if (!bytes) return undefined;
    const malware = deps.malware === 'local' ? await malwareCheck(bytes, deps.clamdSocket) : undefined;
    if (malware && isRefused({ findings: malware })) return { malware };
    const structure = await inspect(deps.inspector, bytes, document);
    return { structure: structure.findings, pages: structure.pages, ...(malware && { malware }) };
  });

/** The result of the cloud's own malware scan for one file. */
export const screenScanned = (deps: Dependencies, key: string, malware: Finding[]): Promise<void> =>
  withWaiting(deps, key, async () => ({ malware }));

const withWaiting = async (
  deps: Dependencies,
  key: string,
  check: (document: Checked) => Promise<Checks | undefined>,
): Promise<void> => {
  const placed = placedAt(key);
  const document = placed && (await findWaiting(deps, placed));
  // Removed meanwhile, or sent again on a permit that has done its work: nothing waits for it.
  if (!document) return leave(deps, key);
  const checks = await check(document);
  if (!checks) return;
  const known = await recordCheck(deps, document, checks);
  if (isRefused(known)) await recordEnd(deps, document, 'refused');
  else if (known.structure && known.malware) {
    await promote(deps, document, key);
    await recordEnd(deps, document, 'accepted');
  } else return;
  await leave(deps, key);
  log.info('document-screened', { document: document.document, codes: known.findings.map(({ code }) => code) });
};

const leave = async (deps: Dependencies, key: string): Promise<void> => {
  await deps.s3.send(new DeleteObjectCommand({ Bucket: deps.quarantine, Key: key }));
};

const read = async (deps: Dependencies, key: string): Promise<Uint8Array | undefined> => {
  try {
    const { Body } = await deps.s3.send(new GetObjectCommand({ Bucket: deps.quarantine, Key: key }));
    return await Body?.transformToByteArray();
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
};

const promote = (deps: Dependencies, document: Checked, key: string) =>
  deps.s3.send(
    new CopyObjectCommand({
      Bucket: deps.evidence,
      Key: acceptedKey(document),
      CopySource: `${deps.quarantine}/${key}`,
      ChecksumAlgorithm: 'SHA256',
    }),
  );
