import { issueCertificate } from '#schemas/api/certificates.ts';
import { ApiRefusal } from '#schemas/api/client.ts';
import { inviteMember } from '#schemas/api/members.ts';
import { giveConsent } from '#schemas/api/trust.ts';
import { dayOf } from '#schemas/calendar.ts';
import { asked, certified, type Firm, rejected } from '../../test/browser/firms.ts';
import { pointing } from '../../test/browser/hands.ts';
import type { Portal } from '../../test/browser/network.ts';
import { signIn } from '../../test/browser/supplier-walk.ts';
import { until } from '../network/patience.ts';
import { shoot, type View, views, widths } from './camera.ts';

/** A certified firm with its certificate, a consent and somebody invited; the address where its certificate is verified. */
const furnish = async (portal: Portal, { supplier }: Firm): Promise<string> => {
  const owner = portal.network.as('sample-fatou-diallo');
  const params = { supplier };
  const { credential } = await until('the certificate', () =>
    owner(issueCertificate, { params, idempotencyKey: 'shots' }).then(
      ({ body }) => body,
      (error: unknown) => {
        // Approved is not yet recorded: the registry follows in a moment.
        if (error instanceof ApiRefusal && error.problem.status === 409) return undefined;
        throw error;
      },
    ),
  );
  await owner(giveConsent, { params: { ...params, institution: 'city-of-toronto' }, body: { purpose: 'criteria' } });
  await owner(inviteMember, { params, body: { role: 'editor', name: 'Claude Mercier' } });
  return `/certificates/${credential}`;
};

const shots = async ({ browser, origin }: Portal, { email }: Firm, pages: Record<string, string>, view: View) => {
  const context = await browser.newContext({ viewport: { width: widths[view.device], height: 844 } });
  const hands = pointing(await context.newPage());
  await signIn(hands, origin, view.language, email);
  for (const [name, path] of Object.entries(pages)) {
    await hands.page.goto(`${origin}/${view.language}${path}`);
    await shoot(hands.page, name, view);
  }
  await context.close();
};

/** What follows a submission: a request, a refusal and its appeal; and what a certified firm has. */
export const firmShots = async (portal: Portal): Promise<void> => {
  const on = dayOf(new Date());
  const [firm, ask, no] = await Promise.all([
    certified(portal, 'diallo-securite', on),
    asked(portal, 'lawson-supply', on),
    rejected(portal, 'haddad-code', on),
  ]);
  const verification = await furnish(portal, firm);
  const home = `/supplier/${firm.supplier}`;
  const certifiedPages = {
    approved: `/supplier/${firm.submission}`,
    firm: home,
    verdicts: `${home}/recognition`,
    certificate: `${home}/certificate`,
    verification,
    members: `${home}/people`,
    consents: `${home}/consents`,
    'my-data': `${home}/data`,
  };
  for (const view of views) {
    await shots(portal, firm, certifiedPages, view);
    await shots(portal, ask, { request: `/supplier/${ask.submission}` }, view);
    await shots(
      portal,
      no,
      { decision: `/supplier/${no.submission}`, appeal: `/supplier/${no.submission}/appeal` },
      view,
    );
  }
};
