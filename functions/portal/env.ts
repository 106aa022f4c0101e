import * as z from 'zod/mini';
import { doorEnvironment } from '#platform/door.ts';

const environment = z.object({
  API_URL: z.url(),
  /** Where people see the portal; the API's own address where no other is given. */
  PORTAL_ORIGIN: z.url(),
  OIDC_ISSUER: z.url(),
  PORTAL_CLIENT: z.string(),
  /** Where verifiers, buyers and operators sign in. */
  OIDC_STAFF_ISSUER: z.url(),
  STAFF_CLIENT: z.string(),
  /** The KMS HMAC key that the secrets of the portal derive from. */
  COOKIE_KEY: z.string(),
  /** Origins of the evidence stores, separated by spaces. */
  STORE_ORIGINS: z.string(),
  ...doorEnvironment,
});

/** Read at cold start; what is missing or malformed stops the function with its name. */
export const readEnvironment = (): z.infer<typeof environment> => {
  const parsed = environment.safeParse(process.env);
  if (parsed.success) return parsed.data;
  throw new Error(`environment: ${parsed.error.issues.map(({ path }) => path.join('.')).join(', ')}`);
};

/** The issuer and the portal's client of each directory. */
export const directoriesOf = (env: ReturnType<typeof readEnvironment>) =>
  ({
    suppliers: { issuer: env.OIDC_ISSUER, client: env.PORTAL_CLIENT },
    staff: { issuer: env.OIDC_STAFF_ISSUER, client: env.STAFF_CLIENT },
  }) as const;
