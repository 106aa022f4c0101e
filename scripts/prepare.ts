import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { buildFunctions } from './build.ts';

export const templateFile = 'cdk.out/Passerelle.template.json';
const stampFile = '.build/stamp';

/** Changes with any file that the bundles or the template are made from. */
const stampOfSources = (): string => {
  const files = [
    ...globSync('{schemas,definitions,functions,workflows,web,infra,scripts}/**/*', {
      exclude: (name) => /\.test\.tsx?$/.test(name),
    }),
    'package-lock.json',
    'cdk.json',
  ].sort();
  const hash = createHash('sha256');
  for (const file of files) {
    const { mtimeMs, size } = statSync(file);
    hash.update(`${file} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex');
};

/** Bundles and synthesises where something changed since the last time; says which. */
export const prepare = async (say: (line: string) => void = () => {}): Promise<void> => {
  const stamp = stampOfSources();
  if (existsSync(templateFile) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  const started = performance.now();
  say('building the functions …');
  await buildFunctions();
  say('synthesising the stack …');
  execFileSync(process.execPath, ['infra/app.ts'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, CDK_OUTDIR: 'cdk.out' },
  });
  mkdirSync('.build', { recursive: true });
  writeFileSync(stampFile, stamp);
  say(`built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
};

if (import.meta.main) await prepare(console.log);
