import type { BrowserContext, Locator, Page } from 'playwright-core';
import { axe } from './axe.ts';
import { layoutFaults } from './layout.ts';
import { returnInEveryField, wrongDefaults } from './return-key.ts';
import { desk, phone } from './screens.ts';

/** Everything that is typed or ticked in the page's form. */
const typedIn = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLInputElement>('main form :is(input, select, textarea):not([type=hidden])')]
      .filter((one) => one.type !== 'file')
      .map((one) => `${one.id}=${['radio', 'checkbox'].includes(one.type) ? one.checked : one.value}`),
  );

/** Pages of one kind are looked at so often: they differ by what is in them, not by how they are made. */
const kinds: readonly [RegExp, most: number][] = [
  [/\/alignment\/[^/]+\/[^/]+$/, 2],
  [/\/institutions\/[^/]+$/, 2],
  [/\/observations\/new/, 1],
  [/\/network\/institutions\/[^/]+\/systems$/, 1],
  [/\/network\/institutions\/[^/]+\/systems\/new$/, 1],
  [/\/definition\/trials\/[^/]+$/, 1],
  [/\/people\/[^/]+\/sessions$/, 1],
  [/\/cases\/[^/]+\?document=/, 1],
  [/\/audit\/\d+$/, 1],
  [/\/audit\?/, 1],
];

export type Seen = {
  path: string;
  bytes: number;
  problems: string[];
  /** In how many fields Return was pressed, with and without scripts. */
  returns: number;
};

export type Crawl = {
  context: BrowserContext;
  origin: string;
  /** Where it begins, without the language. */
  from: readonly string[];
  /** Only links under this path are followed; none where none is given. */
  under?: string;
  /** Whether forms are half filled and taken to the other language: what is saved by it changes. */
  flips: boolean;
};

/** `npm run test:long` looks at each page at both widths; otherwise at one after the other in turn. */
export const both = process.env.PASSERELLE_PAGES === 'both';

const widthOf = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth);

/** A desk's page at four times its size, and the narrowest phone (WCAG 2.2, 1.4.10). */
const narrowest = 320;

/** What is wrong with the page that is shown, at this width; on a phone, at the narrowest too. */
const troublesOf = async (
  page: Page,
  status: number | undefined,
  viewport: typeof phone.viewport,
): Promise<string[]> => {
  const { width } = viewport;
  const wide = await widthOf(page);
  let narrow = 0;
  if (width === phone.viewport.width) {
    await page.setViewportSize({ ...viewport, width: narrowest });
    narrow = await widthOf(page);
    await page.setViewportSize(viewport);
  }
  return [
    ...(status === 200 ? [] : [`status ${status}`]),
    ...(wide > width ? [`${wide} pixels wide`] : []),
    ...(narrow > narrowest ? [`${narrow} pixels wide at ${narrowest}`] : []),
    ...(await axe(page)),
    ...(await wrongDefaults(page)),
    ...(await layoutFaults(page)),
  ].map((problem) => `${width}: ${problem}`);
};

/** Shares are written as each language writes them. */
const plainly = (one: string): string => one.replace(',', '.');

/** What is typed by somebody who has not finished typing. */
const begun = async (field: Locator, turn: number): Promise<string> => {
  const type = await field.getAttribute('type');
  if (type === 'email') return `essai${turn}@exem`;
  if (type === 'tel') return `416 55${turn}`;
  if (type === 'url') return `https://exem${turn}`;
  return (await field.getAttribute('inputmode')) ? `1${turn}` : 'Essai';
};

const notTyped = ['hidden', 'radio', 'checkbox', 'file', 'submit', 'button'].map((type) => `[type=${type}]`).join(', ');

/** Half fills the page: every other field, something in every list, a choice; what it leaves empty differs by `turn`, 0 or 1. */
const halfFill = async (page: Page, turn: number): Promise<void> => {
  const fields = page.locator(`main form :is(input:not(${notTyped}), textarea):visible`);
  for (let index = turn; index < (await fields.count()); index += 2)
    await fields.nth(index).fill(await begun(fields.nth(index), turn));
  for (const list of await page.locator('main form select:visible').all())
    await list.selectOption({ index: Math.min(turn + 1, (await list.locator('option').count()) - 1) });
  const choices = page.locator('main form :is([type=radio], [type=checkbox]):visible');
  if ((await choices.count()) > 1) await choices.nth(1 - turn).check();
};

/**
 * Half fills the form of a page and turns to the other language: what was lost on the way. `undefined` where there is no form.
 */
const flipHalfFilled = async (
  page: Page,
  turn: 0 | 1,
): Promise<{ status: number | undefined; lost: string[] } | undefined> => {
  const toggle = page.locator('.top [name=switch-language]');
  if ((await toggle.count()) === 0) return undefined;
  // What is folded away can be typed into as well.
  await page.evaluate(() => {
    for (const folded of document.querySelectorAll<HTMLDetailsElement>('main form details')) folded.open = true;
  });
  await halfFill(page, turn);
  const before = await typedIn(page);
  const [response] = await Promise.all([page.waitForNavigation(), toggle.click()]);
  const after = new Set((await typedIn(page)).map(plainly));
  const lost = before.filter((one) => !after.has(plainly(one)));
  return { status: response?.status(), lost: lost.map((one) => `lost on the way to ${page.url()}: ${one}`) };
};

/** The same person in a browser that runs no scripts. */
const withoutScripts = async (context: BrowserContext): Promise<Page> => {
  const state = await context.storageState();
  const other = await context.browser()?.newContext({ ...phone, javaScriptEnabled: false, storageState: state });
  if (!other) throw new Error('no browser');
  other.setDefaultTimeout(20_000);
  return other.newPage();
};

/** Presses Return in every field of the page that is shown, and of the same page in a browser without scripts. */
const returnsIn = async (page: Page, unscripted: Page): Promise<{ count: number; problems: string[] }> => {
  const { count, problems } = await returnInEveryField(page);
  if (count === 0) return { count, problems };
  await unscripted.goto(page.url());
  const plain = await returnInEveryField(unscripted);
  await page.reload();
  return {
    count: count + plain.count,
    problems: [...problems, ...plain.problems.map((problem) => `without scripts: ${problem}`)],
  };
};

/**
 * Follows every link of the site from some pages on: each page in French on a phone, then in English on a desk, its form half
 * filled on the way there and on the way back where wanted. Says of each what is wrong with it and what it weighs.
 */
export const crawl = async ({ context, origin, from, under, flips }: Crawl): Promise<Seen[]> => {
  const page = await context.newPage();
  const unscripted = await withoutScripts(context);
  const waiting = [...from];
  const known = new Set(waiting);
  const counts = new Map<RegExp, number>();
  const seen: Seen[] = [];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    await page.setViewportSize(phone.viewport);
    const response = await page.goto(`${origin}/fr${path}`);
    const bytes = (await response?.request().sizes())?.responseBodySize ?? 0;
    // A paper is saved, and says in a page why it cannot be: its link is no `download`, and no page either.
    const pages = 'a[href]:not([download], [hreflang], [href$=".pdf"])';
    const links = await page.evaluate(
      (selector) => [...document.querySelectorAll<HTMLAnchorElement>(selector)].map(({ href }) => href),
      pages,
    );
    // What is written for people is looked at in both languages, once; the other frames around it differ by a link.
    const twice = both || (under === '/' && path.startsWith('/help'));
    const onPhone = seen.length % 2 === 0;
    const problems = twice || onPhone ? await troublesOf(page, response?.status(), phone.viewport) : [];
    // A page of the form is the same whether one comes from the summary or not.
    const returned = path.endsWith('?from=check') ? undefined : await returnsIn(page, unscripted);
    problems.push(...(returned?.problems ?? []));
    const flipped = flips ? await flipHalfFilled(page, 0) : undefined;
    await page.setViewportSize(desk.viewport);
    const status = flipped ? flipped.status : (await page.goto(`${origin}/en${path}`))?.status();
    if (!page.url().startsWith(`${origin}/en/`)) problems.push(`in the other language at ${page.url()}`);
    problems.push(...(flipped?.lost ?? []));
    if (twice || !onPhone) problems.push(...(await troublesOf(page, status, desk.viewport)));
    if (flipped) problems.push(...((await flipHalfFilled(page, 1))?.lost ?? []));
    seen.push({ path, bytes, problems, returns: returned?.count ?? 0 });
    for (const link of links) {
      const url = new URL(link);
      const next = `${url.pathname}${url.search}`.slice(3);
      if (under === undefined || url.origin !== origin || !url.pathname.startsWith(`/fr${under}`)) continue;
      if (known.has(next)) continue;
      // The identity provider's pages, and files.
      if (/^\/sign-in|\/(?:file|original)$|\.pdf$/.test(next) || (under === '/' && next.startsWith('/supplier')))
        continue;
      const kind = kinds.find(([pattern]) => pattern.test(next));
      if (kind) counts.set(kind[0], (counts.get(kind[0]) ?? 0) + 1);
      if (kind && (counts.get(kind[0]) ?? 0) > kind[1]) continue;
      known.add(next);
      waiting.push(next);
    }
  }
  await page.close();
  await unscripted.context().close();
  return seen;
};
