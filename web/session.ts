import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import * as z from 'zod/mini';

/** Suppliers and staff sign in at different places, with different factors. */
export const directories = ['suppliers', 'staff'] as const;

/** Who is signed in, as their sealed cookie says. */
export const session = z.object({
  person: z.string(),
  name: z.string(),
  roles: z.array(z.enum(['verifier', 'operator', 'buyer'])),
  institution: z.optional(z.string()),
  /** Where they signed in. */
  directory: z._default(z.enum(directories), 'suppliers'),
  accessToken: z.string(),
  refreshToken: z.optional(z.string()),
  /** Milliseconds since 1970. */
  accessUntil: z.number(),
  startedAt: z.number(),
  seenAt: z.number(),
  /** Put into every form; a form without it is refused. */
  formToken: z.string(),
});
export type Session = z.infer<typeof session>;

/** Idle for this long, or this old altogether, and one signs in again. */
export const idleMilliseconds = 30 * 60_000;
export const absoluteMilliseconds = 12 * 3600_000;
export const sessionCookieSeconds = 7 * 86_400;

/** Seals and opens what a cookie carries. */
export type Seal = {
  seal: (purpose: string, value: unknown) => Promise<string>;
  open: (purpose: string, text: string) => Promise<unknown>;
  /** Always the same for one person: a page that was open while they signed in again can still be sent. */
  formToken: (person: string) => Promise<string>;
};

export type Cookies = {
  read: <T extends z.ZodMiniType>(c: Context, name: string, schema: T) => Promise<z.infer<T> | undefined>;
  /** false where it does not fit into a cookie, and nothing was written. */
  write: (c: Context, name: string, value: unknown, seconds: number) => Promise<boolean>;
  clear: (c: Context, name: string) => void;
  formToken: (person: string) => Promise<string>;
};

/** A cookie longer than this is dropped by browsers without a word. */
const largestCookie = 4000;

/**
 * Encrypted cookies that no script can read and no other site can send along. `Secure` (and the `__Host-` name that
 * demands it) everywhere but on a machine's own address.
 */
export const cookies = (seal: Seal, secure: boolean): Cookies => {
  const fullName = (name: string) => (secure ? `__Host-${name}` : name);
  const options = { path: '/', httpOnly: true, secure, sameSite: 'Lax' as const };
  return {
    read: async (c, name, schema) => {
      const text = getCookie(c, fullName(name));
      if (!text) return undefined;
      try {
        return schema.parse(await seal.open(name, text));
      } catch {
        // Altered, sealed under an older key, or of an older shape: as good as none.
        return undefined;
      }
    },
    write: async (c, name, value, seconds) => {
      const text = await seal.seal(name, value);
      if (text.length > largestCookie) return false;
      setCookie(c, fullName(name), text, { ...options, maxAge: seconds });
      return true;
    },
    formToken: seal.formToken,
    clear: (c, name) => deleteCookie(c, fullName(name), options),
  };
};
