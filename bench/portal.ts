import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import type { CDPSession, Page } from 'playwright-core';
import { pointing } from '../test/browser/hands.ts';
import { type Portal, startPortal } from '../test/browser/network.ts';
import { signIn } from '../test/browser/supplier-walk.ts';
import type { Section } from './figure.ts';

/** Networks of a phone, in milliseconds and bytes a second: Lighthouse's slow 4G, and WebPageTest's slow 3G. */
const networks = {
  'slow 4G': { latency: 150, downloadThroughput: (1.6 * 1024 * 1024) / 8, uploadThroughput: (750 * 1024) / 8 },
  'slow 3G': { latency: 400, downloadThroughput: (400 * 1024) / 8, uploadThroughput: (400 * 1024) / 8 },
};

/** Bytes on the wire since this was made: headers and bodies, as the browser counts them. */
const wire = (client: CDPSession) => {
  let bytes = 0;
  client.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  return () => bytes;
};

const paint = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<{ lcp: number; shift: number }>((done) => {
        let lcp = 0;
        let shift = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) lcp = entry.startTime;
        }).observe({ type: 'largest-contentful-paint', buffered: true });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) if ('value' in entry) shift += Number(entry.value);
        }).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => done({ lcp, shift }), 500);
      }),
  );

/** The first page of the form as a phone meets it, nothing kept in the browser yet. */
const firstPage = async ({ browser, origin }: Portal, name: keyof typeof networks): Promise<Section> => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const hands = pointing(page);
  await signIn(hands, origin, 'fr', `bench-${Date.now()}@example.ca`);
  await hands.fill('#name', 'Mesure inc.');
  await hands.press('form#firm button.govuk-button');
  const address = page.url();
  const client = await context.newCDPSession(page);
  await client.send('Network.enable');
  await client.send('Network.clearBrowserCache');
  await client.send('Network.emulateNetworkConditions', { offline: false, ...networks[name] });
  await client.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const first = wire(client);
  await page.goto(address, { waitUntil: 'networkidle' });
  const firstBytes = first();
  const { lcp, shift } = await paint(page);
  await page.goto(address.replace('identity', 'contact'), { waitUntil: 'networkidle' });
  const furtherBytes = first() - firstBytes;
  await context.close();
  const figures = [
    { name: 'largest contentful paint', value: lcp / 1000, unit: 's', atMost: name === 'slow 4G' ? 2 : 5 },
    { name: 'first page of the form, over the wire', value: firstBytes / 1000, unit: 'kB', atMost: 25 },
    { name: 'a further page, over the wire', value: furtherBytes / 1000, unit: 'kB', atMost: 10 },
    { name: 'layout shift', value: shift, unit: '', atMost: 0 },
  ];
  return { title: `390 px, CPU ÷4, ${name}`, figures, wrong: [] };
};

const bundles = ['portal-site', 'portal-supplier', 'portal-staff'];

/** One function of the portal: all its code, and how long a process of its own takes to import it. */
const bundleSection = (name: string): Section => {
  const folder = `.build/functions/${name}`;
  const code = readdirSync(folder).filter((file) => file.endsWith('.mjs'));
  const environment = {
    ...process.env,
    API_URL: 'http://127.0.0.1:9',
    PORTAL_ORIGIN: 'http://127.0.0.1:9',
    OIDC_ISSUER: 'http://127.0.0.1:9',
    PORTAL_CLIENT: 'bench',
    OIDC_STAFF_ISSUER: 'http://127.0.0.1:9',
    STAFF_CLIENT: 'bench',
    COOKIE_KEY: 'bench',
    STORE_ORIGINS: '',
    DOOR_TABLE: 'bench',
    VISITOR_KEY: 'bench',
  };
  const script = `
    const start = performance.now();
    await import(process.argv[1]);
    console.log(performance.now() - start);`;
  const runs = Array.from({ length: 9 }, () =>
    Number(
      execFileSync(process.execPath, ['--input-type=module', '-e', script, `${process.cwd()}/${folder}/index.mjs`], {
        encoding: 'utf8',
        env: environment,
      }),
    ),
  ).sort((a, b) => a - b);
  return {
    title: `the function ${name}`,
    figures: [
      {
        name: 'bundle: all code, what is imported on demand included',
        value: code.reduce((sum, file) => sum + statSync(`${folder}/${file}`).size, 0) / 1000,
        unit: 'kB',
        atMost: 300,
      },
      { name: 'import, median of nine', value: runs[4] ?? Number.NaN, unit: 'ms', atMost: 60 },
    ],
    wrong: [],
  };
};

export async function* run(): AsyncIterable<Section> {
  const portal = await startPortal();
  try {
    for (const name of bundles) yield bundleSection(name);
    for (const name of ['slow 4G', 'slow 3G'] as const) yield await firstPage(portal, name);
  } finally {
    await portal.stop();
  }
}
