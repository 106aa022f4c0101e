/** Seconds before each further try after a failure: 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h. */
export const retrySeconds = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400] as const;
const longest = 86_400;

/** `Retry-After` in seconds, given as seconds or as a date (RFC 9110); undefined when it is neither. */
export const retryAfterSeconds = (header: string | undefined, now: Date): number | undefined => {
  if (header === undefined) return undefined;
  const text = header.trim();
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : Math.ceil((Date.parse(text) - now.getTime()) / 1000);
  return Number.isNaN(seconds) ? undefined : Math.min(Math.max(seconds, 0), longest);
};

/**
 * Seconds to wait after the nth failure in a row, up to a fifth longer so that many institutions do not come back at the
 * same moment, and never sooner than the endpoint asked for; undefined when every retry has failed.
 */
export const waitSeconds = (
  failures: number,
  retryAfter: number | undefined,
  random: () => number,
): number | undefined => {
  const base = retrySeconds[failures - 1];
  if (base === undefined) return undefined;
  return Math.max(Math.ceil(base * (1 + random() / 5)), retryAfter ?? 0);
};

export type Meaning = 'delivered' | 'refused' | 'gone' | 'failed';

/** What a 4xx says of the endpoint or the connection rather than of the event. */
const aboutTheEndpoint = new Set([401, 402, 403, 404, 405, 407, 408, 421, 423, 425, 426, 429, 451]);

/** What a status means for the event: delivered, refused on its own, endpoint gone for good, or to be tried again. */
export const meaningOf = (status: number): Meaning => {
  if (status >= 200 && status < 300) return 'delivered';
  if (status === 410) return 'gone';
  return status >= 400 && status < 500 && !aboutTheEndpoint.has(status) ? 'refused' : 'failed';
};
