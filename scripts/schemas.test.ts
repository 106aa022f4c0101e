import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { definitions } from '#samples/definitions/index.ts';
import { vocabulary } from '#samples/vocabulary.ts';
import { schemaFiles, schemaFolder } from './schemas.ts';

const validator = (name: string) => {
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  return ajv.compile(JSON.parse(readFileSync(`${schemaFolder}/${name}.schema.json`, 'utf8')));
};

describe('the JSON Schemas of definitions', () => {
  it('are those of the contracts as they stand (`node scripts/schemas.ts` writes them)', () => {
    for (const [file, text] of schemaFiles())
      expect(JSON.parse(readFileSync(file, 'utf8')), file).toEqual(JSON.parse(text));
  });

  it('accept every sample definition, and refuse one with a label in one language or a rule of no known kind', () => {
    const valid = validator('definition');
    for (const one of definitions) expect([one.id, valid(one), valid.errors]).toEqual([one.id, true, null]);
    const [one] = definitions;
    expect(valid({ ...one, label: { fr: 'Seulement' } })).toBe(false);
    expect(valid({ ...one, rule: { kind: 'xor', of: [] } })).toBe(false);
    expect(validator('vocabulary')(vocabulary)).toBe(true);
  });
});
