import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { issueCertificate } from '#schemas/api/certificates.ts';
import { ifThere } from '#schemas/api/client.ts';
import { createSubmission } from '#schemas/api/intake.ts';
import { dayOf } from '#schemas/calendar.ts';
import { readByPdfJs } from '#test/support/pdf/read.ts';
import { articles } from '#web/help/articles.ts';
import { until } from '../../scripts/network/patience.ts';
import { axe } from './axe.ts';
import { both, crawl, type Seen } from './crawl.ts';
import { asked, certified, claimed, type Firm, rejected } from './firms.ts';
import { pointing } from './hands.ts';
import { oseiCatering, type Portal, startPortal } from './network.ts';
import { phone } from './screens.ts';
import { enter, staff } from './staff-walk.ts';
import { signIn } from './supplier-walk.ts';

const on = dayOf(new Date());

let portal: Portal;
let firms: Record<'ok' | 'ask' | 'no' | 'waiting', Firm>;
let renewal: string;
let certificate: { credential: string; jwt: string };
beforeAll(async () => {
  portal = await startPortal();
  const [ok, ask, no, waiting] = await Promise.all([
    certified(portal, 'osei-catering', on),
    asked(portal, 'raman-print', on),
    rejected(portal, 'atelier-fontaine', on),
    claimed(portal, 'tran-translations', on),
  ]);
  firms = { ok, ask, no, waiting };
  const osei = portal.network.as('sample-nadia-osei');
  const params = { supplier: ok.supplier };
  // Approved is not yet recorded: the registry follows in a moment.
  const issued = () => ifThere(osei(issueCertificate, { params, idempotencyKey: 'certificate' }), [409]);
  certificate = (await until('the certificate', issued)).body;
  const { body } = await osei(createSubmission, { params, body: { kind: 'renewal' }, idempotencyKey: 'renewal' });
  renewal = body.submission;
}, 240_000);
afterAll(() => portal?.stop());

const signedIn = async (firm: Firm | undefined, options: BrowserContextOptions) => {
  const context = await portal.browser.newContext(options);
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  if (firm) await signIn(pointing(page), portal.origin, 'en', firm.email);
  await page.close();
  return context;
};

/** The resource centre, which everyone sees in the frame of their role. */
const help = ['/help', ...articles.map(({ slug }) => `/help/${slug}`)];

/** Pages that no link leads to: those that Continue leads through, those with errors, those that things end with. */
const unlinked = {
  public: () => [
    '/',
    '/help?q=certificat',
    '/help?q=zzz',
    '/check?show=yes&form=corporation&groups=women&share=51&province=ON',
    '/check?show=yes&groups=women&share=abc',
    `/certificates/${certificate.credential}`,
  ],
  ok: () => [
    '/supplier',
    '/supplier/new',
    '/supplier/new?errors=1',
    ...['contact', 'certificate-details', 'owners/1', 'consents', 'identity?errors=1'].map(
      (step) => `/supplier/${renewal}/${step}`,
    ),
    `/supplier/${renewal}/withdraw`,
    `/supplier/${firms.ok.supplier}?joined=1`,
    `/supplier/${firms.ok.supplier}/consents?given=york-university`,
    '/supplier/invitations/inv_1',
    ...help,
  ],
  // What differs from one firm to another by where it stands; the rest is the same.
  ask: () =>
    ['', '/documents', '/owners', '/attestation', '/check', '/recognition'].map(
      (page) => `/supplier/${firms.ask.submission}${page}`,
    ),
  no: () => ['', '/appeal', '/appeal?errors=1', '/receipt/1'].map((page) => `/supplier/${firms.no.submission}${page}`),
};

const everyPage = async (name: keyof typeof unlinked): Promise<Seen[]> => {
  const firm = name === 'public' ? undefined : firms[name];
  const context = await signedIn(firm, phone);
  const under = { public: '/', ok: '/supplier', ask: undefined, no: undefined }[name];
  const seen = await crawl({
    ...{ context, origin: portal.origin, from: unlinked[name]() },
    ...(under && { under }),
    // Its request is answered below, as it stands.
    flips: name !== 'ask',
  });
  await context.close();
  return seen;
};

test('on every public and supplier page axe finds nothing, nothing is wider than the screen, and a half-filled form survives the other language', async () => {
  const inTurn = async () => [...(await everyPage('public')), ...(await everyPage('ask')), ...(await everyPage('no'))];
  const seen = (await Promise.all([everyPage('ok'), inTurn()])).flat();
  expect(seen.flatMap(({ path, problems }) => problems.map((problem) => `${path}: ${problem}`))).toEqual([]);
  expect(seen.length).toBeGreaterThan(60);
  // The firm's form, the help, "Would I qualify?", an invitation, an appeal, an observation.
  expect(seen.reduce((sum, { returns }) => sum + returns, 0)).toBeGreaterThan(80);
  expect(seen.filter(({ bytes }) => bytes > 10 * 1024).map(({ path }) => path)).toEqual([]);
}, 600_000);

/** What the help says is the same for all, and is looked at as a visitor sees it: of a frame, two pages tell enough. */
const framed = both ? help : help.slice(0, 2);

/** The help in the frame of each role; and every page of verifiers, whose case was taken and not looked at yet. */
const staffPages = {
  verifier: () => ({ from: [`/cases/${firms.waiting.submission}`, ...framed], under: '/cases' }),
  buyer: () => ({ from: framed }),
  operator: () => ({ from: framed }),
};

const everyStaffPage = async (role: keyof typeof staffPages): Promise<Seen[]> => {
  const context = await portal.browser.newContext(phone);
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  await enter(pointing(page), portal, '/help', 'en', staff[role]);
  await page.close();
  const seen = await crawl({ context, origin: portal.origin, flips: role === 'verifier', ...staffPages[role]() });
  await context.close();
  return seen;
};

test('on every page of verifiers, and on the help as each role sees it, axe finds nothing and nothing typed is lost', async () => {
  const roles = Object.keys(staffPages) as (keyof typeof staffPages)[];
  const seen = (await Promise.all(roles.map(everyStaffPage))).flat();
  expect(seen.flatMap(({ path, problems }) => problems.map((problem) => `${path}: ${problem}`))).toEqual([]);
  expect(seen.length).toBeGreaterThan(roles.length * framed.length + 3);
}, 600_000);

test.each([
  [true, 'en'],
  [false, 'fr'],
] as const)(
  'Return in a field, or a phone’s "Go", does what the page is for, in the same language (scripts: %s, %s)',
  async (javaScriptEnabled, language) => {
    const context = await portal.browser.newContext({ ...phone, javaScriptEnabled });
    context.setDefaultTimeout(20_000);
    const page = await context.newPage();
    const at = `${portal.origin}/${language}`;
    const enterIn = async (field: string, text: string) => {
      await page.fill(field, text);
      await Promise.all([page.waitForNavigation(), page.press(field, 'Enter')]);
      return page.url().slice(at.length);
    };
    await page.goto(`${at}/help`);
    expect(await enterIn('#q', 'documents')).toBe('/help?q=documents');
    await page.goto(`${at}/check`);
    expect(await enterIn('#share', '60')).toContain('share=60');
    expect(await page.locator('#result').count()).toBe(1);
    await signIn(pointing(page), portal.origin, language, `return.${language}@example.ca`);
    expect(await enterIn('#name', 'Traiteur Retour')).toMatch(/^\/supplier\/sub_\w+\/identity$/);
    const submission = page.url().split('/').at(-2);
    expect(await enterIn('#operatingName', 'Retour')).not.toBe(`/supplier/${submission}`);
    await page.goto(`${at}/supplier/${submission}/contact`);
    expect(await enterIn('#email', 'retour@example.ca')).toBe(`/supplier/${submission}/firm`);
    await page.goto(`${at}/supplier/${submission}/owners/1`);
    await enterIn('#name', 'Amélie Retour');
    await page.goto(`${at}/supplier/${submission}/owners`);
    // Its first button removes an owner.
    expect(await page.locator('button[name=remove]').count()).toBe(1);
    await page.goto(`${at}/supplier/${submission}/owners/1`);
    await enterIn('#name', 'Amélie Retour-Roy');
    await page.goto(`${at}/supplier/${submission}/owners`);
    expect(await page.textContent('main')).toContain('Amélie Retour-Roy');
    await context.close();
  },
  90_000,
);

const inContext = async <T>(firm: Firm | undefined, act: (context: BrowserContext) => Promise<T>): Promise<T> => {
  const context = await signedIn(firm, phone);
  try {
    return await act(context);
  } finally {
    await context.close();
  }
};

test('every link in an e-mail leads to a page of the portal', async () => {
  const letters = readdirSync(portal.mails)
    .filter((name) => name.endsWith('.eml'))
    .map((name) =>
      readFileSync(join(portal.mails, name), 'utf8')
        .replace(/=\r?\n/g, '')
        .replaceAll('=3D', '='),
    );
  const found = new Map<string, string>();
  for (const letter of letters)
    for (const [, path = ''] of letter.matchAll(/https?:\/\/[^/\s"]+(\/(?:fr|en)\/[\w\-/.]+)/g))
      found.set(path, /^To: .*?([\w.]+@[\w.]+)/m.exec(letter)?.[1] ?? '');
  expect(found.size).toBeGreaterThanOrEqual(3);
  const all = Object.values(firms);
  for (const firm of all)
    await inContext(firm, async (context) => {
      for (const [path, to] of found)
        if (to === firm.email)
          expect([path, (await context.request.get(`${portal.origin}${path}`)).status()]).toEqual([path, 200]);
    });
  // The firm whose case is with a verifier may hear of it meanwhile; nobody else of this network does.
  const told = new Set(found.values());
  expect([firms.ok, firms.ask, firms.no].filter(({ email }) => !told.has(email))).toEqual([]);
  expect(told.difference(new Set(all.map(({ email }) => email)))).toEqual(new Set());
}, 60_000);

test('a certificate is shown with the name of the firm, and saved as a paper that spells it', async () => {
  await inContext(firms.ok, async (context) => {
    const page = await context.newPage();
    await page.goto(`${portal.origin}/en/supplier/${firms.ok.supplier}/certificate`);
    expect(await axe(page)).toEqual([]);
    const name = (await page.textContent('article h2')) ?? '';
    const [file] = await Promise.all([page.waitForEvent('download'), page.click('a[href$="certificate.pdf"]')]);
    expect(file.suggestedFilename()).toBe(`passerelle-${certificate.credential}.pdf`);
    const { title, pieces } = await readByPdfJs(readFileSync(await file.path()));
    expect(title).toBe(`Supplier certificate – ${name}`);
    expect(pieces.map(({ text }) => text).join(' ')).toContain(name);
  });
}, 60_000);

test('a certificate is verified by its number, its address and its text; a changed one is told apart', async () => {
  await inContext(undefined, async (context) => {
    const page = await context.newPage();
    const verify = async (text: string) => {
      await page.goto(`${portal.origin}/fr/certificates`);
      await page.fill('#certificate', text);
      await page.locator('form#verify button.button').click();
      await page.waitForLoadState();
      return page.textContent('h1');
    };
    expect(await verify(certificate.credential)).toContain('Valable');
    expect(await verify(`${portal.origin}/certificates/${certificate.credential}`)).toContain('Valable');
    expect(await verify(certificate.jwt)).toContain('Valable');
    expect(await axe(page)).toEqual([]);
    const [header, payload = '', signature] = certificate.jwt.split('.');
    const forged = Buffer.from(payload, 'base64url').toString().replace('Osei', 'Osea');
    const text = `${header}.${Buffer.from(forged).toString('base64url')}.${signature}`;
    expect(await verify(text)).toContain('Ne vient pas de nous');
    expect(await verify('bonjour')).toContain('Vérifier un certificat');
    expect(await page.title()).toMatch(/^Erreur/);
    const lost = await page.goto(`${portal.origin}/certificates/crd_${'0'.repeat(26)}`);
    expect(lost?.status()).toBe(404);
    expect(await axe(page)).toEqual([]);
  });
}, 60_000);

test('a request is answered where it points to, and a double click sends one answer', async () => {
  await inContext(firms.ask, async (context) => {
    const page = await context.newPage();
    const hands = pointing(page);
    await page.goto(`${portal.origin}/en/supplier/${firms.ask.submission}`);
    expect(await page.textContent('main')).toContain('The document does not show these shares');
    await hands.press('main a[href*="/documents#slot-ownership"]');
    const { papers } = await oseiCatering(on);
    const paper = papers.find(({ supports }) => supports[0] === 'ownership');
    if (!paper) throw new Error('no paper');
    await page.locator('#file-ownership').setInputFiles({
      name: 'register-page-2.pdf',
      mimeType: paper.mediaType,
      buffer: Buffer.from(paper.bytes),
    });
    await page.locator('#slot-ownership [data-state=accepted]').nth(1).waitFor({ timeout: 30_000 });
    const other = await context.newPage();
    await other.goto(`${portal.origin}/en/supplier/${firms.ask.submission}/attestation`);
    await page.goto(`${portal.origin}/en/supplier/${firms.ask.submission}/check`);
    await page.locator('main form button.button').dblclick();
    await page.waitForURL('**/receipt/2**');
    await other.fill('#role', 'Typed too late');
    await other.locator('form#step button.button').first().click();
    await other.waitForURL('**late=1');
    expect(await other.textContent('main')).toContain('was not added to it');
    // Back, and once more: what was sent stays sent.
    await page.goBack();
    await page.goto(`${portal.origin}/en/supplier/${firms.ask.submission}`);
    expect(await page.locator('main a[href*="/receipt/"]').count()).toBe(2);
  });
}, 90_000);

test('an appeal is sent once, however often it is pressed, and the page says who has it now', async () => {
  await inContext(firms.no, async (context) => {
    const page = await context.newPage();
    await page.goto(`${portal.origin}/en/supplier/${firms.no.submission}`);
    await page.locator('main a[href$="/appeal"]').click();
    await page.fill('#grounds', 'Page 2 was there: see the register.');
    await page.locator('form#appeal button.button').dblclick();
    await page.waitForURL(`**/${firms.no.submission}`);
    const told = await page.textContent('main');
    expect(told).toContain('Appealed');
    expect(await page.locator('.timeline__title', { hasText: 'Appealed' }).count()).toBe(1);
  });
}, 60_000);

test('a copy of everything is asked for with one press and gets ready by itself', async () => {
  await inContext(firms.ok, async (context) => {
    const page = await context.newPage();
    await page.goto(`${portal.origin}/en/supplier/${firms.ok.supplier}/data`);
    await page.locator('main form button').first().click();
    await page.locator('[data-ready]').waitFor({ timeout: 30_000 });
    expect(await axe(page)).toEqual([]);
    const file = await context.request.get(`${portal.origin}${await page.getAttribute('#awaited a', 'href')}`);
    expect((await file.body()).subarray(0, 2).toString()).toBe('PK');
  });
}, 60_000);

test('an account is closed and opened again, each said plainly', async () => {
  await inContext(firms.ok, async (context) => {
    const page = await context.newPage();
    await page.goto(`${portal.origin}/en/supplier/${firms.ok.supplier}/data/close`);
    await page.locator('main form button').dblclick();
    await page.waitForURL('**/data');
    expect(await page.textContent('main')).toContain('It can be undone until');
    expect(await axe(page)).toEqual([]);
    await page.locator('.banner button').click();
    await page.waitForURL('**/data?reopened=1');
    expect(await page.textContent('main')).toContain('The account is open again');
  });
}, 60_000);
