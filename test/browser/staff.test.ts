import { readFileSync } from 'node:fs';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { listPeople } from '#schemas/api/people.ts';
import { readCase } from '#schemas/api/review.ts';
import { axe } from './axe.ts';
import { type Hands, pointing, typing } from './hands.ts';
import { type Portal, startPortal } from './network.ts';
import { desk, opened, phone } from './screens.ts';
import { arrived, enter, signInBeside, staff } from './staff-walk.ts';

let portal: Portal;
let fontaine: string;
let raman: string;
let cedar: string;
let tran: string;
beforeAll(async () => {
  portal = await startPortal();
  [fontaine = '', raman = '', cedar = '', tran = ''] = await Promise.all([
    arrived(portal, 'atelier-fontaine'),
    arrived(portal, 'raman-print'),
    arrived(portal, 'cedar-river'),
    arrived(portal, 'tran-translations'),
    arrived(portal, 'osei-catering', true),
  ]);
}, 240_000);
afterAll(() => portal?.stop());

const open = (options: BrowserContextOptions) => opened(portal, options);
const stateOf = async (submission: string): Promise<string> => {
  const params = { submission: submission as `sub_${string}` };
  return (await portal.network.as('sample-sylvie-arsenault')(readCase, { params })).body.state;
};
const outcomesOf = (page: Page) =>
  page.evaluate(() => [
    ...new Set([...document.querySelectorAll<HTMLInputElement>('[name^=outcome-]')].map(({ name }) => name)),
  ]);
const findAllMet = async (hands: Hands) => {
  for (const name of await outcomesOf(hands.page)) await hands.tick(`input[name="${name}"][value=met]`);
};
const confirm = 'form#decide button.button:not([name])';

test('a whole case on a phone, in French: documents beside the lines, what the supplier will read, a decision', async () => {
  const hands = pointing(await open(phone));
  const { page } = hands;
  const found: string[] = [];
  const look = async () => void found.push(...(await axe(page)));
  await enter(hands, portal, '/cases', 'fr', staff.verifier);
  await look();
  await hands.press(`a[href$="/cases/${fontaine}"]`);
  await look();
  await hands.press('#claim button');
  await hands.press('[data-document]');
  expect(await page.locator('.viewer__page').evaluate((image: HTMLImageElement) => image.decode())).toBeUndefined();
  expect(await page.textContent('.viewer__text')).toContain('Statuts constitutifs');
  await look();

  await findAllMet(hands);
  await hands.tick('input[name=outcome-identity][value=more-information]');
  await hands.press('#case .actions [value=request]');
  expect(await page.title()).toMatch(/^Erreur\s:/);
  await look();
  await hands.select('select[name=reason-identity]', 'names-differ');
  await hands.press('#case .actions [value=request]');
  expect(await page.textContent('.letter')).toContain('Le nom sur le document diffère');
  await look();

  await hands.press('.back');
  await hands.press('main .actions a[href$="/conflict"]');
  await look();
  await hands.press('.back');
  await hands.tick('input[name=outcome-identity][value=met]');
  await hands.press('#case .actions [value=approved]');
  await look();
  await hands.press(confirm);
  expect(page.url()).toContain('done=approved');
  expect(found).toEqual([]);
  expect(await stateOf(fontaine)).toBe('approved');
}, 120_000);

test('a whole case without JavaScript: exactly what is missing is asked, in the supplier’s language', async () => {
  const hands = pointing(await open({ ...desk, javaScriptEnabled: false }));
  const { page } = hands;
  await enter(hands, portal, '/cases', 'fr', staff.verifier);
  await hands.press(`a[href$="/cases/${raman}"]`);
  await hands.press('#claim button');
  await hands.press('[data-document]');
  expect(await page.getAttribute('.viewer__page', 'src')).toMatch(/^http/);
  await findAllMet(hands);
  await page.locator('#line-ownership summary').click();
  await hands.tick('input[name=outcome-ownership][value=more-information]');
  await hands.fill('textarea[name=note-ownership]', 'The register ends in 2024.');
  await hands.press('#case .actions [value=request]');
  expect(await page.getAttribute('.letter', 'lang')).toBe('en');
  expect(await page.textContent('.letter')).toContain('The register ends in 2024.');
  await hands.press(confirm);
  expect(page.url()).toContain('done=requested');
  expect(await stateOf(raman)).toBe('information-requested');
}, 120_000);

test('a whole case with only the keyboard, by its shortcuts; then a second reader, in English, on a phone', async () => {
  const hands = typing(await open(desk));
  const { page } = hands;
  const key = (one: string) => Promise.all([page.waitForNavigation(), page.keyboard.press(one)]);
  await enter(hands, portal, '/cases', 'en', staff.verifier);
  await hands.press(`a[href$="/cases/${cedar}"]`);
  await page.keyboard.press('?');
  expect(await page.locator('#keys dl').isVisible()).toBe(true);
  await page.keyboard.press('?');
  await key('c');
  const lines = await page.locator('[data-line]').count();
  for (let line = 0; line < lines; line++) {
    await page.keyboard.press('j');
    await page.keyboard.press('1');
  }
  expect(await page.locator('input[value=met]:checked').count()).toBe(lines);
  await key('d');
  expect(page.url()).toContain('document=');
  await key('s');
  expect(await page.textContent('main')).toContain(`Lines looked at: ${lines} of ${lines}.`);
  await key('a');
  await hands.press(confirm);
  expect(page.url()).toContain('done=second-reading');

  const second = pointing(await open(phone));
  await enter(second, portal, `/cases/${cedar}`, 'en', staff.otherVerifier);
  await second.press('#claim button');
  await second.press(`a[href$="/second"]`);
  expect(await axe(second.page)).toEqual([]);
  await second.tick('input[name=agrees][value=yes]');
  await second.press(confirm);
  expect(second.page.url()).toContain('done=approved');
}, 120_000);

test('a verifier in two tabs, signed out in the middle, clicking twice and going back: nothing is lost, nothing done twice', async () => {
  const hands = pointing(await open(phone));
  const { page } = hands;
  await enter(hands, portal, `/cases/${tran}`, 'en', staff.verifier);
  await hands.press('#claim button');
  const other = pointing(await page.context().newPage());
  await other.page.goto(page.url());
  await hands.tick('input[name=outcome-identity][value=met]');
  await hands.press('#case .actions button:not([name])');
  // The older page: what it left alone stays as the other tab saved it, and what both said is named.
  await other.tick('input[name=outcome-attestation][value=met]');
  await other.press('#case .actions button:not([name])');
  expect(await other.page.isChecked('input[name=outcome-identity][value=met]')).toBe(true);
  expect(await other.page.isChecked('input[name=outcome-attestation][value=met]')).toBe(true);
  const third = pointing(await page.context().newPage());
  await third.page.goto(`${portal.origin}/en/cases/${tran}`);
  await other.page.locator('#line-identity summary').click();
  await other.fill('textarea[name=note-identity]', 'Read on the register.');
  await other.press('#case .actions button:not([name])');
  await third.page.locator('#line-identity summary').click();
  await third.fill('textarea[name=note-identity]', 'Read on the articles.');
  await third.press('#case .actions button:not([name])');
  expect(await third.page.textContent('#error-summary a')).toContain('changed in the meantime');
  expect(await third.page.textContent('#line-identity')).toMatch(/Read on the register\..*Read on the articles\./s);
  expect(await axe(third.page)).toEqual([]);
  await third.tick('input[name=choose-identity][value=kept]');
  await third.press('#case .actions button:not([name])');
  expect(await third.page.inputValue('textarea[name=note-identity]')).toBe('Read on the register.');
  await third.page.close();
  await other.page.close();

  await page.goto(`${portal.origin}/en/cases/${tran}`);
  await page.locator('#line-ownership summary').click();
  await hands.fill('textarea[name=note-ownership]', 'Written before anything was decided.');
  await hands.press('#case .actions button:not([name])');
  expect(await page.title()).toMatch(/^Error: /);
  expect(await page.inputValue('textarea[name=note-ownership]')).toBe('Written before anything was decided.');
  await page.context().clearCookies({ name: 'session' });
  await hands.tick('input[name=outcome-ownership][value=met]');
  await hands.press('#case .actions button:not([name])');
  expect(await page.textContent('main')).toContain('is kept on this page');
  await signInBeside(hands, portal, '/cases', staff.verifier);
  await hands.press('main form button');
  await page.goto(`${portal.origin}/en/cases/${tran}`);
  expect(await page.isChecked('input[name=outcome-identity][value=met]')).toBe(true);
  expect(await page.isChecked('input[name=outcome-ownership][value=met]')).toBe(true);
  expect(await page.inputValue('textarea[name=note-ownership]')).toBe('Written before anything was decided.');

  await findAllMet(hands);
  await hands.press('#case .actions [value=approved]');
  await page.locator(confirm).dblclick();
  await page.waitForURL('**/cases?done=*');
  expect(await page.textContent('.banner')).toMatch(/approved|second reader/);
  // Back is the case as it stands now: nothing is left to press.
  await page.goBack();
  expect(page.url()).toMatch(new RegExp(`/cases/${tran}$`));
  expect(await page.locator('#decide, #case').count()).toBe(0);
}, 120_000);

/** Finds who can quote, reads why, and saves both files. */
const download = async (hands: Hands, language: 'fr' | 'en') => {
  const { page } = hands;
  await enter(hands, portal, '/vendors', language, staff.buyer);
  const files: Buffer[] = [];
  for (const format of ['csv', 'xlsx']) {
    const [file] = await Promise.all([page.waitForEvent('download'), hands.follow(`a[href$="/download/${format}"]`)]);
    expect(file.suggestedFilename()).toMatch(new RegExp(`city-of-toronto.*\\.${format}$`));
    files.push(readFileSync(await file.path()));
  }
  expect(files[0]?.toString('utf8')).toContain('Osei Catering');
  expect(files[1]?.subarray(0, 2).toString()).toBe('PK');
  await hands.fill('#words', '90101600');
  await hands.press('form.filters button');
  expect(await page.locator('tbody tr').count()).toBe(1);
  await hands.press('tbody a');
  expect(await page.textContent('h1')).toContain('Osei Catering');
};
test('an institution on a phone, in French: who can quote, why, both files, and its endpoint with a secret that is shown once', async () => {
  const hands = pointing(await open(phone));
  const { page } = hands;
  const found: string[] = [];
  const look = async () => void found.push(...(await axe(page)));
  await vi.waitFor(async () => {
    await enter(hands, portal, '/vendors', 'fr', staff.buyer);
    expect(await page.textContent('main')).toContain('Osei');
  }, 20_000);
  await look();
  await page.context().clearCookies();
  await download(hands, 'fr');
  expect(await page.textContent('main')).toContain('Brampton (Ontario)');
  await look();
  const at = (path: string) => page.goto(`${portal.origin}/fr/vendors${path}`);
  await at('/delivery');
  await look();
  await at('/delivery/endpoint');
  await look();
  await hands.fill('#url', 'https://hooks.example.org/passerelle');
  await hands.fill('#contact', 'systemes@example.org');
  await hands.press('form#endpoint button.button');
  const secret = await page.textContent('code.hash');
  expect(secret).toMatch(/^whsec_/);
  await look();
  await hands.press('main a.button');
  expect(await page.textContent('main')).not.toContain(secret);
  await look();
  await hands.press('form[action$="/rotate"] button');
  expect(await page.textContent('code.hash')).not.toBe(secret);
  expect(found).toEqual([]);
}, 120_000);

test('an institution’s download without JavaScript, in English', async () => {
  const hands = pointing(await open({ ...desk, javaScriptEnabled: false }));
  await download(hands, 'en');
}, 120_000);

test('an institution’s download with only the keyboard', async () => {
  const hands = typing(await open(desk));
  await download(hands, 'en');
}, 120_000);

test('an institution signed out in the middle, in two tabs, and clicking twice: what is typed stays, and each secret is seen', async () => {
  const hands = pointing(await open(phone));
  const { page } = hands;
  const secret = () => page.textContent('code.hash');
  await enter(hands, portal, '/vendors/delivery/endpoint', 'en', staff.otherBuyer);
  const other = pointing(await page.context().newPage());
  await other.page.goto(page.url());
  await hands.fill('#url', 'https://hooks.example.org/deux-ponts');
  await page.context().clearCookies({ name: 'session' });
  await hands.press('form#endpoint button.button');
  expect(await page.textContent('main')).toContain('is kept on this page');
  await signInBeside(hands, portal, '/vendors', staff.otherBuyer);
  await hands.press('main form button');
  expect(await page.inputValue('#url')).toBe('https://hooks.example.org/deux-ponts');
  await page.goto(`${portal.origin}/en/vendors/delivery/endpoint`);
  await hands.fill('#url', 'https://hooks.example.org/deux-ponts');
  await hands.fill('#contact', 'systemes@example.org');
  await page.locator('form#endpoint button.button').dblclick();
  await page.locator('code.hash').waitFor();
  expect(await secret()).toMatch(/^whsec_/);

  await other.fill('#url', 'https://hooks.example.org/other');
  await other.fill('#contact', 'other@example.org');
  await other.press('form#endpoint button.button');
  expect(await other.page.title()).toMatch(/^Error: /);
  expect(await other.page.inputValue('#url')).toBe('https://hooks.example.org/other');
  await page.goBack();
  expect(await page.textContent('h1')).toBe('Change the endpoint');
  expect(await page.inputValue('#url')).toBe('https://hooks.example.org/deux-ponts');

  await page.goto(`${portal.origin}/en/vendors/delivery`);
  const sent: string[] = [];
  page.on('request', (request) => sent.push(`${request.method()} ${new URL(request.url()).pathname}`));
  await page.locator('form[action$="/rotate"] button').dblclick();
  await page.locator('code.hash', { hasText: 'whsec_' }).waitFor();
  expect(sent.filter((one) => one.startsWith('POST'))).toEqual(['POST /en/vendors/delivery/rotate']);
}, 120_000);

test('an operator on a phone: service levels, how institutions connect, who has which role, and the proof of what was done', async () => {
  const hands = pointing(await open(phone));
  const { page } = hands;
  const found: string[] = [];
  const look = async () => void found.push(...(await axe(page)));
  await enter(hands, portal, '/network', 'fr', staff.operator);
  expect(await page.locator('.bars').count()).toBeGreaterThan(2);
  expect(await page.textContent('.columns__legend')).toMatch(/Approuvées\D+[1-9]/);
  await look();
  await hands.press('a[href$="/network/institutions"]');
  await look();
  await hands.press('a[href$="/network/institutions/city-of-brampton"]');
  await look();
  await hands.tick('input[name=level][value="1"]');
  await hands.fill('#digest', '');
  await hands.press('form#connection button.button');
  expect(await page.title()).toMatch(/^Erreur\s:/);
  await hands.fill('#digest', 'achats@example.org');
  await hands.press('form#connection button.button');
  expect(page.url()).toContain('done=saved');

  await hands.press('a[href$="/network/people"]');
  await look();
  await hands.fill('#email', 'harold.whitcombe@example.ca');
  await hands.tick('input[name=role][value=verifier]');
  await hands.press('form#give button.button');
  expect(page.url()).toContain('done=given');
  const verifiers = async () =>
    (await portal.network.as('sample-isabelle-cote')(listPeople, { query: { role: 'verifier' } })).body.people;
  await vi.waitFor(
    async () => expect((await verifiers()).map(({ name }) => name)).toContain('Harold Whitcombe'),
    20_000,
  );
  await page.reload();
  await hands.press('form[action*="harold"] button');
  await vi.waitFor(async () => expect(await verifiers()).toHaveLength(3), 20_000);

  await hands.press('a[href$="/network/audit"]');
  await look();
  await hands.press('tbody th a');
  await look();
  expect(found).toEqual([]);
}, 120_000);

test('the help can be searched, and says how in both languages', async () => {
  const hands = pointing(await open({ ...phone, javaScriptEnabled: false }));
  const { page } = hands;
  for (const [language, asked, answer] of [
    ['fr', 'signature', 'intégration'],
    ['en', 'second reader', 'verifier'],
  ] as const) {
    await page.goto(`${portal.origin}/${language}/help`);
    await hands.fill('#q', asked);
    await hands.press('main search button');
    expect((await page.textContent('main section'))?.toLowerCase()).toContain(answer);
    await hands.press('main section a');
    expect(await page.locator('main h2').count()).toBeGreaterThan(2);
  }
}, 60_000);
