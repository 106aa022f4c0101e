import { createHmac, timingSafeEqual } from 'node:crypto';
import { derivedId } from './ids.ts';
import { secretFrom } from './secret.ts';

/*
 * The portal asks the API on behalf of whoever looks at it, so for the API all of them come from one address. The portal
 * therefore vouches for its visitor: not the address itself, but what cannot be turned back into it, signed for a moment.
 */

export const visitorHeader = 'x-passerelle-visitor';
/** Longer than any page takes. */
const goodForMilliseconds = 60_000;

export type Visitors = {
  vouch: (address: string, at: Date) => Promise<string>;
  /** Whom the portal vouched for; undefined where it did not. */
  vouched: (header: string | undefined, at: Date) => Promise<string | undefined>;
};

/** Under a key of KMS that only the portal and the API's functions may use; asked for once, when it is first needed. */
export const visitorsUnder = (keyId: string, secretOf = secretFrom): Visitors => {
  let known: Promise<Buffer> | undefined;
  const sign = async (text: string): Promise<Buffer> => {
    known ??= secretOf(keyId, 'passerelle visitor v1');
    known.catch(() => {
      known = undefined;
    });
    return createHmac('sha256', await known)
      .update(text)
      .digest();
  };
  return {
    vouch: async (address, at) => {
      const text = `${derivedId('visitor', address)}.${at.getTime()}`;
      return `${text}.${(await sign(text)).toString('base64url')}`;
    },
    vouched: async (header, at) => {
      const [, text = '', visitor, moment, mac = ''] =
        /^(([\w-]{1,64})\.(\d{1,16}))\.([\w-]{43})$/.exec(header ?? '') ?? [];
      if (!visitor || Math.abs(at.getTime() - Number(moment)) > goodForMilliseconds) return undefined;
      return timingSafeEqual(await sign(text), Buffer.from(mac, 'base64url')) ? visitor : undefined;
    },
  };
};
