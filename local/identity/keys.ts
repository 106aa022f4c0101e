import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';

export type IdentityKeys = {
  /** Signs tokens: RS256, as Cognito's. */
  readonly signing: JWK;
  /** Signs the provider's cookies. */
  readonly cookies: readonly string[];
};

/** Made at the first start and kept, so that tokens and sign-ins stay good over a restart. */
export async function identityKeys(dir: string): Promise<IdentityKeys> {
  const file = join(dir, 'identity-keys.json');
  if (!existsSync(file)) {
    const { privateKey } = await generateKeyPair('RS256', { extractable: true });
    const signing = { ...(await exportJWK(privateKey)), kid: randomBytes(8).toString('hex'), alg: 'RS256', use: 'sig' };
    const made: IdentityKeys = { signing, cookies: [randomBytes(32).toString('base64url')] };
    writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}
