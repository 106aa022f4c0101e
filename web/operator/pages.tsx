import { Hono } from 'hono';
import type { Env } from '../context.ts';
import { auditPage, proofPage } from './audit.tsx';
import { connectionPage, saveConnection } from './connection.tsx';
import { glancePage } from './glance.tsx';
import { institutionsPage } from './institutions.tsx';
import { give, peoplePage, take } from './people.tsx';

/** The operator's side, under `/network`. */
export const operatorPages = () => {
  const pages = new Hono<Env>();
  pages.get('/', glancePage);
  pages.get('/institutions', institutionsPage);
  pages.get('/institutions/:institution{[a-z0-9-]+}', (c) => connectionPage(c));
  pages.post('/institutions/:institution{[a-z0-9-]+}', saveConnection);
  pages.get('/people', (c) => peoplePage(c));
  pages.post('/people', give);
  pages.post('/people/:person/:group{[a-z0-9.-]+}/take', take);
  pages.get('/audit', auditPage);
  pages.get('/audit/:index{[0-9]+}', proofPage);
  return pages;
};
