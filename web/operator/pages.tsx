import { Hono } from 'hono';
import type { Env, PageContext } from '../context.ts';
import { systemPages } from '../institution/systems.tsx';
import { auditPage, proofPage } from './audit.tsx';
import { connectionPage, saveConnection } from './connection.tsx';
import { glancePage } from './glance.tsx';
import { close, closePage, incidentPage, reopen } from './incident.tsx';
import { changeIncident, changeIncidentPage, newIncidentPage, noteIncident } from './incident-form.tsx';
import { incidentsPage } from './incidents.tsx';
import { institutionsPage } from './institutions.tsx';
import { answer, observationPage } from './observation.tsx';
import { observationsPage } from './observations.tsx';
import { give, peoplePage, take } from './people.tsx';
import { end, endSessionsPage } from './sessions.tsx';

const systemsOf = (c: PageContext) => {
  const institution = c.req.param('institution') ?? '';
  return { institution, path: `/network/institutions/${institution}/systems`, back: '/network/institutions' };
};

/** The operator's side, under `/network`. */
export const operatorPages = () => {
  const pages = new Hono<Env>();
  pages.get('/', glancePage);
  pages.get('/institutions', institutionsPage);
  pages.get('/institutions/:institution{[a-z0-9-]+}', (c) => connectionPage(c));
  pages.post('/institutions/:institution{[a-z0-9-]+}', saveConnection);
  pages.route('/institutions/:institution{[a-z0-9-]+}/systems', systemPages(systemsOf));
  pages.get('/people', (c) => peoplePage(c));
  pages.post('/people', give);
  pages.post('/people/:person/:group{[a-z0-9.-]+}/take', take);
  pages.get('/people/:person/sessions', endSessionsPage);
  pages.post('/people/:person/sessions', end);
  pages.get('/observations', observationsPage);
  pages.get('/observations/:supplier/:observation', (c) => observationPage(c));
  pages.post('/observations/:supplier/:observation', answer);
  pages.get('/incidents', incidentsPage);
  pages.get('/incidents/new', (c) => newIncidentPage(c));
  pages.post('/incidents/new', noteIncident);
  pages.get('/incidents/:incident', incidentPage);
  pages.get('/incidents/:incident/change', (c) => changeIncidentPage(c));
  pages.post('/incidents/:incident/change', changeIncident);
  pages.get('/incidents/:incident/close', (c) => closePage(c));
  pages.post('/incidents/:incident/close', close);
  pages.post('/incidents/:incident/reopen', reopen);
  pages.get('/audit', auditPage);
  pages.get('/audit/:index{[0-9]+}', proofPage);
  return pages;
};
