import { randomBytes } from 'node:crypto';
import type { Clock } from '#platform/clock.ts';
import { derivedId } from '#platform/ids.ts';
import type { Target } from '../endpoint.ts';
import { signedHeaders } from '../sign.ts';
import type { Transport } from '../transport.ts';

export const challengeType = 'endpoint.challenge.v1';

/**
 * Asks an endpoint whether it wants the events: it must answer 2xx with the challenge that it was sent, as
 * `{"challenge": "…"}`. Nobody is made to receive what they did not ask for, and nothing that merely accepts any POST passes.
 * @returns `proven`, or a stable code of what went wrong.
 */
export const challenge = async (
  { transport, clock }: { transport: Transport; clock: Clock },
  { endpoint, keys }: Target,
): Promise<string> => {
  if (keys.length === 0) return 'no-secret';
  const at = clock();
  const word = randomBytes(24).toString('base64url');
  const id = `evt_${derivedId('challenge', endpoint.institution, word)}`;
  const body = JSON.stringify({
    specversion: '1.0',
    id,
    source: `/v1/feeds/${endpoint.institution}`,
    type: challengeType,
    time: at.toISOString(),
    datacontenttype: 'application/json',
    data: { challenge: word },
  });
  const headers = {
    'content-type': 'application/cloudevents+json; charset=utf-8',
    ...signedHeaders(keys, { id, at, body }),
  };
  const posted = await transport.post(endpoint.url, headers, body);
  if (posted.kind === 'failed') return posted.reason;
  if (posted.status < 200 || posted.status > 299) return `http-${posted.status}`;
  try {
    const answer: unknown = JSON.parse(posted.body);
    const said = typeof answer === 'object' && answer !== null && 'challenge' in answer ? answer.challenge : undefined;
    return said === word ? 'proven' : 'challenge-not-answered';
  } catch {
    return 'challenge-not-answered';
  }
};
