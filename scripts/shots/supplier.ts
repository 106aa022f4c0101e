import { dayOf } from '#schemas/calendar.ts';
import { pointing } from '../../test/browser/hands.ts';
import { oseiCatering, type Portal } from '../../test/browser/network.ts';
import { fillIn, signIn } from '../../test/browser/supplier-walk.ts';
import { shoot, views, widths } from './camera.ts';

const seenByAll = {
  home: '/',
  institutions: '/institutions',
  definition: '/institutions/york-university',
  alignment: '/alignment',
  comparison: '/alignment/york-university-policy/york-university-faq',
  check: '/check?show=yes&form=corporation&groups=women&share=51&province=ON',
  help: '/help/suppliers',
};
const beforeSubmitting = {
  tasks: '',
  owners: '/owners',
  documents: '/documents',
  recognition: '/recognition',
  answers: '/check',
};
const afterwards = { receipt: '/receipt/1', status: '' };

/** What anyone sees, and a first certification from its form to its receipt. */
export const supplierShots = async ({ browser, origin }: Portal): Promise<void> => {
  const on = dayOf(new Date());
  const sample = await oseiCatering(on);
  for (const view of views) {
    const { language, device } = view;
    const context = await browser.newContext({ viewport: { width: widths[device], height: 844 } });
    const hands = pointing(await context.newPage());
    const { page } = hands;
    const all = async (pages: Record<string, string>, base: string) => {
      const here = page.url();
      for (const [name, path] of Object.entries(pages)) {
        await page.goto(`${base}${path}`);
        await shoot(page, name, view);
      }
      await page.goto(here);
    };
    await all(seenByAll, `${origin}/${language}`);
    await signIn(hands, origin, language, `shots-${device}-${language}@example.ca`);
    const submission = () => page.url().replace(/(sub_\w+).*/, '$1');
    await fillIn(hands, {
      ...{ origin, language, scripts: true, ...sample },
      onPage: async (_, name) => {
        if (name === 'check') await all(beforeSubmitting, submission());
      },
    });
    await all(afterwards, submission());
    await context.close();
  }
};
