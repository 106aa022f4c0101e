import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { front } from './front.ts';
import { helpPages } from './help/pages.tsx';
import { readAssetsFrom } from './layout/assets.ts';
import { publicPages } from './public/pages.tsx';
import { absoluteMilliseconds, cookies, idleMilliseconds, type Seal } from './session.ts';
import type { Provider } from './sign-in.ts';
import { site } from './site.tsx';
import { supplierPages } from './supplier/pages.tsx';

const folder = mkdtempSync(join(tmpdir(), 'assets-'));
for (const file of ['site-00000000.css', 'icon-00000000.svg']) writeFileSync(join(folder, file), '');
readAssetsFrom(pathToFileURL(`${folder}/`));
afterAll(() => rmSync(folder, { recursive: true }));

/** Seals as the function does, under a key of this process. */
const sealer = (): Seal => {
  const key = randomBytes(32);
  return {
    seal: async (purpose, value) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose));
      const text = Buffer.concat([cipher.update(JSON.stringify(value)), cipher.final(), cipher.getAuthTag()]);
      return Buffer.concat([nonce, text]).toString('base64url');
    },
    open: async (purpose, text) => {
      const bytes = Buffer.from(text, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
        .setAAD(Buffer.from(purpose))
        .setAuthTag(bytes.subarray(-16));
      return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString());
    },
    formToken: async (person) => createHmac('sha256', key).update(person).digest('hex'),
  };
};

const tokens = {
  accessToken: 'token',
  refreshToken: 'refresh',
  expiresInSeconds: 3600 * 24,
  claims: { sub: 'nadia', name: 'Nadia Osei', groups: [] },
};
const provider = (directory: string): Provider => ({
  begin: async () => ({
    address: `https://${directory}.example.org/`,
    remember: { verifier: 'v', state: 's', nonce: 'n' },
  }),
  finish: async () => tokens,
  revoke: async () => {},
  signOutAddress: async (returnTo) => returnTo,
});

/** A browser with its cookies, in front of a portal whose clock can be moved. */
const browser = (apiUrl = 'http://127.0.0.1:9') => {
  let now = Date.parse('2026-11-22T14:00:00Z');
  const waits = { page: 0, signIn: 0 };
  const deps = {
    apiUrl,
    origin: 'http://portal.example.org',
    storeOrigins: [],
    refresh: async () => tokens,
    cookies: cookies(sealer(), false),
    now: () => now,
    door: { wait: async (what: 'page' | 'signIn') => waits[what], vouch: async () => ({}) },
  };
  const sections = { '': publicPages(), '/supplier': supplierPages(), '/help': async () => helpPages() };
  const app = site(
    deps,
    sections,
    front({ ...deps, providers: { suppliers: provider('suppliers'), staff: provider('staff') } }),
  );
  const jar = new Map<string, string>();
  const visit = async (path: string, form?: Record<string, string>) => {
    const response = await app.request(path, {
      method: form ? 'POST' : 'GET',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form && { body: new URLSearchParams(form) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (/max-age=0/i.test(cookie)) jar.delete(name);
      else jar.set(name, value);
    }
    return {
      headers: response.headers,
      status: response.status,
      location: response.headers.get('location'),
      text: await response.text(),
    };
  };
  const signIn = async (path: string) => {
    await visit(`/en/sign-in?return=${encodeURIComponent(path)}`);
    return visit('/sign-in/callback?code=c&state=s');
  };
  return { visit, signIn, jar, waits, pass: (milliseconds: number) => (now += milliseconds) };
};

const tokenIn = (page: string) => /name="form-token" value="([^"]+)"/.exec(page)?.[1] ?? '';

test('a session that ends in the middle of a page loses nothing of what was typed', async () => {
  const { visit, signIn, pass } = browser();
  await signIn('/supplier/new');
  const before = await visit('/en/supplier/new');
  pass(idleMilliseconds + 1000);
  const form = { 'form-token': tokenIn(before.text), name: 'Traiteur Osei & filles', once: 'x' };
  const ended = await visit('/en/supplier/new', form);
  expect(ended.text).toContain('What you typed on the last page is kept');
  const back = await signIn('/supplier/new');
  expect(back.location).toBe('/en/supplier/new');
  const again = await visit('/en/supplier/new');
  expect(again.text).toContain('value="Traiteur Osei &amp; filles"');
});

test('what somebody typed is not shown to the next person who signs in on the same browser', async () => {
  const { visit, signIn, pass } = browser();
  await signIn('/supplier/new');
  const { text } = await visit('/en/supplier/new');
  pass(absoluteMilliseconds + 1000);
  await visit('/en/supplier/new', { 'form-token': tokenIn(text), name: 'Private Name Inc.' });
  tokens.claims.sub = 'somebody-else';
  await signIn('/supplier/new');
  tokens.claims.sub = 'nadia';
  expect((await visit('/en/supplier/new')).text).not.toContain('Private Name');
});

test('a form from another site, without the token of the person, changes nothing', async () => {
  const { visit, signIn } = browser();
  await signIn('/supplier/new');
  const answer = await visit('/en/supplier/new', { 'form-token': 'guessed', name: 'Forged Inc.' });
  expect(answer).toMatchObject({ status: 303, location: '/en/supplier/new' });
});

test('a page asked for in one language is answered in that language, and the other is one link away', async () => {
  const { visit } = browser();
  const { text } = await visit('/fr/');
  expect(text).toContain('<html lang="fr-CA"');
  expect(text).toContain('href="/en/"');
  expect((await visit('/fr/nothing-here')).status).toBe(404);
});

test('a link cannot send a person elsewhere after they signed in', async () => {
  const { signIn } = browser();
  expect((await signIn('//evil.example.org')).location).toMatch(/^\/en\//);
});

test('who asks too often is told calmly when to go on, in their language', async () => {
  const { visit, waits } = browser();
  waits.page = 42;
  const { status, text, headers } = await visit('/fr/');
  expect([status, headers.get('retry-after')]).toEqual([429, '42']);
  expect(text).toContain('Vous pourrez continuer dans 42 s.');
  waits.page = 0;
  waits.signIn = 7;
  expect((await visit('/en/sign-in')).text).toContain('You can go on in 7 s.');
  expect((await visit('/sign-in/callback?code=c&state=s')).status).toBe(429);
});

test('what was typed when the API asked to wait is there when the page is opened again', async () => {
  const busy = createServer((_, response) => {
    const problem = { type: '/problems/too-many-requests', title: 'Too many requests: wait a moment.', status: 429 };
    response.writeHead(429, { 'content-type': 'application/problem+json', 'retry-after': '9' });
    response.end(JSON.stringify(problem));
  }).listen(0, '127.0.0.1');
  await once(busy, 'listening');
  const { visit, signIn } = browser(`http://127.0.0.1:${(busy.address() as AddressInfo).port}`);
  await signIn('/supplier/new');
  const { text } = await visit('/en/supplier/new');
  const form = { 'form-token': tokenIn(text), name: 'Traiteur Osei', language: 'fr', once: crypto.randomUUID() };
  const refused = await visit('/en/supplier/new', form);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '9']);
  expect(refused.text).toContain('What you typed is kept');
  expect((await visit('/en/supplier/new')).text).toContain('value="Traiteur Osei"');
  busy.close();
});

test('staff signs in where two factors are asked for, and suppliers where a code by e-mail will do', async () => {
  const { visit } = browser();
  expect((await visit('/en/sign-in?return=/cases')).location).toContain('staff.example.org');
  expect((await visit('/en/sign-in?as=staff')).location).toContain('staff.example.org');
  expect((await visit('/en/sign-in?return=/supplier')).location).toContain('suppliers.example.org');
  expect((await visit('/fr/')).text).toContain('/fr/sign-in?as=staff');
});

/** Every form of a page with the submit buttons that are its own, in the order of the document: what each would send. */
const buttonsOf = (page: string): Record<string, string[]> => {
  const forms: Record<string, string[]> = {};
  let within = '';
  for (const [tag] of page.matchAll(/<\/?form\b[^>]*>|<button\b[^>]*>/g)) {
    const attribute = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
    if (tag.startsWith('</')) within = '';
    else if (tag.startsWith('<form')) within = attribute('id') ?? attribute('action') ?? '';
    else if (attribute('type') === 'submit') {
      const form = attribute('form') ?? within;
      forms[form] = [...(forms[form] ?? []), attribute('name') ?? ''];
    }
  }
  return forms;
};

test.each(['/en/supplier/new', '/fr/supplier/new', '/en/help', '/fr/help?q=document'])(
  'the first button of the form at %s, which Return presses, does its main thing; the language comes after',
  async (path) => {
    const { visit, signIn } = browser();
    await signIn('/supplier/new');
    const { text } = await visit(path);
    const [form = []] = Object.values(buttonsOf(text)).filter((names) => names.includes('switch-language'));
    expect(form).toEqual(['', 'switch-language', '']);
    // Laid out, or WebKit passes over it; and nobody's second stop.
    expect(text).toMatch(/<button type="submit" form="\w+" class="vh" tabindex="-1"/);
  },
);

test('a question half asked comes along to the other language, and is not asked by that', async () => {
  const { visit } = browser();
  const half = await visit('/en/check?form=corporation&share=5&show=yes&switch-language=fr');
  expect(half.location).toBe('/fr/check?form=corporation&share=5');
  const asked = await visit('/en/check?share=51&show=yes&shown=yes&switch-language=fr');
  expect(asked.location).toBe('/fr/check?share=51&shown=yes');
});

test('a key that was written by hand is as good as one of ours, and the same again the second time', async () => {
  const keys: string[] = [];
  const api = createServer((request, response) => {
    if (request.method === 'GET')
      return void response.writeHead(200, { 'content-type': 'application/json' }).end('{"suppliers":[]}');
    keys.push(String(request.headers['idempotency-key']));
    response.writeHead(429, { 'retry-after': '1' }).end();
  }).listen(0, '127.0.0.1');
  await once(api, 'listening');
  const { visit, signIn } = browser(`http://127.0.0.1:${(api.address() as AddressInfo).port}`);
  await signIn('/supplier/new');
  const token = tokenIn((await visit('/en/supplier/new')).text);
  for (const key of ['\0', '\u202e', 'clé', 'two words', 'x'.repeat(500), '\r\nX-Injected: 1']) {
    keys.length = 0;
    for (let click = 0; click < 2; click++) {
      const { status } = await visit('/en/supplier/new', { 'form-token': token, once: key, name: 'Acme' });
      expect([key, status]).toEqual([key, 429]);
    }
    expect(keys).toHaveLength(2);
    expect(keys[0]).toMatch(/^[\x21-\x7e]{1,128}$/);
    expect(keys[1]).toBe(keys[0]);
  }
  api.close();
});

test('a firm’s name that the API refuses stays in its field, with the reason', async () => {
  const errors = [{ field: 'name', code: 'hidden-characters', message: 'Type it again.' }];
  const problem = { type: '/problems/invalid', title: 'Invalid', status: 422, errors };
  const api = createServer((request, response) => {
    response.writeHead(request.method === 'GET' ? 200 : 422, { 'content-type': 'application/json' });
    response.end(request.method === 'GET' ? '{"suppliers":[]}' : JSON.stringify(problem));
  }).listen(0, '127.0.0.1');
  await once(api, 'listening');
  const { visit, signIn } = browser(`http://127.0.0.1:${(api.address() as AddressInfo).port}`);
  await signIn('/supplier/new');
  const token = tokenIn((await visit('/en/supplier/new')).text);
  const { status, text } = await visit('/en/supplier/new', { 'form-token': token, once: 'k', name: 'Acme\u200b' });
  expect(status).toBe(422);
  expect(text).toContain('Type it again.');
  expect(text).toContain('value="Acme\u200b"');
  api.close();
});
