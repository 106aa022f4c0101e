import * as z from 'zod';

export const feedsEnvironment = { FEEDS_TABLE: z.string(), NETWORK_TABLE: z.string() };
export const wakeEnvironment = { ...feedsEnvironment, DELIVERY_WORKFLOW: z.string() };
export const sendEnvironment = {
  ...feedsEnvironment,
  AUDIT_TABLE: z.string(),
  /** `yes` only in the embedded runtime: webhooks may go to this machine. */
  WEBHOOK_LOOPBACK: z.enum(['yes', 'no']).default('no'),
};
export const mailEnvironment = { ...feedsEnvironment, AUDIT_TABLE: z.string(), MAIL_FROM: z.email() };
