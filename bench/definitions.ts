import { readdirSync } from 'node:fs';
import type { Section } from './figure.ts';

/** Every section of `bench/definitions/` that measures something, in the order of its file name. */
export async function* run(): AsyncGenerator<Section> {
  for (const file of readdirSync(`${import.meta.dirname}/definitions`).sort()) {
    const part: { section?: () => Section | Promise<Section> } = await import(`./definitions/${file}`);
    if (part.section) yield await part.section();
  }
}
