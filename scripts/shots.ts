import { mkdirSync } from 'node:fs';
import sharp from 'sharp';
import type { Language } from '#schemas/primitives.ts';
import { pointing } from '../test/browser/hands.ts';
import { oseiCatering, startPortal } from '../test/browser/network.ts';
import { fillIn, signIn } from '../test/browser/supplier-walk.ts';

/*
 * `npm run shots`: pictures of ten key pages into docs/shots, in both languages, on a phone and on a desk, made from the
 * running network and the sample supplier.
 */
const folder = 'docs/shots';
const widths = { phone: 390, desk: 1280 };
/** Taller pages are cut here, in CSS pixels: a picture shows what a page is like, not all of it. */
const tallest = 1600;

const pages = {
  home: '/',
  institutions: '/institutions',
  definition: '/institutions/york-university',
  alignment: '/alignment',
  comparison: '/alignment/york-university-policy/york-university-faq',
  check: '/check?show=yes&form=corporation&groups=women&share=51&province=ON',
  tasks: '',
  owners: '/owners',
  documents: '/documents',
  recognition: '/recognition',
  answers: '/check',
  receipt: '/receipt/1',
  status: '',
};
const beforeSubmitting = ['tasks', 'owners', 'documents', 'recognition', 'answers'] as const;
const afterwards = ['receipt', 'status'] as const;
const seenByAll = ['home', 'institutions', 'definition', 'alignment', 'comparison', 'check'] as const;

const portal = await startPortal();
mkdirSync(folder, { recursive: true });
try {
  for (const language of ['fr', 'en'] satisfies Language[])
    for (const [device, width] of Object.entries(widths)) {
      const context = await portal.browser.newContext({ viewport: { width, height: 844 } });
      const hands = pointing(await context.newPage());
      const { page } = hands;
      const shoot = async (name: keyof typeof pages, base: string) => {
        const here = page.url();
        await page.goto(`${base}${pages[name]}`);
        const height = Math.min(tallest, await page.evaluate(() => document.documentElement.scrollHeight));
        const png = await page.screenshot({ fullPage: true, clip: { x: 0, y: 0, width, height } });
        await sharp(png).webp({ quality: 80 }).toFile(`${folder}/${name}-${device}-${language}.webp`);
        await page.goto(here);
      };
      for (const name of seenByAll) await shoot(name, `${portal.origin}/${language}`);
      await signIn(hands, portal.origin, language, `shots-${device}-${language}@example.ca`);
      const on = new Date().toISOString().slice(0, 10);
      const submission = () => page.url().replace(/(sub_\w+).*/, '$1');
      await fillIn(hands, {
        origin: portal.origin,
        language,
        scripts: true,
        ...(await oseiCatering(on)),
        onPage: async (_, name) => {
          if (name === 'check') for (const one of beforeSubmitting) await shoot(one, submission());
        },
      });
      const base = submission();
      for (const name of afterwards) await shoot(name, base);
      await context.close();
      console.log(`${device} ${language}`);
    }
} finally {
  await portal.stop();
}
