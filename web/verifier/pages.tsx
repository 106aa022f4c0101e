import { Hono } from 'hono';
import type { Env } from '../context.ts';
import { casePage } from './case.tsx';
import { decide, decidePage } from './decide.tsx';
import { queuePage } from './queue.tsx';
import { request, requestPage } from './request.tsx';
import { second, secondPage } from './second.tsx';
import { original } from './viewer.tsx';
import { claim, conflict, conflictPage, release, saveFindings } from './work.tsx';

/** The verifier's side, under `/cases`. The API says who may do what; these pages only offer it. */
export const verifierPages = () => {
  const pages = new Hono<Env>();
  pages.get('/', queuePage);
  pages.get('/:submission', casePage);
  pages.post('/:submission', saveFindings);
  pages.post('/:submission/claim', claim);
  pages.post('/:submission/release', release);
  pages.get('/:submission/conflict', conflictPage);
  pages.post('/:submission/conflict', conflict);
  pages.get('/:submission/request', (c) => requestPage(c));
  pages.post('/:submission/request', request);
  pages.get('/:submission/decide/:decision{approved|rejected}', (c) => decidePage(c));
  pages.post('/:submission/decide/:decision{approved|rejected}', decide);
  pages.get('/:submission/second', (c) => secondPage(c));
  pages.post('/:submission/second', second);
  pages.get('/:submission/documents/:document/original', original);
  return pages;
};
