import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

test('evaluate and explain fit a browser: under 15 kB gzipped, and nothing is compiled from text', async () => {
  const { outputFiles } = await build({
    entryPoints: [new URL('./browser.ts', import.meta.url).pathname],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    write: false,
  });
  const [bundle] = outputFiles;
  expect(bundle).toBeDefined();
  expect(gzipSync(bundle!.contents).byteLength).toBeLessThan(15_000);
  expect(bundle!.text).not.toMatch(/\beval\s*\(|\bFunction\s*\(/);
  expect(bundle!.text).not.toContain('zod');
});
