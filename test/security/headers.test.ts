import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestNetwork, type TestNetwork } from '#test/support/network.ts';

let network: TestNetwork;
beforeAll(async () => {
  network = await startTestNetwork();
}, 180_000);
afterAll(() => network?.stop());

const policyOf = (headers: Headers) =>
  new Map(
    (headers.get('content-security-policy') ?? '').split(';').map((part) => {
      const [name = '', ...values] = part.trim().split(' ');
      return [name, values];
    }),
  );

const asked = [
  ['GET', '/en/', 200],
  ['GET', '/fr/help', 200],
  ['GET', '/fr/institutions', 200],
  ['GET', '/en/nothing-here', 404],
  ['GET', '/assets/nothing.css', 404],
  ['POST', '/en/supplier/new', 200],
  ['GET', '/v1/institutions', 200],
  ['GET', '/v1/openapi.json', 200],
  ['GET', '/v1/suppliers', 401],
  ['POST', '/v1/suppliers', 401],
] as const;

describe('every answer', () => {
  it.each(asked)(
    'to %s %s is bound to its own files and cannot be framed, sniffed or told elsewhere',
    async (method, path, status) => {
      const answer = await fetch(`${network.runtime.apiUrl}${path}`, { method, redirect: 'manual' });
      const text = await answer.text();
      const policy = policyOf(answer.headers);
      expect(answer.status).toBe(status);
      expect(policy.get('default-src')).toEqual(["'none'"]);
      expect(policy.get('base-uri')).toEqual(["'none'"]);
      expect(policy.get('frame-ancestors')).toEqual(["'none'"]);
      expect(answer.headers.get('content-security-policy')).not.toMatch(/unsafe|\*|data:|blob:|http:\/\/(?!127\.)/);
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('referrer-policy')).toMatch(/^(no-referrer|same-origin)$/);
      expect(answer.headers.get('cache-control')).toMatch(path.endsWith('openapi.json') ? /max-age/ : /no-store/);
      expect(answer.headers.get('content-type')).toMatch(/charset=utf-8$/i);
      expect(text).not.toMatch(/<script(?![^>]*\bsrc=)|\sstyle="|\son\w+="/);
      // A style sheet stands in a page only where its own hash allows it.
      for (const [, styles = ''] of text.matchAll(/<style>(.*?)<\/style>/gs))
        expect(policy.get('style-src')).toContain(`'sha256-${createHash('sha256').update(styles).digest('base64')}'`);
    },
  );

  it('to a body that is too large is a refusal', async () => {
    const body = JSON.stringify({ name: 'x'.repeat(300_000), language: 'fr' });
    const answer = await network.call('POST', '/v1/suppliers', { as: 'person-1', body: JSON.parse(body) });
    expect(answer.status).toBe(413);
    const page = await fetch(`${network.runtime.apiUrl}/en/supplier/new`, {
      method: 'POST',
      body: new URLSearchParams({ name: 'x'.repeat(4_700_000) }),
    });
    expect(page.status).toBe(413);
  });
});

it('no page has a script or a style of its own in it', () => {
  const pages = globSync('web/**/*.tsx');
  expect(pages.length).toBeGreaterThan(30);
  for (const file of pages) {
    const text = readFileSync(file, 'utf8');
    expect([file, /\sstyle=[{"]|\son[A-Z]\w+=\{|dangerouslySetInnerHTML|<script>/.test(text)]).toEqual([file, false]);
  }
});
