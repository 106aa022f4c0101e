import { readFileSync } from 'node:fs';
import asyncApiSchema from '@asyncapi/specs/schemas/3.0.0-without-$id.json' with { type: 'json' };
import Ajv from 'ajv';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { CloudEvent } from 'cloudevents';
import { describe, expect, it } from 'vitest';
import { asyncApi, eventDocuments, fingerprints } from './describe.ts';
import { eventExamples } from './examples.ts';
import published from './published.json' with { type: 'json' };
import { eventTypes, vendorEvent } from './v1.ts';

const onDisk = (file: string): unknown => JSON.parse(readFileSync(`docs/events/${file}`, 'utf8'));

describe('the contract of events', () => {
  it('has not changed since it was published: a change is a type with the next version', () => {
    expect(fingerprints()).toMatchObject(published);
    expect(Object.keys(published).sort()).toEqual([...eventTypes].sort());
  });

  it('is written out for integrators as it is', () => {
    const documents = eventDocuments();
    for (const type of eventTypes) expect(onDisk(`${type}.schema.json`)).toEqual(documents.get(type));
    expect(onDisk('asyncapi.json')).toEqual(JSON.parse(JSON.stringify(asyncApi())));
    for (const example of eventExamples) expect(onDisk(`examples/${example.type}.json`)).toEqual(example);
  });

  it('has an example of every type, valid by zod, by JSON Schema and by CloudEvents itself', () => {
    expect(eventExamples.map(({ type }) => type).sort()).toEqual([...eventTypes].sort());
    const ajv = addFormats.default(new Ajv2020.default({ strict: true }));
    const documents = eventDocuments();
    for (const example of eventExamples) {
      expect(vendorEvent.parse(example)).toEqual(example);
      const valid = ajv.compile(documents.get(example.type)!);
      expect(valid(example), JSON.stringify(valid.errors)).toBe(true);
      expect(valid({ ...example, sequence: 1 })).toBe(false);
      expect(valid({ ...example, data: { ...example.data, owners: [] } })).toBe(false);
      expect(new CloudEvent<unknown>(example, true).validate()).toBe(true);
    }
  });

  it('is described by a valid AsyncAPI 3 document', () => {
    const ajv = addFormats.default(new Ajv.default({ strict: false, validateSchema: false }));
    const valid = ajv.compile(asyncApiSchema);
    expect(valid(asyncApi()), JSON.stringify(valid.errors?.slice(0, 3))).toBe(true);
    expect(valid({ ...asyncApi(), asyncapi: '2.0.0' })).toBe(false);
  });
});
