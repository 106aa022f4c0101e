import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { asyncApi, eventDocuments, fingerprints } from '#schemas/events/describe.ts';
import { eventExamples } from '#schemas/events/examples.ts';

/**
 * Writes what integrators read: one JSON Schema and one example per type of event, and an AsyncAPI 3 document. Fingerprints
 * of published schemas are only ever added: a published contract that changed is refused (add the next version instead).
 */
const publishedFile = 'schemas/events/published.json';

const write = (file: string, content: unknown) => writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);

if (import.meta.main) {
  const published: Record<string, string> = JSON.parse(readFileSync(publishedFile, 'utf8'));
  const now = fingerprints();
  const changed = Object.keys(published).filter((type) => published[type] !== now[type]);
  if (changed.length > 0) {
    console.error(`Published contracts never change; add the next version beside the old one: ${changed.join(', ')}`);
    process.exit(1);
  }
  write(publishedFile, { ...now, ...published });
  mkdirSync('docs/events/examples', { recursive: true });
  for (const [type, schema] of eventDocuments()) write(`docs/events/${type}.schema.json`, schema);
  for (const example of eventExamples) write(`docs/events/examples/${example.type}.json`, example);
  write('docs/events/asyncapi.json', asyncApi());
}
