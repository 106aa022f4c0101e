import { setTimeout as sleep } from 'node:timers/promises';
import { hardNetwork } from './hard-network.ts';
import type { TestNetwork } from './network.ts';

/** Publishes definitions that are hard to compare, each with the institution that names it. */
export const publishHard = async (network: TestNetwork, ids: readonly string[]): Promise<void> => {
  for (let from = 0; from < ids.length; from += 3) {
    const some = new Set(ids.slice(from, from + 3));
    const { status, body } = await network.call('POST', '/v1/network/import', {
      as: 'operator-1',
      headers: { 'idempotency-key': `hard-${from}` },
      body: {
        vocabulary: hardNetwork.vocabulary,
        institutions: hardNetwork.institutions.filter(({ institution }) => some.has(institution)),
        definitions: hardNetwork.definitions.filter(({ id }) => some.has(id)),
      },
    });
    if (status !== 200) throw new Error(`import: ${status} ${JSON.stringify(body)}`);
  }
};

/** Every page that anybody can see, and what the API tells anybody. */
export const publicPages = (ids: readonly string[]): string[] => [
  ...['/en', '/fr/institutions', '/en/alignment', '/fr/alignment', '/en/check'],
  ...[`/en/institutions/${ids[0]}`, `/fr/institutions/${ids.at(-1)}`],
  ...[`/en/alignment/${ids[0]}/${ids[1]}`, `/fr/alignment/${ids.at(-1)}/${ids[1]}`],
  '/en/check?groups=women&groups=black&share=60&form=corporation&province=ON&show=yes',
  ...['/v1/institutions', '/v1/definitions', '/v1/vocabulary', '/v1/comparison/matrix', '/v1/comparison/common-core'],
];

/** What visitors ask about comparisons, without end: pages and answers of the API, sets that nobody asked about before. */
const questions = function* (ids: readonly string[], seed: number): Generator<string> {
  const pick = (n: number) => ids[(n * 7919 + seed * 31) % ids.length]!;
  for (let n = 0; ; n++) {
    yield `/en/alignment/${pick(n)}/${pick(n + 1)}`;
    yield `/v1/comparison?a=${pick(n + 2)}&b=${pick(n)}&reading=${n % 2 ? 'evidence' : 'standards'}`;
    yield `/v1/comparison/common-core?definitions=${[...new Set([n, n + 3, n + 5, n + 8].map(pick))].join()}`;
    yield n % 2 ? '/fr/alignment' : '/v1/comparison/matrix';
    yield `/en/check?groups=${n % 2 ? 'women' : 'veteran'}&share=${10 + (n % 80)}&show=yes`;
  }
};

export type Measured = { path: string; median: number; worst: number };

/**
 * Milliseconds that each public page takes while so many visitors ask for comparisons, one question after another; and
 * whatever was not answered with 200.
 */
export const whileVisitorsAsk = async (
  origin: string,
  ids: readonly string[],
  { visitors, times }: { visitors: number; times: number },
): Promise<{ pages: Measured[]; asked: number; wrong: string[] }> => {
  const wrong: string[] = [];
  let [running, asked] = [true, 0];
  const get = async (path: string): Promise<number> => {
    const start = performance.now();
    const response = await fetch(origin + path);
    await response.arrayBuffer();
    const took = performance.now() - start;
    // What is refused for asking too often was not a slow page; a definition that is no institution's does not exist.
    if (response.status !== 200 && response.status !== 404) wrong.push(`${response.status} ${path}`);
    return took;
  };
  const everybody = Array.from({ length: visitors }, async (_, seed) => {
    for (const path of questions(ids, seed)) {
      if (!running) return;
      await get(path);
      asked++;
      // A person looks at what they see; a machine that does not is stopped by the limits.
      await sleep(100);
    }
  });
  const pages: Measured[] = [];
  for (const path of publicPages(ids)) await get(path);
  for (const path of publicPages(ids)) {
    const took: number[] = [];
    for (let i = 0; i < times; i++) took.push(await get(path));
    took.sort((a, b) => a - b);
    pages.push({ path, median: took[took.length >> 1]!, worst: took.at(-1)! });
  }
  running = false;
  await Promise.all(everybody);
  return { pages: pages.sort((a, b) => b.median - a.median), asked, wrong };
};
