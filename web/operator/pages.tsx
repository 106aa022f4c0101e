import { Hono } from 'hono';
import type { Env } from '../context.ts';
import { auditPage, proofPage } from './audit.tsx';
import { glancePage } from './glance.tsx';
import { institutionsPage } from './institutions.tsx';

/** The operator's side, under `/network`. */
export const operatorPages = () => {
  const pages = new Hono<Env>();
  pages.get('/', glancePage);
  pages.get('/institutions', institutionsPage);
  pages.get('/audit', auditPage);
  pages.get('/audit/:index{[0-9]+}', proofPage);
  return pages;
};
