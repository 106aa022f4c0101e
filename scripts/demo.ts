import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startConsumer } from './network/consumer.ts';
import { journey } from './network/journey.ts';
import { openNetwork } from './network/open.ts';
import { steps, timeline } from './network/steps.ts';
import { prepare } from './prepare.ts';

/*
 * The sample journey on a fresh temporary instance. Exits 0 only if each step was verified.
 */
const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, supplier: { type: 'string' } } });
const say = (line: string) => {
  if (!values.json) console.log(line);
};

await prepare(say);
const dir = mkdtempSync(join(tmpdir(), 'passerelle-demo-'));
const began = performance.now();
const consumer = await startConsumer();
const network = await openNetwork({ dir });
const readyMs = Math.round(performance.now() - began);
say(`\n  ready in ${readyMs} ms\n`);
try {
  const recorded = steps((step) => say(timeline(step)));
  const result = await journey(network, consumer, recorded, values.supplier);
  const totalMs = Math.round(performance.now() - began);
  if (values.json) console.log(JSON.stringify({ readyMs, totalMs, steps: recorded.done, ...result }, null, 2));
  say(`\n  verdicts, each under the institution’s own definition`);
  for (const [institution, outcome] of Object.entries(result.verdicts)) say(`    ${institution.padEnd(34)} ${outcome}`);
  say(`\n  all verified in ${(totalMs / 1000).toFixed(1)} s`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await network.runtime.stop();
  await consumer.stop();
  rmSync(dir, { recursive: true, force: true });
}
