import { untilCompared } from '../test/support/compared.ts';
import { hardNetwork } from '../test/support/hard-network.ts';
import { startTestNetwork } from '../test/support/network.ts';
import { type Measured, publishHard, whileVisitorsAsk } from '../test/support/visitors.ts';
import type { Section } from './figure.ts';

/** A page that a person waits for. Measured by the clock: it is what the visitor sees. */
const atMost = 300;
const visitors = 4;

const section = (
  title: string,
  { pages, asked, wrong }: { pages: Measured[]; asked: number; wrong: string[] },
): Section => ({
  title,
  figures: [
    ...pages.slice(0, 5).map(({ path, median }) => ({ name: path.slice(0, 50), value: median, unit: 'ms', atMost })),
    { name: 'the slowest single answer', value: Math.max(...pages.map(({ worst }) => worst)), unit: 'ms' },
    { name: 'questions that the visitors asked meanwhile', value: asked, unit: '' },
  ],
  wrong: [
    ...wrong.slice(0, 10),
    ...pages.filter(({ median }) => median > atMost).map(({ path, median }) => `${path} took ${Math.round(median)} ms`),
  ],
});

/**
 * Forty definitions that are hard to compare and ten of 200 random criteria are published; every public page is looked at
 * while four visitors ask for comparisons: while the definitions are still being compared, and when they have been.
 */
export async function* run(): AsyncIterable<Section> {
  const ids = hardNetwork.definitions.map(({ id }) => id);
  const network = await startTestNetwork();
  try {
    await publishHard(network, ids);
    const asking = { visitors, times: 7 };
    const during = await whileVisitorsAsk(network.runtime.apiUrl, ids, asking);
    yield section(`public pages, ${visitors} visitors asking, ${ids.length} definitions being compared`, during);
    const start = performance.now();
    await untilCompared(network, 1800);
    const after = await whileVisitorsAsk(network.runtime.apiUrl, ids, asking);
    const compared = section(`public pages, ${visitors} visitors asking, ${ids.length} definitions compared`, after);
    const { body } = await network.call('GET', '/v1/comparison/matrix');
    const relations = (body as { relations: string[][] }).relations.flat();
    compared.figures.push(
      { name: 'pairs not decided', value: relations.filter((one) => one === 'not-decided').length / 2, unit: 'pairs' },
      {
        name: 'comparing what was left, after the first measurement',
        value: (performance.now() - start) / 1000,
        unit: 's',
      },
    );
    yield compared;
  } finally {
    await network.stop();
  }
}
