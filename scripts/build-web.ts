import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';

const outdir = '.build/web';

/** Writes `name-HASH.ending` and its compressed form: browsers keep it for good, since another content is another name. */
const write = (name: string, ending: string, content: Buffer | string): void => {
  const bytes = Buffer.from(content);
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 8).toUpperCase();
  writeFileSync(`${outdir}/${name}-${hash}.${ending}`, bytes);
  writeFileSync(`${outdir}/${name}-${hash}.${ending}.br`, brotliCompressSync(bytes));
};

/** The portal's style sheets, its icon, and the small scripts under `web/islands`, each on its own. */
export const buildWeb = async (): Promise<void> => {
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  const styles = await build({
    entryPoints: ['web/styles/site.css', 'web/styles/desk.css'],
    bundle: true,
    minify: true,
    target: 'es2022',
    write: false,
    outdir,
  });
  for (const file of styles.outputFiles) write(basename(file.path, '.css'), 'css', Buffer.from(file.contents));
  write('icon', 'svg', readFileSync('web/styles/icon.svg'));
  const islands = globSync('web/islands/*.ts').filter((file) => !file.endsWith('.test.ts'));
  if (!existsSync('web/islands')) return;
  const { outputFiles } = await build({
    entryPoints: islands,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    outdir,
  });
  for (const file of outputFiles) write(basename(file.path, '.js'), 'js', Buffer.from(file.contents));
};
