import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'esbuild';

const isPlain = (value: unknown): boolean =>
  value === null ||
  ['string', 'number', 'boolean', 'undefined'].includes(typeof value) ||
  (Array.isArray(value) && value.every(isPlain)) ||
  (typeof value === 'object' &&
    value !== null &&
    Object.getPrototypeOf(value) === Object.prototype &&
    Object.values(value).every(isPlain));

/** What the API's client reads of an operation. */
const addressOf = ({ name, method, path, idempotencyKey }: Record<string, unknown>) => ({
  name,
  method,
  path,
  idempotencyKey,
});

/** Lists of words that lie beside the code, as data. */
const lists = /\/schemas\/(?:commodities|screening)\.ts$/;

const isOperation = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'summary' in value;

/**
 * Contracts weigh more than the pages that call by them: schemas, their checks, and the library for both. A program that
 * only calls the API needs the addresses, and the words that schemas are made of: those are read here, at build time.
 * A program that uses something else of such a file does not build: there is nothing of that name.
 */
export const asClient = (keeps: 'words' | 'checks'): Plugin => ({
  name: 'client',
  setup: (build) => {
    const { onLoad, onResolve, onEnd, initialOptions } = build;
    const root = join(import.meta.dirname, '..');
    const data = new Map<string, string>();
    onResolve({ filter: /^\.\/[\w-]+\.json$/ }, ({ path }) => (data.has(path) ? { path, external: true } : undefined));
    onEnd(() => {
      for (const [file, text] of data) writeFileSync(join(initialOptions.outdir ?? '.', file), text);
    });
    // One router, which needs no preparation, in the place of two and the choice between them.
    onResolve({ filter: /^hono$/ }, ({ importer, kind, resolveDir }) =>
      build.resolve('hono/tiny', { importer, kind, resolveDir }),
    );
    onLoad({ filter: /\/schemas\/(?:[\w-]+\/)*[\w-]+\.ts$/ }, async ({ path }) => {
      const checks = /^import \* as z from 'zod';$/m.test(readFileSync(path, 'utf8'));
      const contract = path.startsWith(join(root, 'schemas/api'));
      if (!checks && lists.test(path)) {
        const exported = (await import(pathToFileURL(path).href)) as Record<string, unknown>;
        const names = Object.keys(exported);
        const file = `./${basename(path, '.ts')}.json`;
        data.set(file, JSON.stringify(exported));
        return {
          loader: 'js',
          contents: `import data from '${file}' with { type: 'json' };\nexport const { ${names.join(', ')} } = data;`,
        };
      }
      if (!contract && keeps === 'checks') return undefined;
      // Other files without a schema stay what they are.
      if (!checks) return undefined;
      const exported = Object.entries((await import(pathToFileURL(path).href)) as Record<string, unknown>);
      const kept = exported
        .map(([name, value]) => [name, isOperation(value) ? addressOf(value) : value] as const)
        .filter(([, value]) => isPlain(value));
      return {
        loader: 'js',
        contents: kept.map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`).join('\n'),
      };
    });
    // What is wrong is said in our own words, by its code.
    onLoad({ filter: /\/zod\/v4\/locales\/en\.js$/ }, () => ({
      loader: 'js',
      contents: 'export default () => ({ localeError: ({ code }) => code });',
    }));
    // Every schema of zod carries the way to print itself as JSON Schema: a fifth of the library, for nobody here.
    onLoad({ filter: /\/zod\/v4\/core\/(?:to-json-schema|json-schema-processors)\.js$/ }, async ({ path }) => {
      const names = Object.keys((await import(pathToFileURL(path).href)) as object);
      return { loader: 'js', contents: names.map((name) => `export const ${name} = () => undefined;`).join('\n') };
    });
  },
});
