import { handle } from 'hono/aws-lambda';
import { front } from '#web/front.ts';
import { helpPages } from '#web/help/pages.tsx';
import { certificatePages } from '#web/public/certificates.tsx';
import { checkPages } from '#web/public/check.tsx';
import { institutionPages } from '#web/public/institutions.tsx';
import { publicPages } from '#web/public/pages.tsx';
import { site } from '#web/site.tsx';
import { createDependencies } from '../deps.ts';
import { providersOnDemand } from './on-demand.ts';

/** What anyone may see, and the way in and out. */
const deps = createDependencies();
export const handler = handle(
  site(
    deps,
    {
      '': publicPages(),
      '/institutions': institutionPages(),
      '/check': checkPages(),
      '/certificates': certificatePages(),
      '/help': helpPages(),
      // The comparison of definitions is a third of this function's code, and few look at it.
      '/alignment': async () => (await import('#web/public/alignment.tsx')).alignmentPages(),
    },
    front({ ...deps, providers: providersOnDemand() }),
  ),
);
