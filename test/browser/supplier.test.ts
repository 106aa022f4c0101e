import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Language } from '#schemas/primitives.ts';
import { type Hands, pointing, typing } from './hands.ts';
import { oseiCatering, type Portal, startPortal } from './network.ts';
import { fillIn, signIn } from './supplier-walk.ts';

const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const on = new Date().toISOString().slice(0, 10);

let portal: Portal;
beforeAll(async () => {
  portal = await startPortal();
}, 240_000);
afterAll(() => portal?.stop());

const open = async (options: BrowserContextOptions = phone): Promise<Page> => {
  const page = await (await portal.browser.newContext(options)).newPage();
  page.setDefaultTimeout(20_000);
  return page;
};

/** Signed in as somebody who has not begun. */
const begin = async (hands: Hands, name: string, language: Language = 'en') =>
  signIn(hands, portal.origin, language, `${name}-${crypto.randomUUID().slice(0, 8)}@example.ca`);

const walk = async (hands: Hands, language: Language, scripts: boolean, onPage?: (name: string) => Promise<void>) => {
  await begin(hands, 'osei', language);
  await fillIn(hands, {
    origin: portal.origin,
    language,
    scripts,
    ...(await oseiCatering(on)),
    ...(onPage && { onPage: (_, name) => onPage(name) }),
  });
  expect(hands.page.url()).toMatch(new RegExp(`/${language}/supplier/sub_\\w+/receipt/1`));
  expect(await hands.page.locator('.hash').count()).toBe(5);
};

/** What axe finds, and what it could not decide, as lines that can be read. */
const axe = async (page: Page): Promise<string[]> => {
  const { violations, incomplete } = await new AxeBuilder({ page }).analyze();
  return [...violations, ...incomplete].map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
};

/** Everything that is typed or ticked in the page's form. */
const typedIn = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLInputElement>('main form :is(input, select, textarea):not([type=hidden])')]
      .filter((one) => one.type !== 'file')
      .map((one) => `${one.id}=${['radio', 'checkbox'].includes(one.type) ? one.checked : one.value}`),
  );

/** Shares are written as each language writes them, dates as the standard does, towns with a capital. */
const plainly = (one: string) =>
  one
    .toLowerCase()
    .replace(',', '.')
    .replace(/(\d{4})-?(\d\d)-?(\d\d)$/, '$1$2$3');

test('a first certification on a phone, in French, in under 60 interactions, with nothing for axe to find', async () => {
  const hands = pointing(await open());
  const found: string[] = [];
  await walk(hands, 'fr', true, async (name) => {
    for (const one of await axe(hands.page)) found.push(`${name}: ${one}`);
  });
  expect(found).toEqual([]);
  expect(hands.interactions()).toBeLessThan(60);
}, 300_000);

test('a first certification without JavaScript', async () => {
  await walk(pointing(await open({ ...phone, javaScriptEnabled: false })), 'en', false);
}, 300_000);

test('a first certification with only the keyboard', async () => {
  await walk(typing(await open({ viewport: { width: 1280, height: 900 } })), 'en', true);
}, 300_000);

test('the language can be switched on every half-filled page, and nothing is lost', async () => {
  const hands = pointing(await open());
  const { page } = hands;
  const switched: string[] = [];
  await walk(hands, 'en', true, async (name) => {
    if (name === 'documents' || name === 'check') return;
    const before = (await typedIn(page)).map(plainly);
    for (const language of ['fr', 'en']) {
      await Promise.all([
        page.waitForURL(`**/${language}/**`),
        page.locator('.frame-header [name=switch-language]').click(),
      ]);
      const after = (await typedIn(page)).map(plainly);
      // A code that was written becomes a commodity that is chosen.
      if (name === 'commodities') expect(await page.locator('input[name=commodities]:checked').count()).toBe(2);
      else expect(after, `${name} in ${language}`).toEqual(before);
    }
    switched.push(name);
  });
  expect(switched.length).toBeGreaterThan(12);
}, 300_000);

const firstPage = async (hands: Hands, name: string) => {
  await begin(hands, name);
  await hands.fill('#name', 'Two Tabs Inc.');
  await hands.press('form#firm button.govuk-button');
};
const go = 'form#step button.govuk-button:not([name])';

test('two tabs: who saves last is told, in plain words, and chooses; nothing is overwritten unseen', async () => {
  const hands = pointing(await open({ ...phone, javaScriptEnabled: false }));
  const { page } = hands;
  await firstPage(hands, 'tabs');
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.fill('#legalName', 'From the other tab');
  await Promise.all([other.waitForNavigation(), other.locator(go).click()]);
  await hands.fill('#legalName', 'From this tab');
  await hands.press(go);
  expect(await page.textContent('main')).toContain('changed meanwhile');
  expect(await page.textContent('.govuk-notification-banner')).toContain('From the other tab');
  expect(await page.inputValue('#legalName')).toBe('From this tab');
  await hands.press(go);
  await page.goBack();
  await page.reload();
  expect(await page.inputValue('#legalName')).toBe('From this tab');
}, 120_000);

test('an invalid answer is kept and shown with its error, first in the summary and in the title', async () => {
  const hands = pointing(await open());
  const { page } = hands;
  await firstPage(hands, 'errors');
  await hands.fill('#businessNumber', '123456783');
  await hands.press(go);
  expect(await page.title()).toMatch(/^Error: /);
  expect(await page.inputValue('#businessNumber')).toBe('123456783');
  expect(await page.textContent('#error-summary a')).toBe(
    (await page.textContent('#businessNumber-error'))?.replace('Error: ', ''),
  );
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('error-summary');
  expect(await axe(page)).toEqual([]);
}, 120_000);

test('a double click makes one firm, and the back button shows what was saved', async () => {
  const hands = pointing(await open());
  const { page } = hands;
  await begin(hands, 'double');
  await hands.fill('#name', 'Double Click Inc.');
  await page.locator('form#firm button.govuk-button').dblclick();
  await page.waitForURL('**/identity');
  await page.goto(`${portal.origin}/en/supplier`);
  expect(await page.locator('main h2').count()).toBe(1);
}, 120_000);

test('a network that is cut in the middle of an upload loses nothing: one press sends the file again', async () => {
  const hands = pointing(await open());
  const { page } = hands;
  await firstPage(hands, 'cut');
  await page.goto(page.url().replace('identity', 'documents'));
  const { papers } = await oseiCatering(on);
  const paper = papers.find(({ supports }) => supports[0] === 'identity');
  if (!paper) throw new Error('no paper');
  let cut = true;
  await page.route(
    (url) => url.origin !== portal.origin,
    (route) => (cut ? route.abort('connectionreset') : route.continue()),
  );
  const file = { name: paper.fileName, mimeType: paper.mediaType, buffer: Buffer.from(paper.bytes) };
  await page.locator('#file-identity').setInputFiles(file);
  const retry = page.locator('#slot-identity .upload__status button');
  await retry.waitFor();
  cut = false;
  await retry.click();
  await page.locator('#slot-identity [data-state=accepted]').waitFor({ timeout: 30_000 });
  expect(await page.locator('#slot-identity [data-state]').count()).toBe(1);
}, 120_000);
