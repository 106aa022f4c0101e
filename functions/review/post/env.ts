import * as z from 'zod';

/** What a function that writes to people finds in its environment. */
export const postEnvironment = {
  CASEWORK_TABLE: z.string(),
  /** The sender's address. */
  MAIL_FROM: z.email(),
  /** Where the portal's pages are. */
  PORTAL_ORIGIN: z.url(),
};
