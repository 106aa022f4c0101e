import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { makePapers, type PaperFile } from '#samples/papers/index.ts';
import { suppliers } from '#samples/suppliers/index.ts';
import type { Answers } from '#schemas/submission.ts';
import { loadNetwork } from '../../scripts/network/load.ts';
import { type Network, openNetwork } from '../../scripts/network/open.ts';
import { prepare } from '../../scripts/prepare.ts';
import { launchChromium } from './chromium.ts';

export type Portal = {
  origin: string;
  browser: Browser;
  /** Behind the pages: what other people do there, by the API. */
  network: Network;
  /** Where the network's e-mails are. */
  mails: string;
  stop: () => Promise<void>;
};

/** The whole network with the sample institutions, on a folder of its own, and a browser in front of it. */
export const startPortal = async (): Promise<Portal> => {
  await prepare();
  const dir = mkdtempSync(join(tmpdir(), 'passerelle-portal-'));
  const network = await openNetwork({ dir });
  await loadNetwork(network.as('sample-isabelle-cote'));
  const browser = await launchChromium();
  return {
    origin: network.runtime.apiUrl,
    browser,
    network,
    mails: join(dir, 'mail'),
    stop: async () => {
      await browser.close();
      await network.runtime.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
};

/** The line of the checklist under which the form asks for each paper of the sample. */
const lines: Partial<Record<PaperFile['evidenceType'], string>> = {
  articles: 'identity',
  'share-register': 'ownership',
  'signed-attestation': 'attestation',
};

/** A sample firm with those of its papers that the form cannot do without. */
const withNeededPapers = async (id: string, on: string): Promise<{ answers: Answers; papers: PaperFile[] }> => {
  const found = suppliers.find((one) => one.id === id);
  if (!found) throw new Error(`no sample ${id}`);
  const papers = await makePapers(found, on);
  return {
    answers: found.answers(on),
    papers: papers.flatMap((paper) => {
      const own = paper.supports.find((one) => one.startsWith('certificate:'));
      const line = own ?? lines[paper.evidenceType];
      return line ? [{ ...paper, supports: [line] }] : [];
    }),
  };
};
export const oseiCatering = (on: string) => withNeededPapers('osei-catering', on);
/** A non-profit, which nobody owns. */
export const ateliersBoreal = (on: string) => withNeededPapers('ateliers-boreal', on);
