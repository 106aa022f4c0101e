import { mkdirSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import { definition, reciprocityTable } from '#schemas/definition.ts';
import { facts } from '#schemas/facts.ts';
import { vocabulary } from '#schemas/vocabulary.ts';

/** Where the JSON Schemas of definitions lie, for whoever writes one outside the portal. */
export const schemaFolder = 'docs/definitions';

const contracts = { definition, 'reciprocity-table': reciprocityTable, vocabulary, facts };

/** File name and text of each JSON Schema (draft 2020-12), generated from the contract itself. */
export const schemaFiles = (): [file: string, text: string][] =>
  Object.entries(contracts).map(([name, contract]) => [
    `${schemaFolder}/${name}.schema.json`,
    `${JSON.stringify(z.toJSONSchema(contract, { io: 'input' }), null, 2)}\n`,
  ]);

if (import.meta.main) {
  mkdirSync(schemaFolder, { recursive: true });
  for (const [file, text] of schemaFiles()) writeFileSync(file, text);
}
