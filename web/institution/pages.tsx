import { Hono } from 'hono';
import type { Env } from '../context.ts';
import { definitionPage } from './definition/own.tsx';
import { publish } from './definition/publish.ts';
import { trialPage } from './definition/trial.tsx';
import { tryChange, tryPage } from './definition/try.tsx';
import { withdraw, withdrawPage } from './definition/withdraw.tsx';
import { deliveryPage } from './delivery.tsx';
import { challenge, endpointPage, replay, resend, resume, rotate, saveEndpoint, stop, test } from './endpoint.tsx';
import { ownInstitution } from './own.ts';
import { systemPages } from './systems.tsx';
import { vendorPage } from './vendor.tsx';
import { download, vendorsPage } from './vendors.tsx';

/** The institution's side, under `/vendors`. */
export const institutionPages = () => {
  const pages = new Hono<Env>();
  pages.get('/', vendorsPage);
  pages.get('/download/:format{csv|xlsx}', download);
  pages.get('/definition', definitionPage);
  pages.get('/definition/try', (c) => tryPage(c));
  pages.post('/definition/try', tryChange);
  pages.get('/definition/trials/:rollout{[a-z0-9-]+}', (c) => trialPage(c));
  pages.post('/definition/trials/:rollout{[a-z0-9-]+}', publish);
  pages.get('/definition/withdraw', (c) => withdrawPage(c));
  pages.post('/definition/withdraw', withdraw);
  pages.get('/delivery', (c) => deliveryPage(c));
  pages.get('/delivery/endpoint', (c) => endpointPage(c));
  pages.post('/delivery/endpoint', saveEndpoint);
  pages.post('/delivery/challenge', challenge);
  pages.post('/delivery/rotate', rotate);
  pages.post('/delivery/stop', stop);
  pages.post('/delivery/replay', replay);
  pages.post('/delivery/resume', resume);
  pages.post('/delivery/test', test);
  pages.post('/delivery/parked/:sequence{[0-9]+}', resend);
  pages.route(
    '/systems',
    systemPages((c) => ({ institution: ownInstitution(c), path: '/vendors/systems', back: '/vendors' })),
  );
  pages.get('/:vendor', vendorPage);
  return pages;
};
