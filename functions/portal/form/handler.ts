import { handle } from 'hono/aws-lambda';
import { site } from '#web/site.tsx';
import { formPages } from '#web/supplier/form-pages.tsx';
import { createDependencies } from '../deps.ts';

/** What a firm says: the form's questions, and what is its own beside them. */
const deps = createDependencies();
export const handler = handle(site(deps, { '/supplier': formPages(deps) }));
