import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { suppliers } from '#samples/suppliers/index.ts';
import { tracesIn, tracesUnder } from '#test/support/traces.ts';

const usual = '{"level":"INFO","message":"document-screened","submission":"sub_01kaqw","code":"accepted","ms":5101}';
const { identity, owners } = suppliers[0]!.answers('2026-11-22');

it.each([
  ['a name', owners[0]!.name],
  ['a name as JSON writes it', JSON.stringify({ name: owners[0]!.name })],
  ['a firm', identity.legalName],
  ['a business number', identity.businessNumber ?? identity.neq ?? ''],
  ['an address nobody knows', 'somebody@example.net'],
  ['a share', '{"owners":[{"bp":5101}]}'],
  ['a share in a text in JSON', JSON.stringify({ body: '{"bp":5101}' })],
  ['an invitation', `inv_${'a'.repeat(43)}`],
  ['a token', `Bearer eyJhbGciOiJSUzI1NiJ9.${'a'.repeat(30)}.b`],
  ['a signing secret', 'whsec_c2VjcmV0IHNlY3JldA=='],
])('a log that tells %s is found', (_, secret) => {
  expect(tracesIn(`${usual}\n${usual.replace('accepted', secret)}\n`).length).toBeGreaterThan(0);
});

it('a log of codes and ids is not, and every file of every network is read', () => {
  expect(tracesIn(usual)).toEqual([]);
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-traces-'));
  mkdirSync(join(folder, 'network-1'));
  writeFileSync(join(folder, 'network-1', 'IntakeApi.log'), usual);
  writeFileSync(join(folder, 'network-1', 'ReviewApi.log'), usual.replace('accepted', owners[0]!.name));
  expect(tracesUnder(folder)).toEqual([`/network-1/ReviewApi.log: ${owners[0]!.name}`]);
  rmSync(folder, { recursive: true });
});

it('whoever runs the tests reads the logs of all of them at the end', () => {
  // Set by `test/support/every-log.ts`, which fails the whole run for one trace.
  expect(process.env.PASSERELLE_LOGS).toMatch(/passerelle-every-log-/);
});
