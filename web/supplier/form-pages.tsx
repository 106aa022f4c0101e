import { Hono } from 'hono';
import type { Env } from '../context.ts';
import type { Cookies } from '../session.ts';
import { openNext } from './begin.tsx';
import { documentsPage } from './documents.tsx';
import { certificateFile, certificatePage, makeCertificate } from './firm/certificate.tsx';
import { closeOrReopen, closePage } from './firm/closing.tsx';
import { changeConsent, consentsPage } from './firm/consents.tsx';
import { askForCopy, dataPage, exportFile, exportPage } from './firm/data.tsx';
import { accept, invitationPage, invite, invitedPage, invitePage, takeBackInvitation } from './firm/invitations.tsx';
import { observationsPage, observe, observePage } from './firm/observations.tsx';
import { dismissMember, memberPage, peoplePage, saveMember } from './firm/people.tsx';
import { signedIn } from './signed-in.ts';
import { saveStep, showStep } from './step-page.tsx';
import { documentStates, permit, removeFile, sendFile } from './uploads.ts';

/** What a firm says: the questions of the form, its papers, its people, its consents, its data and its rights. */
export const formPages = ({ cookies }: { cookies: Cookies }) => {
  const pages = new Hono<Env>();
  pages.use('*', signedIn);
  pages.get('/invitations/:code', invitationPage);
  pages.post('/invitations/:code', accept);

  const firm = '/:supplier{sup_[0-9a-z]{26}}';
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
  pages.get(`${one}/documents`, (c) => documentsPage(c));
  pages.post(`${one}/documents`, sendFile);
  pages.post(`${one}/documents/permit`, permit);
  pages.get(`${one}/documents/states`, documentStates);
  pages.post(`${one}/documents/:document/remove`, removeFile);
  pages.get(`${one}/*`, (c) => showStep(c));
  pages.post(`${one}/*`, saveStep(cookies));
  return pages;
};
