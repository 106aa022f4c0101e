import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { evaluate } from '#definitions/evaluate.ts';
import { definitions } from '#samples/definitions/index.ts';
import { confirmedFacts } from '#samples/facts.ts';
import { institutions } from '#samples/institutions.ts';
import { suppliers } from '#samples/suppliers/index.ts';
import type { SampleSupplier } from '#samples/suppliers/supplier.ts';
import { dayOf } from '#schemas/calendar.ts';
import { luhn } from '#schemas/identifiers.ts';
import { approve, submit } from '../../scripts/network/certify.ts';
import { startConsumer } from '../../scripts/network/consumer.ts';
import { connect, loadNetwork } from '../../scripts/network/load.ts';
import { prepare } from '../../scripts/prepare.ts';
import { mortalNetwork } from './mortal.ts';
import { verify } from './verify.ts';

/*
 * `npm run chaos [-- --kills 200 --journeys 20 --seed 7]`: kills the whole program at random moments while certifications run,
 * and afterwards holds what the institutions received against what their definitions say.
 */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    journeys: { type: 'string', default: '20' },
    seed: { type: 'string', default: '7' },
    keep: { type: 'boolean', default: false },
  },
});
const kills = Number(values.kills);
const concurrent = Number(values.journeys);
const on = dayOf(new Date());

/** Reproducible chance (mulberry32): the seed is printed with the result. */
let seed = Number(values.seed);
const chance = (): number => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};

/** A sample firm under another name and number, so that no two are taken for one. */
const variant = (n: number): SampleSupplier => {
  const base = suppliers[n % suppliers.length];
  if (!base) throw new Error('no samples');
  const stem = String(20_000_000 + n);
  const businessNumber = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => `${stem}${digit}`).find(luhn) ?? '';
  const answers: SampleSupplier['answers'] = (day) => {
    const said = base.answers(day);
    const { neq: _, ...identity } = said.identity;
    return { ...said, identity: { ...identity, legalName: `${identity.legalName} ${n}`, businessNumber } };
  };
  return { ...base, answers };
};

await prepare(console.log);
const dir = mkdtempSync(join(tmpdir(), 'passerelle-chaos-'));
const began = performance.now();
const consumer = await startConsumer();
const network = await mortalNetwork(dir);
const operator = network.as('sample-isabelle-cote');
await loadNetwork(operator);
for (const { institution } of institutions) await connect(operator, institution, consumer, 10);

type Certified = { supplier: string; sample: SampleSupplier };
const acknowledged: Certified[] = [];
let approvals = 0;
let running = true;
let next = 0;

/** One after another, until told to stop; each that was acknowledged is brought to its end. */
const worker = async (): Promise<void> => {
  while (running || next < concurrent) {
    const n = next++;
    const sample = variant(n);
    const api = network.as(sample.person);
    const done = await submit(api, sample, on, `chaos-${n}`);
    acknowledged.push({ supplier: done.supplier, sample });
    await approve(
      api,
      [network.as('sample-marieclaude-roy'), network.as('sample-daniel-okafor')],
      done.submission,
      `chaos-${n}`,
    );
    approvals += 1;
  }
};
const workers = Promise.all(Array.from({ length: concurrent }, worker));
workers.catch(() => undefined);

for (let done = 0; done < kills; done++) {
  await sleep(100 + chance() * 3_900);
  await network.killAndRestart();
  if ((done + 1) % 20 === 0)
    console.log(
      `${done + 1} kills · ${acknowledged.length} submitted · ${approvals} approved · ${consumer.received.length} events`,
    );
}
running = false;
await workers;

const expected = new Map(
  institutions.map(({ institution, definition: id }) => {
    const definition = definitions.find((one) => one.id === id);
    if (!definition) throw new Error(id);
    const recognised = acknowledged.filter(
      ({ sample }) => evaluate(definition, confirmedFacts(sample.answers(on), on), on).outcome === 'qualifies',
    );
    return [institution, new Set(recognised.map(({ supplier }) => supplier))] as const;
  }),
);

// What was approved last still has to be matched and sent; retries after a kill wait a little.
let findings = verify(consumer.received, expected);
for (let waited = 0; waited < 120 && (findings.missing.length > 0 || findings.gaps.length > 0); waited++) {
  await sleep(1_000);
  findings = verify(consumer.received, expected);
}
await network.end();
await consumer.stop();

const wrong = Object.values(findings).reduce((sum, list) => sum + list.length, 0) + consumer.refused.length;
const result = {
  kills,
  concurrentJourneys: concurrent,
  seed: Number(values.seed),
  submissionsAcknowledged: acknowledged.length,
  approved: approvals,
  eventsReceived: consumer.received.length,
  distinctEvents: new Set(consumer.received.map(({ id }) => id)).size,
  institutions: institutions.length,
  signaturesRefused: consumer.refused.length,
  idsWithTwoContents: findings.twoContents.length,
  gaps: findings.gaps.length,
  outOfOrder: findings.outOfOrder.length,
  missing: findings.missing.length,
  unexpected: findings.unexpected.length,
  seconds: Math.round((performance.now() - began) / 1000),
};
console.log(JSON.stringify(result, null, 2));
if (wrong > 0) {
  console.error(JSON.stringify(findings, null, 2).slice(0, 4_000));
  console.error(`state kept in ${dir}`);
  process.exit(1);
}
if (!values.keep) rmSync(dir, { recursive: true, force: true });
process.exit(0);
