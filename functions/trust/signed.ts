import { compactVerify, importJWK, type JWK } from 'jose';
import type { SignedHead } from '#schemas/audit.ts';
import { canonical } from './canonical.ts';

/** `typ` of the JWS of a tree head. */
export const headType = 'passerelle-tree-head+jwt';

/** Whether one of these keys signed exactly this head. */
export const isSigned = async (head: SignedHead, keys: readonly JWK[]): Promise<boolean> => {
  const { jws, ...said } = head;
  for (const jwk of keys)
    try {
      const { payload, protectedHeader } = await compactVerify(jws, await importJWK(jwk, 'ES256'), {
        algorithms: ['ES256'],
      });
      return protectedHeader.typ === headType && Buffer.from(payload).toString() === canonical(said);
    } catch {
      // The next key may be the one.
    }
  return false;
};
