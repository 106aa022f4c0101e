import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { SignedHead } from '#schemas/audit.ts';
import { leafOf } from '../functions/trust/chain.ts';
import { consistencyProof, memoryTree } from '../functions/trust/merkle.ts';
import { entryNumber, exportOf, localSigner } from '../functions/trust/testing.ts';

const signer = localSigner();
const numbers = (size: number, changed = -1) => Array.from({ length: size }, (_, n) => (n === changed ? 1000 + n : n));
let dir: string;
let server: Server;
/** The log that answers: its entries, and how many of them the head covers. */
let answering: { entries: number[]; heads: SignedHead[] };

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://log.test');
    const tree = memoryTree();
    for (const n of answering.entries) tree.add(leafOf(entryNumber(n)));
    const [first, second] = [Number(searchParams.get('first')), Number(searchParams.get('second'))];
    const body =
      pathname === '/v1/audit/head'
        ? answering.heads.at(-1)
        : { first, second, proof: await consistencyProof(tree.node, first, second) };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise<void>((resolve) => void server.close(() => resolve())));
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'passerelle-verify-'));
  writeFileSync(join(dir, 'keys.json'), JSON.stringify({ keys: [await signer.publicKey()] }));
  return () => rmSync(dir, { recursive: true, force: true });
});

const run = (...words: string[]) =>
  new Promise<{ status: number; said: string }>((resolve) => {
    execFile(process.execPath, ['scripts/audit-verify.ts', ...words], (error, stdout, stderr) =>
      resolve({ status: Number(error?.code ?? 0), said: stdout + stderr }),
    );
  });
const verify = async (entries: readonly number[], touch = (text: string) => text) => {
  const file = join(dir, 'export.jsonl');
  writeFileSync(file, touch((await exportOf(signer, entries)).map((line) => `${line}\n`).join('')));
  return run(file);
};
const headsOf = async (entries: readonly number[]): Promise<SignedHead[]> =>
  (await exportOf(signer, entries)).slice(entries.length).map((line) => JSON.parse(line).head);
const seen = () => readFileSync(join(dir, 'heads-seen.jsonl'), 'utf8');

it('keeps the head of an export in order, and holds the next one against it', async () => {
  const first = await verify(numbers(24));
  expect(first).toMatchObject({ status: 0, said: expect.stringContaining('No head was seen before') });
  // The very head of that export: a signature, and so what the next head says of it, is another each time.
  const { head: sealed } = JSON.parse(readFileSync(join(dir, 'export.jsonl'), 'utf8').trim().split('\n').at(-1) ?? '');
  const { jws: _, ...head } = sealed;
  expect(JSON.parse(seen())).toMatchObject(head);
  const next = await verify(numbers(36));
  expect(next).toMatchObject({ status: 0, said: expect.stringContaining('goes on from the 1 heads') });
  expect(seen().trim().split('\n')).toHaveLength(2);
});

it('ends with 3 at an export that is shorter than what was seen, and does not forget what was', async () => {
  await verify(numbers(36));
  const before = seen();
  expect(await verify(numbers(24))).toMatchObject({ status: 3, said: expect.stringContaining('old or shortened') });
  expect(seen()).toBe(before);
});

it('ends with 4 at a second log under the same key, and shows both heads', async () => {
  await verify(numbers(24));
  const before = seen();
  const { status, said } = await verify(numbers(36, 5));
  expect(status).toBe(4);
  expect(said).toContain(before.trim());
  expect(said.match(/"jws":/g)).toHaveLength(2);
  expect(seen()).toBe(before);
});

it('ends with 1 at an export that was touched, whatever was seen', async () => {
  await verify(numbers(24));
  const touched = await verify(numbers(24), (text) => text.replace('"id":"p-3"', '"id":"p-4"'));
  expect(touched).toMatchObject({ status: 1, said: expect.stringContaining('chain-broken') });
});

it('ends with 2 where it cannot verify: no words, no keys, or heads that the network did not sign', async () => {
  expect(await run()).toMatchObject({ status: 2, said: expect.stringContaining('--seen') });
  expect(await run(join(dir, 'none.jsonl'), '--keys', join(dir, 'none.json'))).toMatchObject({ status: 2 });
  const [head] = await headsOf(numbers(12));
  writeFileSync(join(dir, 'heads-seen.jsonl'), `${JSON.stringify({ ...head, size: 11 })}\n`);
  expect(await verify(numbers(24))).toMatchObject({ status: 2, said: expect.stringContaining('not signed') });
});

it('asks the log itself: in order, then shorter, then another', async () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ask = () => run('--api', url, '--keys', join(dir, 'keys.json'));
  // The heads of these logs are of a day gone by: nothing was signed since, which is told before all else is compared.
  const answer = async (entries: number[]) => {
    answering = { entries, heads: await headsOf(entries) };
  };
  await verify(numbers(24));
  await answer(numbers(36));
  expect(await ask()).toMatchObject({ status: 3, said: expect.stringContaining('for more than two hours') });
  await answer(numbers(12));
  expect(await ask()).toMatchObject({ status: 3, said: expect.stringContaining('old or shortened') });
  await answer(numbers(36, 5));
  expect(await ask()).toMatchObject({ status: 4 });
});
