import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { criteriaOf } from '#definitions/rules.ts';
import { listVersions, readDraft, saveDraft } from '#schemas/api/network.ts';
import { dayOf } from '#schemas/calendar.ts';
import { axe } from './axe.ts';
import { crawl } from './crawl.ts';
import { certified } from './firms.ts';
import { type Hands, pointing } from './hands.ts';
import { type Portal, startPortal } from './network.ts';
import { desk, opened, phone } from './screens.ts';
import { enter, staff } from './staff-walk.ts';

const on = dayOf(new Date());

let portal: Portal;
beforeAll(async () => {
  portal = await startPortal();
  await certified(portal, 'osei-catering', on);
}, 240_000);
afterAll(() => portal?.stop());

const toronto = { definition: 'city-of-toronto' };
const versions = async () =>
  (await portal.network.as('sample-isabelle-cote')(listVersions, { params: toronto })).body.versions;
const thresholdOf = (version: Awaited<ReturnType<typeof versions>>[number] | undefined) =>
  version && criteriaOf(version.rule).flatMap((one) => (one.kind === 'ownership' ? [one.bp] : []))[0];
const published = /\/vendors\/definition\?done=published$/;
const send = 'form#change button.button';

const tried = async (hands: Hands, share: string) => {
  await hands.fill('#bp-0', share);
  await hands.press(send);
  await hands.page.waitForSelector('#awaited[data-ready]');
};

/** The names of the criterion, which the form asks for anew: the old ones state the old threshold. */
const name = async (hands: Hands, share: string) => {
  expect(await hands.page.inputValue('#label-fr-owned')).toBe('');
  await hands.fill('#label-fr-owned', `Appartient à au moins ${share} % aux groupes nommés`);
  await hands.fill('#label-en-owned', `Owned at least ${share}% by the groups named`);
};

test('an institution tries a change on a phone, in French, sees what it would mean, and publishes it once', async () => {
  const hands = pointing(await opened(portal, phone));
  const { page } = hands;
  const found: string[] = [];
  const look = async () => void found.push(...(await axe(page)));
  await enter(hands, portal, '/vendors', 'fr', staff.buyer);
  await hands.press('a[href$="/vendors/definition"]');
  await look();
  await hands.press('a[href$="/definition/try"]');
  await look();
  await hands.press(send);
  expect(await page.title()).toMatch(/^Erreur\s:/);
  expect(await page.textContent('#error-summary')).toContain('Changez d’abord quelque chose');
  await hands.fill('#bp-0', 'moitié');
  await hands.press(send);
  expect(await page.inputValue('#bp-0')).toBe('moitié');
  await look();

  await tried(hands, '50,5');
  expect(await page.textContent('main')).toContain('Il est impossible de répondre à cet essai');
  expect(await versions()).toHaveLength(1);
  await look();
  await hands.press('a[href*="/try?from="]');
  expect(await page.inputValue('#bp-0')).toBe('50,5');
  await page.locator('details summary').nth(1).click();
  for (const group of ['women', 'racialized', 'black'])
    await page.locator(`#list-0-${group}, #list-0[value=${group}]`).first().uncheck();
  await tried(hands, '60');
  const told = (await page.textContent('main')) ?? '';
  expect(told.replaceAll(/\s/g, ' ')).toContain('au moins 60 %');
  expect(told).toContain('Aucune statistique publique');
  await look();

  await hands.fill('#from', '2020-01-01');
  await hands.press('form#publish button.button');
  expect(await page.locator('#error-summary a').count()).toBe(5);
  await look();
  await hands.fill('#from', on);
  // A number that is not the rule's is refused, with what the rule asks.
  await name(hands, '51');
  await hands.fill('#text-fr', 'Résolution d’essai');
  await hands.fill('#text-en', 'Trial resolution');
  await hands.press('form#publish button.button');
  expect((await page.textContent('#error-summary'))?.replaceAll(/\s/g, ' ')).toContain(
    'la règle demande au moins 60 %',
  );
  await look();
  await hands.fill('#label-fr-owned', 'Appartient à au moins 60 % aux groupes nommés');
  await hands.fill('#label-en-owned', 'Owned by the groups named');
  await hands.fill('#text-fr', 'Résolution d’essai');
  await hands.fill('#text-en', 'Trial resolution');
  await page.locator('form#publish button.button').dblclick();
  await page.waitForURL(published);
  const all = await versions();
  expect(all.map(({ version }) => version)).toEqual([2, 1]);
  expect(thresholdOf(all[0])).toBe(6000);
  expect(all[0]?.source).toEqual({ status: 'institution', text: { fr: 'Résolution d’essai', en: 'Trial resolution' } });
  expect(await page.textContent('main')).toContain('La nouvelle version est publiée');
  await look();
  expect(found).toEqual([]);
}, 180_000);

test('without JavaScript, in English, a change is followed by its link; pressed twice at once and once more later, it is published once', async () => {
  const hands = pointing(await opened(portal, { ...desk, javaScriptEnabled: false }));
  const { page } = hands;
  await enter(hands, portal, '/vendors', 'en', staff.buyer);
  await hands.press('a[href$="/vendors/definition"]');
  await hands.press('a[href$="/definition/try"]');
  await hands.fill('#bp-0', '40.5');
  await hands.press(send);
  await vi.waitFor(
    async () => {
      const look = page.locator('#awaited a[href*="/trials/"]');
      if (await look.count()) await hands.press('#awaited a[href*="/trials/"]');
      expect(await page.locator('#awaited[data-ready]').count()).toBe(1);
    },
    { timeout: 30_000, interval: 500 },
  );
  await name(hands, '40,5');
  await hands.fill('#text-fr', 'Politique 7');
  await hands.fill('#text-en', 'Policy 7');
  const before = (await versions()).length;
  const form = await page.evaluate(() =>
    Object.fromEntries(
      [...new FormData(document.querySelector<HTMLFormElement>('#publish') ?? undefined)].map(([name, value]) => [
        name,
        String(value),
      ]),
    ),
  );
  const press = async () => (await page.request.post(page.url(), { form, headers: { origin: portal.origin } })).url();
  expect(await Promise.all([press(), press()])).toEqual([
    expect.stringMatching(published),
    expect.stringMatching(published),
  ]);
  // And once more, from a page that somebody went back to.
  expect(await press()).toMatch(published);
  const all = await versions();
  expect(all).toHaveLength(before + 1);
  expect(thresholdOf(all[0])).toBe(4050);
  await expect(portal.network.as('sample-isabelle-cote')(readDraft, { params: toronto })).rejects.toThrow();
}, 120_000);

test('while vendors are being judged, the page counts on by itself', async () => {
  const page = await opened(portal, phone);
  const script = readdirSync('.build/web').find((file) => /^await-.*\.js$/.test(file));
  const states = ['1', '2', '2', ' data-ready'];
  await page.route('http://waiting.test/**', (route) => {
    if (route.request().url().endsWith('.js')) return route.fulfill({ path: `.build/web/${script}` });
    const state = states.length > 1 ? states.shift() : states[0];
    const ready = state === ' data-ready';
    const body = `<div id="awaited"${ready ? state : ''}>${ready ? 'all' : `<p data-progress>${state}</p>`}</div>`;
    return route.fulfill({ contentType: 'text/html', body: `${body}<script type="module" src="/await.js"></script>` });
  });
  await page.goto('http://waiting.test/');
  expect(await page.textContent('#awaited')).toBe('1');
  await page.waitForFunction(() => document.querySelector('[data-progress]')?.textContent === '2');
  await page.waitForFunction(() => document.querySelector('#awaited')?.textContent === 'all');
}, 30_000);

test('a draft that somebody saves meanwhile is not overwritten unseen', async () => {
  const hands = pointing(await opened(portal, desk));
  const { page } = hands;
  await enter(hands, portal, '/vendors/definition/try', 'en', staff.buyer);
  await tried(hands, '45');
  const operator = portal.network.as('sample-isabelle-cote');
  const [newest] = await versions();
  const { institution, label, effective, source, rule } = newest!;
  const body = { institution, label: { ...label, en: 'By the network' }, effective, source, rule };
  await operator(saveDraft, { params: toronto, body, ifMatch: 0 });
  await name(hands, '45');
  await hands.fill('#text-fr', 'Politique 8');
  await hands.fill('#text-en', 'Still here');
  await hands.press('form#publish button.button');
  expect(await page.textContent('#error-summary')).toContain('The draft that waits to be published: it has changed');
  expect(await page.inputValue('#text-en')).toBe('Still here');
  expect((await operator(readDraft, { params: toronto })).body.label.en).toBe('By the network');
  expect(await axe(page)).toEqual([]);
  await hands.tick('input[name=choose-draft][value=mine]');
  await hands.press('form#publish button.button');
  expect(page.url()).toContain('done=published');
  expect(thresholdOf((await versions())[0])).toBe(4500);
}, 120_000);

test('on the page of a trial axe finds nothing, nothing is wider than the screen, and a half-filled form survives the other language', async () => {
  const page = await opened(portal, phone);
  await enter(pointing(page), portal, '/vendors', 'en', staff.buyer);
  const from = ['/vendors/definition'];
  const under = '/vendors/definition/trials';
  const seen = await crawl({ context: page.context(), origin: portal.origin, from, under, flips: true });
  expect(seen.flatMap(({ path, problems }) => problems.map((problem) => `${path}: ${problem}`))).toEqual([]);
  expect(seen.filter(({ path }) => path.includes('/trials/')).length).toBeGreaterThan(0);
}, 120_000);
