import { Hono } from 'hono';
import type { Env } from '../context.ts';
import type { Cookies } from '../session.ts';
import { checkPage, submit } from './check.tsx';
import { documentStates, documentsPage, permit, removeFile, sendFile } from './documents.tsx';
import { certificateFile, certificatePage, makeCertificate } from './firm/certificate.tsx';
import { closeOrReopen, closePage } from './firm/closing.tsx';
import { changeConsent, consentsPage } from './firm/consents.tsx';
import { askForCopy, dataPage, exportFile, exportPage } from './firm/data.tsx';
import { observationsPage, observe, observePage } from './firm/observations.tsx';
import {
  accept,
  dismissMember,
  invitationPage,
  invite,
  invitedPage,
  invitePage,
  memberPage,
  peoplePage,
  saveMember,
  takeBackInvitation,
} from './firm/people.tsx';
import { verdictsPage } from './firm/verdicts.tsx';
import { beginFirm, firmPage, firmsPage, newFirmPage, openNext } from './firms.tsx';
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
  pages.post('/new', beginFirm);
  pages.get('/invitations/:code', invitationPage);
  pages.post('/invitations/:code', accept);

  const firm = '/:supplier{sup_[0-9a-z]{26}}';
  pages.get(firm, firmPage);
  pages.post(`${firm}/submissions`, openNext);
  pages.get(`${firm}/people`, peoplePage);
  pages.get(`${firm}/people/invite`, (c) => invitePage(c));
  pages.post(`${firm}/people/invite`, invite(cookies));
  pages.get(`${firm}/people/invited`, invitedPage(cookies));
  pages.get(`${firm}/people/:person`, memberPage);
  pages.post(`${firm}/people/:person`, saveMember);
  pages.post(`${firm}/people/:person/remove`, dismissMember);
  pages.post(`${firm}/invitations/:invitation/withdraw`, takeBackInvitation);
  pages.get(`${firm}/consents`, consentsPage);
  pages.post(`${firm}/consents/:institution`, changeConsent);
  pages.get(`${firm}/certificate`, certificatePage);
  pages.post(`${firm}/certificate`, makeCertificate);
  pages.get(`${firm}/:file{certificate\\.(?:pdf|jwt|json)}`, certificateFile);
  pages.get(`${firm}/recognition`, verdictsPage);
  pages.get(`${firm}/observations`, observationsPage);
  pages.get(`${firm}/observations/new`, (c) => observePage(c));
  pages.post(`${firm}/observations/new`, observe);
  pages.get(`${firm}/data`, dataPage);
  pages.post(`${firm}/data`, askForCopy);
  pages.get(`${firm}/data/close`, closePage);
  pages.post(`${firm}/data/close`, closeOrReopen);
  pages.get(`${firm}/data/:export{exp_[0-9a-z]{26}}`, exportPage);
  pages.get(`${firm}/data/:export{exp_[0-9a-z]{26}}/file`, exportFile);

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
