import { cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { asClient } from './build-client.ts';
import { buildWeb } from './build-web.ts';

/** What a function's folder carries beside its bundle, from `bundle.json` beside its handler. */
type Extras = {
  /** Programs of their own, by the name of their file, from their source. */
  programs?: Record<string, string>;
  /** Packages copied whole, with what they depend on: those that cannot be bundled. */
  packages?: string[];
  files?: Record<string, string>;
  /**
   * A client of the public API: of contracts it carries only the addresses. Parts that are imported on demand become files
   * of their own. `words`: of vocabularies it carries only the words, and nothing that checks.
   */
  client?: 'words' | 'checks';
};

const outdir = '.build/functions';

/** A package and all it depends on. Optional parts made for one architecture are left out: the asset runs on any. */
const withDependencies = (packages: readonly string[], seen = new Set<string>()): Set<string> => {
  for (const name of packages) {
    if (seen.has(name)) continue;
    seen.add(name);
    const { dependencies = {} } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8'));
    // What npm nested inside the package is copied along with it.
    const beside = Object.keys(dependencies).filter((one) => !existsSync(`node_modules/${name}/node_modules/${one}`));
    withDependencies(beside, seen);
  }
  return seen;
};

/**
 * Bundles every function (`functions/{room}/{name}/handler.ts` → `.build/functions/{room}-{name}/index.mjs`) in one call.
 * These bundles are what runs, embedded and on AWS.
 */
export const buildFunctions = async (): Promise<string[]> => {
  await buildWeb();
  const entryPoints: Record<string, string> = {};
  const clients: { folder: string; handler: string; client: 'words' | 'checks' }[] = [];
  const copies: [from: string, to: string][] = [];
  const external = new Set<string>();
  for (const handler of globSync('functions/*/*/handler.{ts,tsx}').sort()) {
    const [, room, name] = handler.split('/');
    const folder = `${room}-${name}`;
    const extrasFile = handler.replace(/handler\.tsx?$/, 'bundle.json');
    const extras: Extras = existsSync(extrasFile) ? JSON.parse(readFileSync(extrasFile, 'utf8')) : {};
    const { programs = {}, packages = [], files = {} } = extras;
    if (extras.client) clients.push({ folder, handler, client: extras.client });
    else entryPoints[`${folder}/index`] = handler;
    for (const [program, source] of Object.entries(programs)) entryPoints[`${folder}/${program}`] = source;
    for (const name of packages) external.add(name);
    for (const name of withDependencies(packages))
      copies.push([`node_modules/${name}`, `${folder}/node_modules/${name}`]);
    for (const [to, from] of Object.entries(files)) copies.push([from, `${folder}/${to}`]);
  }
  rmSync(outdir, { recursive: true, force: true });
  const common: BuildOptions = {
    outExtension: { '.js': '.mjs' },
    external: [...external],
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    conditions: ['module'],
    legalComments: 'none',
    logLevel: 'warning',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    // Some dependencies are CommonJS and call require() for Node's own modules.
    banner: {
      js: "import{createRequire as createRequireOfNode}from'node:module';const require=createRequireOfNode(import.meta.url);",
    },
  };
  // The names of errors are read by state machines and logs.
  await build({ ...common, entryPoints, outdir, keepNames: true });
  for (const { folder, handler, client } of clients)
    await build({
      ...common,
      entryPoints: { index: handler },
      outdir: join(outdir, folder),
      splitting: true,
      charset: 'utf8',
      plugins: [asClient(client)],
    });
  for (const [from, to] of copies) {
    mkdirSync(join(outdir, to, '..'), { recursive: true });
    cpSync(from, join(outdir, to), { recursive: true });
  }
  return [...Object.keys(entryPoints), ...clients.map(({ folder }) => folder)];
};

if (import.meta.main) {
  const started = performance.now();
  const built = await buildFunctions();
  console.log(`${built.length} programs built in ${Math.round(performance.now() - started)} ms`);
}
