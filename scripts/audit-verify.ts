import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { JWK } from 'jose';
import { apiClient, ifThere } from '#schemas/api/client.ts';
import { proveConsistency, readAuditHead } from '#schemas/api/trust.ts';
import { type SignedHead, signedHead } from '#schemas/audit.ts';
import { checkLog } from '../functions/trust/monitor.ts';
import { isSigned } from '../functions/trust/signed.ts';
import { type Finding, verifyExport } from '../functions/trust/verify.ts';

const usage = `npm run audit:verify -- EXPORT [--keys FILE] [--seen FILE]
npm run audit:verify -- --api https://… --keys FILE [--seen FILE]

Verifies an export of the audit log by itself, or asks the log for its newest signed head; and compares with every head that was
seen before. EXPORT: the pages of GET /v1/audit/export, one after the other. --keys: the network's key set (GET /v1/keys), kept since
before; keys.json beside the export where it is not given. --seen: heads seen before, one a line, heads-seen.jsonl beside
the keys where it is not given; what was found in order is added to it, nothing is ever taken out. Keep both where the network
cannot write.

Ends with  0  in order
           1  touched: something was changed, removed, put elsewhere or put in, or is not signed by these keys
           2  could not verify: a file is missing or unreadable, or the log did not answer
           3  behind: it ends before a head that was seen, or its hourly head has not come
           4  forked: the network signed two logs; both heads are printed: no honest log has both`;

const unable = (why: string): never => {
  console.error(why);
  process.exit(2);
};
const readText = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return unable(`${file} cannot be read.`);
  }
};

const parsed = (() => {
  try {
    return parseArgs({
      options: { keys: { type: 'string' }, seen: { type: 'string' }, api: { type: 'string' } },
      allowPositionals: true,
    });
  } catch {
    return unable(usage);
  }
})();
const [file] = parsed.positionals;
const { api } = parsed.values;
if ((file === undefined) === (api === undefined)) unable(usage);
const keysFile = parsed.values.keys ?? (file ? join(dirname(file), 'keys.json') : unable(usage));
const seenFile = parsed.values.seen ?? join(dirname(keysFile), 'heads-seen.jsonl');

const keysIn = (text: string): JWK[] => {
  try {
    const { keys } = JSON.parse(text) as { keys: JWK[] };
    if (Array.isArray(keys) && keys.length > 0) return keys;
  } catch {
    // It is said below.
  }
  return unable(`${keysFile} is not a key set: {"keys": [ … ]}, as GET /v1/keys gives it.`);
};
const keys = keysIn(readText(keysFile));

/** A file that was tampered with proves nothing: each head in it bears its signature. */
const readSeen = async (): Promise<SignedHead[]> => {
  if (!existsSync(seenFile)) return [];
  const heads: SignedHead[] = [];
  for (const [i, line] of readText(seenFile).split('\n').entries()) {
    if (line === '') continue;
    let head: SignedHead;
    try {
      head = signedHead.parse(JSON.parse(line));
    } catch {
      return unable(`Line ${i + 1} of ${seenFile} is not a signed head.`);
    }
    if (!(await isSigned(head, keys))) unable(`Line ${i + 1} of ${seenFile} is not signed by the keys of ${keysFile}.`);
    heads.push(head);
  }
  return heads;
};
const seen = await readSeen();

const explain: Record<string, string> = {
  behind: 'ends before a head that was seen: an old or shortened log',
  early: 'signed for an hour that has not come',
  stale: 'nothing was signed for more than two hours',
  fork: 'another log was signed than the one seen before',
};

type Checked = { findings: Finding[]; head: SignedHead | undefined; inOrder: string };

const checkExport = async (name: string): Promise<Checked> => {
  const { entries, heads, findings, last } = await verifyExport(readText(name), keys, seen);
  if (last && seen.length > 0 && seen.every(({ log }) => log !== last.log))
    findings.push({ at: `head ${last.at}`, code: 'another-log' });
  return {
    findings,
    head: last,
    inOrder: `${entries} entries under ${heads} signed heads, up to ${last?.at}: nothing was changed, removed, reordered or inserted.`,
  };
};

const checkLive = async (baseUrl: string): Promise<Checked> => {
  const call = apiClient({ baseUrl, language: 'en' });
  const live = {
    head: async () => signedHead.parse((await call(readAuditHead, {})).body),
    consistency: async (first: number, second: number) =>
      (await ifThere(call(proveConsistency, { query: { first, second } })))?.body.proof,
  };
  try {
    const { head, findings } = await checkLog(live, keys, seen, new Date());
    return { findings, head, inOrder: `The log has ${head.size} entries, signed at ${head.at}.` };
  } catch (error) {
    return unable(`The log at ${baseUrl} did not answer: ${error instanceof Error ? error.message : 'unknown'}`);
  }
};

const { findings, head, inOrder } = file === undefined ? await checkLive(String(api)) : await checkExport(file);
for (const { at, code } of findings.slice(0, 50))
  console.error(`${at}: ${code}${explain[code] ? ` (${explain[code]})` : ''}`);

const codes = new Set(findings.map(({ code }) => code));
const touched = [...codes].some((code) => !['behind', 'stale', 'fork'].includes(code));
if (touched) console.log(`${findings.length} findings: this is not the log that was signed.`);
else if (codes.has('fork')) {
  const forked = new Set(findings.filter(({ code }) => code === 'fork').map(({ at }) => at));
  const ours = seen.filter(({ log }) => log === head?.log).sort((a, b) => b.size - a.size);
  const contradicted = ours.find(({ at }) => forked.has(`head ${at}`)) ?? ours[0];
  console.log('The network signed two logs. Keep both heads: no honest log has both.');
  for (const one of [contradicted, head]) console.log(JSON.stringify(one));
} else if (codes.size > 0)
  console.log('This log is behind what was seen before. Nothing in it was touched as far as it goes.');
else {
  console.log(inOrder);
  if (seen.length > 0) console.log(`It goes on from the ${seen.length} heads that were seen before.`);
  else
    console.log(
      `No head was seen before, so an old or a second log would look the same. ${seenFile} holds this one now: keep it.`,
    );
  if (head && !seen.some(({ jws }) => jws === head.jws)) appendFileSync(seenFile, `${JSON.stringify(head)}\n`);
}
process.exitCode = touched ? 1 : codes.has('fork') ? 4 : codes.size > 0 ? 3 : 0;
