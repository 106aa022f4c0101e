import { Logger } from '@aws-lambda-powertools/logger';

/** Structured log of codes and ids. Never payloads, names, numbers or shares: see `docs/security.md`. */
export const log = new Logger({ serviceName: process.env.AWS_LAMBDA_FUNCTION_NAME ?? 'passerelle' });
