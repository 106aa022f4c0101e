import * as z from 'zod';
import { sealEnvironment } from '#platform/wiring.ts';

/** What a function that writes to people finds in its environment. */
export const postEnvironment = {
  ...sealEnvironment,
  /** The sender's address. */
  MAIL_FROM: z.email(),
  /** Where the portal's pages are. */
  PORTAL_URL: z.url(),
};
