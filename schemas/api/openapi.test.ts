import { describe, expect, it } from 'vitest';
import { authorisation } from '../authorisation.ts';
import { openApi } from './openapi.ts';
import { operations } from './operations.ts';

const at = { api: 'https://api.example.org', token: 'https://identity.example.org/oauth2/token' };

describe('the public API', () => {
  it('names each operation once, and gives each route to one operation', () => {
    const names = operations.map(({ name }) => name);
    const routes = operations.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(routes).size).toBe(routes.length);
  });

  it('has a row of the authorisation table for every operation, and no row for none', () => {
    const used = new Set<string>(operations.map(({ action }) => action));
    expect([...used].filter((action) => !(action in authorisation))).toEqual([]);
    expect(Object.keys(authorisation).filter((action) => !used.has(action))).toEqual([]);
  });

  it('asks for a key wherever something is made, and names what every path holds', () => {
    for (const { name, method, path, params, status, idempotencyKey, ifMatch } of operations) {
      // A secret is shown once: an answer that holds one is not kept to be repeated.
      if (method === 'POST' && status === 201 && !['rotateSecret', 'inviteMember'].includes(name))
        expect([name, idempotencyKey ?? ifMatch]).not.toEqual([name, undefined]);
      expect([name, params !== undefined]).toEqual([name, path.includes('{')]);
    }
  });

  it('is described in OpenAPI 3.1 in both languages, with the same paths', () => {
    const [french, english] = [openApi(operations, 'fr', at), openApi(operations, 'en', at)];
    expect(Object.keys(french.paths as object)).toEqual(Object.keys(english.paths as object));
    expect(Object.keys(french.paths as object).length).toBeGreaterThan(20);
    expect(JSON.stringify(french)).not.toBe(JSON.stringify(english));
  });
});
