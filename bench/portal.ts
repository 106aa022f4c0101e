import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import type { CDPSession, Page } from 'playwright-core';
import { pointing } from '../test/browser/hands.ts';
import { type Portal, startPortal } from '../test/browser/network.ts';
import { phone } from '../test/browser/screens.ts';
import { signIn } from '../test/browser/supplier-walk.ts';
import type { Section } from './figure.ts';

/**
 * Networks of a phone, in milliseconds and bytes a second. Chromium delays each request, but no connection: the name to be
 * looked up, TCP and TLS cost nothing. So every request waits as if it had to do all that itself, by the multipliers
 * that Chrome's DevTools and Lighthouse use for this: slow 4G is 150 ms there and back × 3.75 and 1.6 Mbit/s × 0.9, slow 3G is
 * 400 ms × 5 and 500 kbit/s × 0.8.
 */
const networks = {
  'slow 4G': {
    latency: 150 * 3.75,
    downloadThroughput: (1.6 * 0.9 * 1024 * 1024) / 8,
    uploadThroughput: (750 * 0.9 * 1024) / 8,
  },
  'slow 3G': {
    latency: 400 * 5,
    downloadThroughput: (500 * 0.8 * 1000) / 8,
    uploadThroughput: (500 * 0.8 * 1000) / 8,
  },
};

type Name = keyof typeof networks;

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

/** How long a fixed piece of work takes in the page, in ms: the shorter of three. */
const work = (page: Page) =>
  page.evaluate(() => {
    const once = () => {
      const start = performance.now();
      let sum = 0;
      for (let turn = 0; turn < 2e7; turn++) sum += Math.sqrt(turn);
      return sum > 0 ? performance.now() - start : 0;
    };
    return Math.min(once(), once(), once());
  });

/** A draft of a firm's form: who is signed in, and where its first page is. */
const draft = async ({ browser, origin }: Portal) => {
  const context = await browser.newContext(phone);
  const hands = pointing(await context.newPage());
  await signIn(hands, origin, 'fr', `bench-${Date.now()}@example.ca`);
  await hands.fill('#name', 'Mesure inc.');
  await hands.press('form#firm button.button');
  const [storageState, address] = [await context.storageState(), hands.page.url()];
  await context.close();
  return { storageState, address };
};

/** How much slower a phone's processor is than this machine's. */
const slower = 4;

/** The first page of the form as a phone meets it: nothing kept, no connection open yet; then a further page. */
const firstPage = async (
  { browser }: Portal,
  { storageState, address }: Awaited<ReturnType<typeof draft>>,
  name: Name,
) => {
  // A context of its own has sockets and a cache of its own: both are empty.
  const context = await browser.newContext({ ...phone, storageState });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const client = await context.newCDPSession(page);
  await client.send('Network.enable');
  await client.send('Network.emulateNetworkConditions', { offline: false, ...networks[name] });
  await client.send('Emulation.setCPUThrottlingRate', { rate: slower });
  const bytes = wire(client);
  await page.goto(address, { waitUntil: 'networkidle' });
  const first = bytes();
  const { lcp, shift } = await paint(page);
  const throttled = await work(page);
  await client.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  const slowed = throttled / (await work(page));
  await client.send('Emulation.setCPUThrottlingRate', { rate: slower });
  await page.goto(address.replace('identity', 'contact'), { waitUntil: 'networkidle' });
  const further = bytes() - first;
  await context.close();
  return { lcp: lcp / 1000, shift, first: first / 1000, further: further / 1000, slowed };
};

/** The median of several cold loads. */
const firstPageSection = async (portal: Portal, name: Name): Promise<Section> => {
  const signedIn = await draft(portal);
  const loads: Awaited<ReturnType<typeof firstPage>>[] = [];
  for (let turn = 0; turn < 5; turn++) loads.push(await firstPage(portal, signedIn, name));
  const median = (of: keyof (typeof loads)[number]) =>
    loads.map((one) => one[of]).sort((a, b) => a - b)[2] ?? Number.NaN;
  const { latency, downloadThroughput } = networks[name];
  const earliest = Math.min(...loads.map(({ lcp }) => lcp * 1000));
  const wrong = [
    // An emulation that does not hold from the first request on measures nothing: the page and its style sheet come in turn.
    ...(earliest < 2 * latency ? [`painted after ${earliest} ms: the first requests were not delayed`] : []),
    ...(median('slowed') < slower / 2 ? [`the processor was only ÷${median('slowed')}`] : []),
  ];
  return {
    title: `390 px, CPU ÷${slower}, ${name} as DevTools emulates it (each request ${latency} ms, ${Math.round((downloadThroughput * 8) / 1000)} kbit/s), nothing kept`,
    figures: [
      {
        name: 'largest contentful paint, median of five',
        value: median('lcp'),
        unit: 's',
        atMost: name === 'slow 4G' ? 2 : 5,
      },
      { name: 'first page of the form, over the wire', value: median('first'), unit: 'kB', atMost: 25 },
      { name: 'a further page, over the wire', value: median('further'), unit: 'kB', atMost: 10 },
      {
        name: 'layout shift, the most of five',
        value: Math.max(...loads.map(({ shift }) => shift)),
        unit: '',
        atMost: 0,
      },
      { name: 'a fixed piece of work in the page, slower by, median of five', value: median('slowed'), unit: 'times' },
    ],
    wrong,
  };
};

const bundles = ['portal-site', 'portal-supplier', 'portal-form', 'portal-staff'];

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
    const [start, before] = [performance.now(), process.threadCpuUsage()];
    await import(process.argv[1]);
    const { user, system } = process.threadCpuUsage(before);
    console.log(JSON.stringify({ wall: performance.now() - start, processor: (user + system) / 1000 }));`;
  const runs = Array.from({ length: 9 }, () =>
    JSON.parse(
      execFileSync(process.execPath, ['--input-type=module', '-e', script, `${process.cwd()}/${folder}/index.mjs`], {
        encoding: 'utf8',
        env: environment,
      }),
    ),
  ) as { wall: number; processor: number }[];
  const sorted = (of: 'wall' | 'processor') => runs.map((one) => one[of]).sort((x, y) => x - y);
  return {
    title: `the function ${name}`,
    figures: [
      {
        name: 'bundle: all code, what is imported on demand included',
        value: code.reduce((sum, file) => sum + statSync(`${folder}/${file}`).size, 0) / 1000,
        unit: 'kB',
        atMost: 300,
      },
      { name: 'import, by the clock, median of nine', value: sorted('wall')[4] ?? Number.NaN, unit: 'ms', atMost: 60 },
      // Waiting for other programs on the machine does not count here.
      { name: 'import, processor time, median of nine', value: sorted('processor')[4] ?? Number.NaN, unit: 'ms' },
    ],
    wrong: [],
  };
};

export async function* run(): AsyncIterable<Section> {
  const portal = await startPortal();
  try {
    for (const name of bundles) yield bundleSection(name);
    for (const name of ['slow 4G', 'slow 3G'] as const) yield await firstPageSection(portal, name);
  } finally {
    await portal.stop();
  }
}
