import { handle } from 'hono/aws-lambda';
import { site } from '#web/site.tsx';
import { supplierPages } from '#web/supplier/pages.tsx';
import { createDependencies } from '../deps.ts';

/** What a firm's people see. */
const deps = createDependencies();
export const handler = handle(site(deps, { '/supplier': supplierPages(deps) }));
