import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

const bundled = async (file: string) => {
  const { outputFiles } = await build({
    entryPoints: [new URL(file, import.meta.url).pathname],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    write: false,
  });
  return outputFiles[0]!;
};

test('evaluate and explain fit a browser: under 15 kB gzipped, and nothing is compiled from text', async () => {
  const bundle = await bundled('./browser.ts');
  expect(gzipSync(bundle.contents).byteLength).toBeLessThan(15_000);
  expect(bundle.text).not.toMatch(/\beval\s*\(|\bFunction\s*\(/);
  expect(bundle.text).not.toContain('zod');
});

test('comparing definitions in a browser brings no parser along', async () => {
  const bundle = await bundled('./compare/index.ts');
  // 26.2 kB with its two layouts, its counting in whole numbers of any size and its budgets of steps; a parser weighs 90 kB.
  expect(gzipSync(bundle.contents).byteLength).toBeLessThan(27_000);
  expect(bundle.text).not.toContain('zod');
});
