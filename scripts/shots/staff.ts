import { claimCase, readCase, recordFindings } from '#schemas/api/review.ts';
import { type Hands, pointing } from '../../test/browser/hands.ts';
import type { Portal } from '../../test/browser/network.ts';
import { arrived, enter, staff } from '../../test/browser/staff-walk.ts';
import { shoot, type View, views, widths } from './camera.ts';

/** A case half looked at by a verifier, vendors of two firms, and what the operator sees of it all. */
const prepare = async (portal: Portal): Promise<string> => {
  const [submission = ''] = await Promise.all([
    arrived(portal, 'atelier-fontaine'),
    arrived(portal, 'raman-print'),
    arrived(portal, 'osei-catering', true),
    arrived(portal, 'tran-translations', true),
  ]);
  const verifier = portal.network.as('sample-marieclaude-roy');
  const params = { submission: submission as `sub_${string}` };
  await verifier(claimCase, { params });
  const { body, revision } = await verifier(readCase, { params });
  const findings = Object.fromEntries(body.checklist.slice(0, 2).map(({ id }) => [id, { outcome: 'met' as const }]));
  await verifier(recordFindings, { params, body: { findings }, ifMatch: revision });
  const document = body.documents.find(({ evidenceType }) => evidenceType === 'share-register')?.document;
  return `/cases/${submission}?document=${document}`;
};

/** `further` goes where only a link leads. */
type Scene = {
  who: string;
  home: string;
  pages: Record<string, string>;
  further?: (hands: Hands, view: View) => Promise<void>;
};

/** The pages of verifiers, institutions and operators. */
export const staffShots = async (portal: Portal): Promise<void> => {
  const openCase = await prepare(portal);
  const scenes: Scene[] = [
    {
      who: staff.verifier,
      home: '/cases',
      pages: { queue: '/cases', case: openCase, decide: openCase.replace(/\?.*/, '/decide/approved') },
    },
    {
      ...{ who: staff.buyer, home: '/vendors', pages: { vendors: '/vendors', delivery: '/vendors/delivery' } },
      further: async (hands: Hands, view: View) => {
        await hands.page.goto(`${portal.origin}/${view.language}/vendors`);
        await hands.press('tbody th a');
        await shoot(hands.page, 'vendor', view);
        await hands.page.goto(`${portal.origin}/${view.language}/vendors/definition/try`);
        await shoot(hands.page, 'change', view);
        await hands.fill('#bp-0', '60');
        await hands.select('#assurance-0', 'verified');
        await hands.press('form#change button.button');
        await hands.page.waitForSelector('#awaited[data-ready]');
        await shoot(hands.page, 'trial', view);
      },
    },
    {
      who: staff.operator,
      home: '/network',
      pages: { network: '/network', people: '/network/people', audit: '/network/audit' },
    },
  ];
  for (const view of views)
    for (const { who, home, pages, further } of scenes) {
      const context = await portal.browser.newContext({ viewport: { width: widths[view.device], height: 844 } });
      const hands = pointing(await context.newPage());
      await enter(hands, portal, home, view.language, who);
      for (const [name, path] of Object.entries(pages)) {
        await hands.page.goto(`${portal.origin}/${view.language}${path}`);
        await shoot(hands.page, name, view);
      }
      await further?.(hands, view);
      await context.close();
    }
};
