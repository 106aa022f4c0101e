import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { JWK } from 'jose';
import { verifyExport } from '../functions/trust/verify.ts';

/*
 * npm run audit:verify -- EXPORT [--keys FILE]
 * Verifies an export of the audit log by itself: reads two files, asks nobody. `--keys` is the network's key set (GET /v1/keys),
 * kept since before; without it `keys.json` beside the export is read. Ends with 1 when anything was touched.
 */
const { values, positionals } = parseArgs({ options: { keys: { type: 'string' } }, allowPositionals: true });
const [file] = positionals;
if (!file) {
  console.error('npm run audit:verify -- EXPORT [--keys FILE]');
  process.exit(2);
}
const keySet = values.keys ?? file.replace(/[^/]*$/, 'keys.json');
const { keys } = JSON.parse(readFileSync(keySet, 'utf8')) as { keys: JWK[] };
const { entries, heads, findings } = await verifyExport(readFileSync(file, 'utf8'), keys);
for (const { at, code } of findings.slice(0, 50)) console.error(`${at}: ${code}`);
console.log(
  findings.length === 0
    ? `${entries} entries under ${heads} signed heads: nothing was changed, removed, reordered or inserted.`
    : `${findings.length} findings: this is not the log that was signed.`,
);
process.exitCode = findings.length === 0 ? 0 : 1;
