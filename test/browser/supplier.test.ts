import { randomBytes } from 'node:crypto';
import type { BrowserContextOptions } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayOf } from '#schemas/calendar.ts';
import type { Language } from '#schemas/primitives.ts';
import { axe } from './axe.ts';
import { approveCase } from './firms.ts';
import { type Hands, pointing, typing } from './hands.ts';
import { ateliersBoreal, oseiCatering, type Portal, startPortal } from './network.ts';
import { opened, phone } from './screens.ts';
import { fillIn, goOn, signIn } from './supplier-walk.ts';

const on = dayOf(new Date());

let portal: Portal;
beforeAll(async () => {
  portal = await startPortal();
}, 240_000);
afterAll(() => portal?.stop());

const open = (options: BrowserContextOptions = phone) => opened(portal, options);

/** Signed in as somebody who has not begun. */
const begin = async (hands: Hands, name: string, language: Language = 'en'): Promise<string> => {
  const email = `${name}-${crypto.randomUUID().slice(0, 8)}@example.ca`;
  await signIn(hands, portal.origin, language, email);
  return email;
};

const walk = async (hands: Hands, language: Language, scripts: boolean, onPage?: (name: string) => Promise<void>) => {
  await begin(hands, 'osei', language);
  await fillIn(hands, {
    origin: portal.origin,
    language,
    scripts,
    ...(await oseiCatering(on)),
    ...(onPage && { onPage: (_, name) => onPage(name) }),
  });
  const submission = /\/supplier\/(sub_\w+)\/receipt\/1/.exec(hands.page.url())?.[1] as `sub_${string}`;
  expect(hands.page.url()).toContain(`/${language}/`);
  expect(await hands.page.locator('.hash').count()).toBe(5);
  const hashes = await hands.page.locator('.hash').allTextContents();
  const kept = await (await hands.page.request.get(hands.page.url().replace(/\?.*/, '.txt'))).text();
  expect(hashes.filter((hash) => !kept.includes(hash))).toEqual([]);
  expect(await hands.page.locator('[data-print]').isVisible()).toBe(scripts);
  return submission;
};

/** The whole way: from nothing to a receipt, and from the decision to the certificate and the consents. */
const journey = async (
  hands: Hands,
  language: Language,
  scripts: boolean,
  onPage?: (name: string) => Promise<void>,
) => {
  const submission = await walk(hands, language, scripts, onPage);
  const interactions = hands.interactions();
  await approveCase(portal, submission);
  const told = { origin: portal.origin, language, ...(onPage && { onPage: (_: Hands, name: string) => onPage(name) }) };
  const consents = await goOn(hands, told, submission);
  expect(consents.after).toBe(consents.before + 1);
  expect(consents.undone).toBe(consents.before);
  return interactions;
};

/** Looked at while they are still empty; filled in, every page is among those of the site. */
const emptyPages = new Set(['new', 'identity', 'owners', 'documents']);

test('from nothing to the certificate on a phone, in French, in under 60 interactions', async () => {
  const hands = pointing(await open());
  const found: string[] = [];
  const interactions = await journey(hands, 'fr', true, async (name) => {
    if (emptyPages.has(name)) for (const one of await axe(hands.page)) found.push(`${name}: ${one}`);
  });
  expect(found).toEqual([]);
  expect(interactions).toBeLessThan(60);
}, 300_000);

test('from nothing to the certificate without JavaScript', async () => {
  await journey(pointing(await open({ ...phone, javaScriptEnabled: false })), 'en', false);
}, 300_000);

test('from nothing to the certificate with only the keyboard', async () => {
  await journey(typing(await open({ viewport: { width: 1280, height: 900 } })), 'en', true);
}, 300_000);

test.each([
  ['fr', true],
  ['en', false],
] as const)(
  'a non-profit says that nobody owns it and who governs it, and is received (%s, scripts: %s)',
  async (language, scripts) => {
    const hands = pointing(await open({ ...phone, javaScriptEnabled: scripts }));
    const found: string[] = [];
    await begin(hands, 'boreal', language);
    await fillIn(hands, {
      ...{ origin: portal.origin, language, scripts },
      ...(await ateliersBoreal(on)),
      onPage: async ({ page }, name) => {
        // axe runs in the page, and needs its scripts.
        if (scripts && ['owners', 'governance', 'check'].includes(name))
          for (const one of await axe(page)) found.push(`${name}: ${one}`);
        if (name !== 'check') return;
        const told = (await page.textContent('main'))?.replaceAll(/\s+/g, ' ');
        expect(told).toContain({ fr: 'Un conseil d’administration', en: 'A board of directors' }[language]);
        expect(await page.locator('#error-summary').count()).toBe(0);
      },
    });
    expect(hands.page.url()).toMatch(new RegExp(`/${language}/supplier/sub_\\w+/receipt/1`));
    expect(found).toEqual([]);
  },
  120_000,
);

const firstPage = async (hands: Hands, name: string) => {
  const email = await begin(hands, name);
  await hands.fill('#name', 'Two Tabs Inc.');
  await hands.press('form#firm button.button');
  return email;
};
const go = 'form#step button.button:not([name])';

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
  expect(await page.textContent('main')).toContain('changed in the meantime');
  expect(await page.textContent('form#step .note')).toContain('From the other tab');
  expect(await page.inputValue('#legalName')).toBe('From this tab');
  // Pressed again without a choice, it asks again.
  await hands.press(go);
  expect(await page.textContent('form#step .note')).toContain('From the other tab');
  await hands.tick('input[name="choose-identity.legalName"][value=mine]');
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

test('a double click makes one firm, and so does starting again after the back button', async () => {
  const hands = pointing(await open());
  const { page } = hands;
  await begin(hands, 'double');
  await hands.fill('#name', 'Double Click Inc.');
  await page.locator('form#firm button.button').dblclick();
  await page.waitForURL('**/identity');
  // Back is the list with the firm on it, not the form that made it.
  await page.goBack();
  expect(await page.textContent('main')).toContain('Double Click Inc.');
  await page.goto(`${portal.origin}/en/supplier/new`);
  await hands.fill('#name', 'Double Click Inc.');
  await hands.press('form#firm button.button');
  expect(page.url()).toContain('/identity');
  await page.goto(`${portal.origin}/en/supplier`);
  expect(await page.locator('main h2').count()).toBe(1);
}, 120_000);

test('a network that is cut in the middle of an upload loses nothing: one press sends the file again', async () => {
  const hands = pointing(await open());
  const { page } = hands;
  await firstPage(hands, 'cut');
  await page.goto(page.url().replace('identity', 'documents'));
  const client = await page.context().newCDPSession(page);
  const network = (offline: boolean, bytesPerSecond: number) =>
    client.send('Network.emulateNetworkConditions', {
      ...{ offline, latency: 0, downloadThroughput: -1, uploadThroughput: bytesPerSecond },
    });
  await network(false, 100_000);
  await page.locator('#file-identity').setInputFiles(await largePhoto());
  // Part of it is on its way, the rest is not.
  const sent = () => page.locator('#slot-identity progress').evaluate((bar: HTMLProgressElement) => bar.value);
  await expect.poll(sent, { interval: 20 }).toBeGreaterThan(0.1);
  expect(await sent()).toBeLessThan(1);
  await network(true, 100_000);
  const retry = page.locator('#slot-identity .upload__status button');
  await retry.waitFor();
  await network(false, -1);
  await retry.click();
  await page.locator('#slot-identity [data-state=accepted]').waitFor({ timeout: 30_000 });
  expect(await page.locator('#slot-identity [data-state]').count()).toBe(1);
}, 120_000);

test('a session that is gone in the middle of a page: what was typed is still there and can be sent again', async () => {
  const hands = pointing(await open());
  const { page } = hands;
  const email = await firstPage(hands, 'gone');
  await page.fill('#legalName', 'Typed before the session was gone');
  await page.context().clearCookies({ name: 'session' });
  await hands.press(go);
  expect(await page.textContent('main')).toContain('is kept on this page');
  const tab = await page.context().newPage();
  await signIn(pointing(tab), portal.origin, 'en', email);
  await tab.close();
  await hands.press('main form button');
  await page.goto(page.url().replace(/contact.*/, 'identity'));
  expect(await page.inputValue('#legalName')).toBe('Typed before the session was gone');
}, 120_000);

/** A photograph of half a megabyte that nothing can make smaller. */
const largePhoto = async () => {
  const [width, height] = [500, 400];
  const raw = randomBytes(width * height * 3);
  const buffer = await sharp(raw, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
  return { name: 'statuts.png', mimeType: 'image/png', buffer };
};

const identityPaper = async () => {
  const { papers } = await oseiCatering(on);
  const paper = papers.find(({ supports }) => supports[0] === 'identity');
  if (!paper) throw new Error('no paper');
  return { name: paper.fileName, mimeType: paper.mediaType, buffer: Buffer.from(paper.bytes) };
};

test('a session that is gone when a file is sent is said, and the file is sent from the same page afterwards', async () => {
  const hands = pointing(await open());
  const { page } = hands;
  const email = await firstPage(hands, 'filegone');
  await page.goto(page.url().replace('identity', 'documents'));
  await page.context().clearCookies({ name: 'session' });
  await page.locator('#file-identity').setInputFiles(await identityPaper());
  const status = page.locator('#slot-identity .upload__status');
  await status.locator('button').waitFor();
  expect(await status.textContent()).toContain('You were signed out');
  const tab = await page.context().newPage();
  await signIn(pointing(tab), portal.origin, 'en', email);
  await tab.close();
  await status.locator('button').click();
  await page.locator('#slot-identity [data-state=accepted]').waitFor({ timeout: 30_000 });
}, 120_000);

test('whoever works with the keyboard stays where they are while files are being checked', async () => {
  const hands = typing(await open({ viewport: { width: 1280, height: 900 } }));
  const { page } = hands;
  await firstPage(hands, 'focus');
  await page.goto(page.url().replace('identity', 'documents'));
  await hands.upload('#file-identity', await identityPaper());
  await page.locator('#slot-identity [data-state]').first().waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('file-identity');
  await page.keyboard.press('Shift+Tab');
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim());
  expect(await focused()).toMatch(/^Remove/);
  await page.locator('#slot-identity [data-state=accepted]').waitFor({ timeout: 30_000 });
  expect(await focused()).toMatch(/^Remove/);
}, 120_000);

test('somebody invited accepts with one press, and does what their role allows', async () => {
  const owner = pointing(await open());
  await firstPage(owner, 'owner');
  await owner.page.goto(`${portal.origin}/en/supplier`);
  await owner.press('main a[href$="/people"]');
  await owner.press('main a.button');
  await owner.fill('#name', 'Luc');
  await owner.tick('input[name=role][value=editor]');
  await owner.page.locator('form#invite button.button').dblclick();
  await owner.page.waitForURL('**/people/invited');
  const link = (await owner.page.locator('.hash').textContent()) ?? '';
  expect(decodeURIComponent((await owner.page.getAttribute('main a.button', 'href')) ?? '')).toContain(link);
  const list = await owner.page.context().newPage();
  await list.goto(owner.page.url().replace('/invited', ''));
  expect(await list.locator('form[action*="/invitations/"]').count()).toBe(1);
  const luc = pointing(await open());
  await begin(luc, 'luc');
  await luc.page.goto(link);
  await luc.press('main form button');
  expect(await luc.page.textContent('main')).toContain('You now act for this firm');
  await luc.press('main a[href$="/consents"]');
  expect(await luc.page.textContent('main')).toContain('Only an owner can change this');
  await luc.page.goto(link);
  await luc.press('main form button');
  expect(await luc.page.textContent('h1')).toBe('This invitation no longer works');
  await owner.page.goto(owner.page.url().replace('invited', ''));
  expect(await owner.page.textContent('main')).toContain('Luc');
}, 120_000);

test.each([
  ['en', 'The first click made the invitation'],
  ['fr', 'Le premier clic a préparé l’invitation'],
] as const)(
  'an invitation sent twice without JavaScript, in %s, is made once; what it is about can be changed and sent again',
  async (language, told) => {
    const hands = pointing(await open({ ...phone, javaScriptEnabled: false }));
    const { page } = hands;
    await begin(hands, 'inviting', language);
    await hands.fill('#name', 'Inviting Inc.');
    await hands.press('form#firm button.button');
    await page.goto(`${portal.origin}/${language}/supplier`);
    await hands.press('main a[href$="/people"]');
    const people = page.url();
    await hands.press('main a.button');
    const key = await page.inputValue('#invite input[name=key]');
    const link = () => page.locator('.hash').textContent();
    const invitations = async () => {
      await page.goto(people);
      return page.locator('form[action$="/withdraw"]').count();
    };
    const fill = async (name: string, email = '') => {
      await hands.fill('#name', name);
      await hands.fill('#email', email);
      await hands.tick('input[name=role][value=editor]');
    };
    /** As a browser sends a form once more that it has kept. */
    const sendAgain = async (name: string, email?: string) => {
      await page.goto(`${people}/invite`);
      await page.locator('#invite input[name=key]').evaluate((input: HTMLInputElement, same) => {
        input.value = same;
      }, key);
      await fill(name, email);
      await hands.press('form#invite button.button');
    };
    await fill('Luc');
    await page.locator('form#invite button.button').dblclick();
    await page.waitForURL(/people\/invited|made=twice/);
    expect(await invitations()).toBe(1);

    // Where the first click left its link, the second shows it; where not, it says so.
    await sendAgain('Zoé');
    const first = await link();
    await sendAgain('Zoé', 'zoe@example.ca');
    expect(await link()).toBe(first);
    expect(await page.getAttribute('main a.button', 'href')).toMatch(/^mailto:zoe%40example\.ca/);
    await page.context().clearCookies({ name: 'invited' });
    await sendAgain('Zoé');
    expect(page.url()).toContain('made=twice');
    expect(await page.textContent('.banner')).toContain(told);
    expect(await invitations()).toBe(2);
  },
  120_000,
);
