import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { Section } from './figure.ts';

/**
 * Every section of `bench/definitions/` that measures something, in the order of its file name; each in a thread of its
 * own, so that none finds the garbage of the one before. What is compared by a ratio is measured within one section.
 */
export async function* run(): AsyncGenerator<Section> {
  for (const file of readdirSync(`${import.meta.dirname}/definitions`).sort()) {
    const worker = new Worker(import.meta.filename, { workerData: file });
    const [section]: [Section | null] = (await once(worker, 'message')) as [Section | null];
    await worker.terminate();
    if (section) yield section;
  }
}

if (!isMainThread) {
  const part: { section?: () => Section | Promise<Section> } = await import(`./definitions/${workerData}`);
  parentPort?.postMessage((await part.section?.()) ?? null);
}
