import type { S3Event } from 'aws-lambda';
import { createDependencies } from './deps.ts';
import { readEnvironment } from './env.ts';
import { screen } from './screen.ts';

const deps = createDependencies(readEnvironment());

export const handler = async (event: S3Event): Promise<void> => {
  for (const { s3 } of event.Records) await screen(deps, decodeURIComponent(s3.object.key.replaceAll('+', ' ')));
};
