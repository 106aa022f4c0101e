import * as z from 'zod/mini';
import type { Action, Role } from './authorisation.ts';

/** So many requests in so many seconds, counted from the clock's own full periods. */
const whole = (most: number) => z.int().check(z.gte(1), z.lte(most));
const limit = (requests: number, seconds = 60) =>
  z._default(z.strictObject({ requests: whole(1_000_000), seconds: whole(86_400) }), { requests, seconds });
export type Limit = { requests: number; seconds: number };

const byRole = {
  /** Without a token there is only an address to count by; one can stand for a whole office. */
  anyone: limit(300),
  /** A form that saves itself while one types asks 40 times a minute. */
  person: limit(600),
  buyer: limit(600),
  verifier: limit(1_200),
  system: limit(1_200),
  operator: limit(1_200),
} satisfies Record<Role, unknown>;

const byAction = {
  /** 256 bits cannot be guessed; this keeps anyone from trying. */
  'member.accept': limit(10, 600),
  /** Each invitation is a letter to somebody. */
  'member.manage': limit(60, 3600),
  'certificate.verify': limit(120),
  /** Each one is a ZIP of everything. */
  'export.ask': limit(20, 3600),
  /** A challenge makes the network call an address of the caller's choice. */
  'endpoint.manage': limit(60),
  'supplier.create': limit(30, 3600),
} satisfies Partial<Record<Action, unknown>>;

/**
 * How often anybody may ask. Beside the limit of who asks, some actions have a closer one of their own. `times`
 * multiplies all of them: for a bench, whose one verifier works like a thousand.
 */
export const limits = z.strictObject({
  times: z._default(z.number().check(z.positive()), 1),
  byRole: z.prefault(z.strictObject(byRole), {}),
  byAction: z.prefault(z.strictObject(byAction), {}),
  /** Tokens that do not hold, by address: whoever sends more is trying them. */
  refusedToken: limit(60),
  /** Pages of the portal that nobody in particular asks for, by address. */
  page: limit(600),
  /** Sign-ins that are begun or come back, by address. */
  signIn: limit(120),
});
export type Limits = z.infer<typeof limits>;
