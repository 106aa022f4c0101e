import { handle } from 'hono/aws-lambda';
import { site } from '#web/site.tsx';
import { supplierPages } from '#web/supplier/pages.tsx';
import { createDependencies } from '../deps.ts';

/** Where a firm stands. */
export const handler = handle(site(createDependencies(), { '/supplier': supplierPages() }));
