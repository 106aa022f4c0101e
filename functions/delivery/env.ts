import * as z from 'zod';

export const feedsEnvironment = { FEEDS_TABLE: z.string(), NETWORK_TABLE: z.string() };
export const wakeEnvironment = { ...feedsEnvironment, DELIVERY_WORKFLOW: z.string() };
export const sendEnvironment = {
  ...feedsEnvironment,
  /** `yes` only in the embedded runtime: webhooks may go to this machine. */
  WEBHOOK_LOOPBACK: z.enum(['yes', 'no']).default('no'),
};
export const mailEnvironment = { ...feedsEnvironment, MAIL_FROM: z.email() };
