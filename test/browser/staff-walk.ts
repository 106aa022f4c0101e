import { suppliers } from '#samples/suppliers/index.ts';
import { dayOf } from '#schemas/calendar.ts';
import type { Language } from '#schemas/primitives.ts';
import { approve, submit } from '../../scripts/network/certify.ts';
import { patient } from '../../scripts/network/patience.ts';
import { type Hands, pointing } from './hands.ts';
import type { Portal } from './network.ts';

const on = dayOf(new Date());

export const staff = {
  verifier: 'marieclaude.roy@example.org',
  otherVerifier: 'daniel.okafor@example.org',
  buyer: 'karen.mitchell@example.org',
  otherBuyer: 'centre-deux-ponts@example.org',
  operator: 'isabelle.cote@example.org',
} as const;

/** Signs in through the embedded provider's page, on the way to a page of staff's. */
export const enter = async (hands: Hands, portal: Portal, path: string, language: Language, email: string) => {
  const { page } = hands;
  await page.goto(`${portal.origin}/${language}/sign-in?return=${path}`);
  await page.fill('#email', email);
  await Promise.all([page.waitForURL(`${portal.origin}/**`), page.press('#email', 'Enter')]);
};

/** Signed in again in a tab beside, as the page asks; the page itself stays. */
export const signInBeside = async ({ page }: Hands, portal: Portal, path: string, email: string) => {
  const tab = await page.context().newPage();
  await enter(pointing(tab), portal, path, 'en', email);
  await tab.close();
};

/** A sample supplier's submission, with all its papers, as it reaches the queue; `certified` goes on to the decision. */
export const arrived = async ({ network }: Portal, sample: string, certified = false): Promise<string> => {
  const found = suppliers.find(({ id }) => id === sample);
  if (!found) throw new Error(`no sample ${sample}`);
  const api = patient(network.as(found.person));
  const { submission } = await submit(api, found, on, `browser-${sample}`);
  if (certified)
    await approve(
      api,
      [network.as('sample-marieclaude-roy'), network.as('sample-daniel-okafor')],
      submission,
      `browser-${sample}`,
    );
  return submission;
};
