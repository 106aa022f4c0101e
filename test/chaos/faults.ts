import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** Reproducible chance in [0, 1): mulberry32. */
export const chanceFrom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** The process that made the call is gone: nothing after this moment was done by it. */
export class Crash extends Error {
  override name = 'Crash';
}

/**
 * Lets calls to the database end in a crash: before they are sent, or after they were done and before anybody knows. `armed`
 * says whether it may happen now.
 */
export const crashing = (db: DynamoDBDocumentClient, chance: () => number, share: number, armed: () => boolean) => {
  const counts = { before: 0, after: 0 };
  db.middlewareStack.add(
    (next) => async (call) => {
      const dice = armed() ? chance() : 1;
      if (dice < share / 2) {
        counts.before++;
        throw new Crash('before the call');
      }
      const answer = await next(call);
      if (dice < share) {
        counts.after++;
        throw new Crash('after the call');
      }
      return answer;
    },
    { step: 'initialize', name: 'crash' },
  );
  return counts;
};
