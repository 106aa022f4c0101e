import { handle } from 'hono/aws-lambda';
import { institutionPages } from '#web/institution/pages.tsx';
import { operatorPages } from '#web/operator/pages.tsx';
import { site } from '#web/site.tsx';
import { verifierPages } from '#web/verifier/pages.tsx';
import { createDependencies } from '../deps.ts';

/** What verifiers, institutions' buyers and the network's operators see. */
export const handler = handle(
  site(createDependencies(), {
    '/cases': verifierPages(),
    '/vendors': institutionPages(),
    '/network': operatorPages(),
  }),
);
