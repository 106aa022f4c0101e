import { globSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

/**
 * Bundles every function (`functions/{room}/{name}/handler.ts` → `.build/functions/{room}-{name}/index.mjs`) in one call.
 * These bundles are what runs, embedded and on AWS.
 */
export const buildFunctions = async (): Promise<string[]> => {
  const handlers = globSync('functions/*/*/handler.{ts,tsx}').sort();
  const entryPoints = Object.fromEntries(
    handlers.map((file) => {
      const [, room, name] = file.split('/');
      return [`${room}-${name}/index`, file];
    }),
  );
  rmSync('.build/functions', { recursive: true, force: true });
  await build({
    entryPoints,
    outdir: '.build/functions',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    keepNames: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    conditions: ['module'],
    legalComments: 'none',
    logLevel: 'warning',
    // Some dependencies are CommonJS and call require() for Node's own modules.
    banner: { js: "import{createRequire as $r}from'node:module';const require=$r(import.meta.url);" },
  });
  return Object.keys(entryPoints);
};

if (import.meta.main) {
  const started = performance.now();
  const built = await buildFunctions();
  console.log(`${built.length} functions built in ${Math.round(performance.now() - started)} ms`);
}
