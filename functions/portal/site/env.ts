import * as z from 'zod';
import { environment } from '#platform/environment.ts';

export const readEnvironment = () =>
  environment({
    API_URL: z.url(),
    /** Where people see the portal; the API's own address where no other is given. */
    PORTAL_ORIGIN: z.url(),
    OIDC_ISSUER: z.url(),
    PORTAL_CLIENT: z.string(),
    /** The KMS HMAC key that the secrets of the portal derive from. */
    COOKIE_KEY: z.string(),
    /** Origins of the evidence stores, separated by spaces. */
    STORE_ORIGINS: z.string(),
  });
