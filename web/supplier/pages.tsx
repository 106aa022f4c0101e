import { Hono } from 'hono';
import type { Env } from '../context.ts';
import { appeal, appealPage, withdraw, withdrawPage } from './appeal.tsx';
import { beginFirm, newFirmPage } from './begin.tsx';
import { checkPage, submit } from './check.tsx';
import { verdictsPage } from './firm/verdicts.tsx';
import { firmPage, firmsPage } from './firms.tsx';
import { receiptPage } from './receipt.tsx';
import { signedIn } from './signed-in.ts';
import { recognitionPage, submissionPage } from './status.tsx';

/**
 * Where a firm stands: its submissions and their tasks, checking and sending them, what became of them, who recognises it.
 * What is below another name is in `form-pages.tsx`; the gateway's routes (`infra/portal.ts`) say which is where.
 */
export const supplierPages = () => {
  const pages = new Hono<Env>();
  pages.use('*', signedIn);
  pages.get('/', firmsPage);
  pages.get('/new', (c) => newFirmPage(c));
  pages.post('/new', beginFirm);

  const firm = '/:supplier{sup_[0-9a-z]{26}}';
  pages.get(firm, firmPage);
  pages.get(`${firm}/recognition`, verdictsPage);

  const one = '/:submission{sub_[0-9a-z]{26}}';
  pages.get(one, submissionPage);
  pages.get(`${one}/check`, (c) => checkPage(c));
  pages.post(`${one}/check`, submit);
  pages.get(`${one}/receipt/:round`, receiptPage);
  pages.get(`${one}/recognition`, recognitionPage);
  pages.get(`${one}/withdraw`, withdrawPage);
  pages.post(`${one}/withdraw`, withdraw);
  pages.get(`${one}/appeal`, (c) => appealPage(c));
  pages.post(`${one}/appeal`, appeal);
  return pages;
};
