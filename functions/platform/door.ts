import * as z from 'zod/mini';
import { type Limit, limits } from '#schemas/limits.ts';
import { systemClock } from './clock.ts';
import { tableCounters } from './counters.ts';
import { type Limiter, limiter } from './limiter.ts';
import { type Visitors, visitorsUnder } from './visitor.ts';

/** What counts requests, at the API and at the portal, finds in its environment. */
export const doorEnvironment = {
  DOOR_TABLE: z.string(),
  /** The KMS HMAC key under which the portal vouches for its visitors. */
  VISITOR_KEY: z.string(),
  /** Where this deployment's limits differ from the standard ones, as JSON. */
  LIMITS: z.pipe(
    z._default(z.string(), '{}'),
    z.transform((text) => limits.parse(JSON.parse(text))),
  ),
};

export type Door = {
  limits: z.infer<typeof limits>;
  /** Seconds to wait under a limit of this deployment, `times` applied. */
  wait: (name: string, subject: string, limit: Limit) => Promise<number>;
  visitors: Visitors;
};

export const doorBy = (limiter: Limiter, visitors: Visitors, said: z.infer<typeof limits>): Door => ({
  limits: said,
  wait: (name, subject, { requests, seconds }) =>
    limiter(name, subject, { requests: Math.ceil(requests * said.times), seconds }),
  visitors,
});

/** `failed` is told why a counter did not answer. */
export const openDoor = (
  env: z.infer<z.ZodMiniObject<typeof doorEnvironment>>,
  failed: (cause: string) => void,
): Door =>
  doorBy(
    limiter({ count: tableCounters(env.DOOR_TABLE), clock: systemClock, failed }),
    visitorsUnder(env.VISITOR_KEY),
    env.LIMITS,
  );
