import { Hono } from 'hono';
import type { Env } from '../context.ts';
import type { Cookies } from '../session.ts';
import { checkPage, submit } from './check.tsx';
import { documentStates, documentsPage, permit, removeFile, sendFile } from './documents.tsx';
import { firmsPage, myData, newFirmPage, openFirm, openNext } from './firms.tsx';
import { receiptPage } from './receipt.tsx';
import { appeal, appealPage, recognitionPage, submissionPage, withdraw, withdrawPage } from './status.tsx';
import { saveStep, showStep } from './step-page.tsx';

/** What a firm's people see: their submissions, the form, and what became of it. */
export const supplierPages = ({ cookies }: { cookies: Cookies }) => {
  const pages = new Hono<Env>();
  pages.use('*', async (c, next) => {
    if (!c.var.session) return c.redirect(`/${c.var.language}/sign-in?return=${encodeURIComponent(c.var.path)}`, 303);
    return next();
  });
  pages.get('/', firmsPage);
  pages.get('/new', newFirmPage);
  pages.post('/new', openFirm);
  pages.post('/:supplier{sup_[0-9a-z]{26}}/submissions', openNext);
  pages.get('/:supplier{sup_[0-9a-z]{26}}/data', myData);

  const one = '/:submission{sub_[0-9a-z]{26}}';
  pages.get(one, submissionPage);
  pages.get(`${one}/check`, (c) => checkPage(c));
  pages.post(`${one}/check`, submit);
  pages.get(`${one}/receipt/:round`, receiptPage);
  pages.get(`${one}/recognition`, recognitionPage);
  pages.get(`${one}/withdraw`, withdrawPage);
  pages.post(`${one}/withdraw`, withdraw);
  pages.get(`${one}/appeal`, appealPage);
  pages.post(`${one}/appeal`, appeal);
  pages.get(`${one}/documents`, (c) => documentsPage(c));
  pages.post(`${one}/documents`, sendFile);
  pages.post(`${one}/documents/permit`, permit);
  pages.get(`${one}/documents/states`, documentStates);
  pages.post(`${one}/documents/:document/remove`, removeFile);
  pages.get(`${one}/*`, showStep);
  pages.post(`${one}/*`, saveStep(cookies));
  return pages;
};
