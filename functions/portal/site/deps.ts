import { KMSClient } from '@aws-sdk/client-kms';
import { sealed, sealer } from '#platform/sealed.ts';
import { documentClient } from '#platform/tables.ts';
import { cookies } from '#web/session.ts';
import type { SiteDependencies } from '#web/site.tsx';
import type { readEnvironment } from './env.ts';
import { oidcProvider } from './provider.ts';

/** Cookies rest sealed under a key of the portal's own. */
const subject = 'portal';

export const createDependencies = (env: ReturnType<typeof readEnvironment>): SiteDependencies => {
  const seals = sealer({
    db: documentClient(),
    kms: new KMSClient(),
    keysTable: env.KEYS_TABLE,
    masterKey: env.SEALS_KEY,
  });
  return {
    apiUrl: env.API_URL,
    origin: env.PORTAL_ORIGIN,
    storeOrigins: env.STORE_ORIGINS.split(' ').filter(Boolean),
    provider: oidcProvider({ issuer: env.OIDC_ISSUER, client: env.PORTAL_CLIENT, origin: env.PORTAL_ORIGIN }),
    cookies: cookies(
      {
        seal: async (purpose, value) => {
          const { nonce, text } = await seals.seal(subject, purpose, value);
          return `${nonce}.${text}`;
        },
        open: (purpose, text) => {
          const [nonce = '', rest = ''] = text.split('.');
          return seals.open(subject, sealed.parse({ purpose, nonce, text: rest }));
        },
      },
      env.PORTAL_ORIGIN.startsWith('https:'),
    ),
    now: Date.now,
  };
};
