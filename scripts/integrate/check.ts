import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { eventExamples } from '#schemas/events/examples.ts';
import { postSigned } from './post.ts';

export type Check = { name: string; passed: boolean; found: string };

const taken = (status: number) => status >= 200 && status < 300;
const refused = (status: number) => status >= 400 && status < 500 && status !== 410;

/**
 * What a receiver must do, tried on it: answer the challenge, take every type of event singly and in a batch, take a replay
 * and a duplicate as well, and refuse what is not genuine or not recent. Uses sample events only.
 */
export async function* checkReceiver(url: string, secret: string): AsyncGenerator<Check> {
  const attempt = async (
    name: string,
    message: Parameters<typeof postSigned>[2],
    good: (answer: { status: number; body: string }) => boolean,
  ): Promise<Check> => {
    try {
      const answer = await postSigned(url, secret, message);
      return { name, passed: good(answer), found: `answered ${answer.status}` };
    } catch (error) {
      return { name, passed: false, found: error instanceof Error ? error.name : 'failed' };
    }
  };
  const challenge = randomBytes(18).toString('base64url');
  const asked = { specversion: '1.0', type: 'endpoint.challenge.v1', source: '/v1/feeds/sandbox', data: { challenge } };
  yield attempt(
    'answers the challenge',
    { id: 'evt_challenge', body: JSON.stringify({ ...asked, id: 'evt_challenge' }) },
    ({ status, body }) => taken(status) && body.includes(challenge),
  );
  for (const event of eventExamples)
    yield attempt(`takes ${event.type}`, { id: event.id, body: JSON.stringify(event) }, ({ status }) => taken(status));
  const [first] = eventExamples;
  const again = { id: first!.id, body: JSON.stringify(first) };
  yield attempt('takes a duplicate (and should do nothing)', again, ({ status }) => taken(status));
  for (const event of eventExamples)
    yield attempt(
      `takes the replay of sequence ${Number(event.sequence)}`,
      { id: event.id, body: JSON.stringify(event) },
      ({ status }) => taken(status),
    );
  yield attempt(
    'takes a batch',
    {
      id: 'bat_sandbox',
      body: JSON.stringify(eventExamples),
      contentType: 'application/cloudevents-batch+json; charset=utf-8',
    },
    ({ status }) => taken(status),
  );
  yield attempt('refuses a bad signature', { ...again, tamper: true }, ({ status }) => refused(status));
  const old = new Date(Date.now() - 3_600_000);
  yield attempt('refuses a signature that is an hour old', { ...again, at: old }, ({ status }) => refused(status));
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { url: { type: 'string' }, secret: { type: 'string' } } });
  const { url, secret } = values;
  if (!url || !secret?.startsWith('whsec_')) {
    console.error('npm run receiver:check -- --url http://127.0.0.1:8081 --secret whsec_…');
    process.exit(2);
  }
  let failed = 0;
  for await (const { name, passed, found } of checkReceiver(url, secret)) {
    if (!passed) failed++;
    console.log(`${passed ? 'ok     ' : 'NOT OK '} ${name.padEnd(48)} ${found}`);
  }
  process.exitCode = failed > 0 ? 1 : 0;
}
