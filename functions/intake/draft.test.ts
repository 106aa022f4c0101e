import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { merge, save } from './draft.ts';

const json = fc.jsonValue({ maxDepth: 3 });

describe('saving a draft', () => {
  it('merges fields, replaces lists, removes what is null', () => {
    const draft = { identity: { legalName: 'A', phone: '1' }, owners: [{ id: 'a' }, { id: 'b' }] };
    expect(save(draft, { identity: { phone: null, email: 'x' }, owners: [{ id: 'c' }] })).toEqual({
      identity: { legalName: 'A', email: 'x' },
      owners: [{ id: 'c' }],
    });
  });

  it('makes the same of a patch given twice', () => {
    fc.assert(
      fc.property(json, json, (target, patch) => {
        const onceGiven = merge(target, patch);
        expect(merge(onceGiven, patch)).toEqual(onceGiven);
      }),
    );
  });

  it('keeps a field named __proto__ as a field, and touches nothing else by it', () => {
    const merged = merge({}, JSON.parse('{"flags":{"__proto__":{"polluted":true}}}')) as { flags: object };
    expect(Object.keys(merged.flags)).toEqual(['__proto__']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('refuses answers too large to be kept', () => {
    expect(() => save({}, { revenueCad: 'x'.repeat(130 * 1024) })).toThrow('too-large');
  });
});
