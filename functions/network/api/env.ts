import * as z from 'zod';
import { environment } from '#platform/environment.ts';
import { apiEnvironment } from '#platform/wiring.ts';

export const readEnvironment = () =>
  environment({
    ...apiEnvironment,
    /** Encrypts signing secrets. */
    SECRETS_KEY: z.string(),
    /** The user pool whose groups are the roles. */
    USER_POOL: z.string(),
    /** `yes` only in the embedded runtime: endpoints may lie on this machine. */
    WEBHOOK_LOOPBACK: z.enum(['yes', 'no']).default('no'),
  });
