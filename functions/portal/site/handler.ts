import { handle } from 'hono/aws-lambda';
import { site } from '#web/site.tsx';
import { createDependencies } from './deps.ts';
import { readEnvironment } from './env.ts';

export const handler = handle(site(createDependencies(readEnvironment())));
