import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { postSigned } from './post.ts';

const page = z.object({
  events: z.array(z.looseObject({ id: z.string(), type: z.string(), sequence: z.string() })),
  next: z.int(),
  head: z.int(),
});

export type ListenOptions = {
  api: string;
  /** `sandbox` needs no token. */
  institution: string;
  forward: string;
  after: number;
  secret: string;
  token: () => Promise<string | undefined>;
  say: (line: string) => void;
  signal: AbortSignal;
};

/** Longest wait between two looks while somebody watches, in milliseconds, whatever the server would be content with. */
const patience = 2_000;

/** Forwards a feed to a local address, signed, in order, one event at a time; one that is not taken is tried until it is. */
export const listen = async (options: ListenOptions): Promise<void> => {
  const { api, institution, forward, secret, say, signal } = options;
  const feed = institution === 'sandbox' ? '/v1/sandbox' : `/v1/feeds/${institution}`;
  let { after } = options;
  while (!signal.aborted) {
    const token = await options.token();
    const response = await fetch(`${api}${feed}/events?after=${after}&limit=100`, {
      headers: token ? { authorization: `Bearer ${token}` } : {},
      signal,
    });
    if (!response.ok) throw new Error(`${feed}: ${response.status} ${await response.text()}`);
    const { events, next, head } = page.parse(await response.json());
    for (const event of events) {
      const message = { id: event.id, body: JSON.stringify(event) };
      for (let tries = 1; !signal.aborted; tries++) {
        const answered = await postSigned(forward, secret, message).then(
          ({ status }) => status,
          () => 0,
        );
        say(`${event.sequence} ${event.type} → ${answered || 'no answer'}`);
        if (answered >= 200 && answered < 300) break;
        await sleep(Math.min(250 * 2 ** tries, 5_000), undefined, { signal }).catch(() => {});
      }
    }
    after = next;
    if (next >= head) await sleep(patience, undefined, { signal }).catch(() => {});
  }
};

/** A token given as it is, or asked for with client credentials and asked for again before it ends. */
const tokenFrom = (env: NodeJS.ProcessEnv): ListenOptions['token'] => {
  const { PASSERELLE_TOKEN, PASSERELLE_CLIENT_ID, PASSERELLE_CLIENT_SECRET, PASSERELLE_TOKEN_URL } = env;
  if (!PASSERELLE_CLIENT_ID || !PASSERELLE_CLIENT_SECRET || !PASSERELLE_TOKEN_URL) return async () => PASSERELLE_TOKEN;
  let [token, until] = ['', 0];
  return async () => {
    if (Date.now() < until) return token;
    const basic = Buffer.from(`${PASSERELLE_CLIENT_ID}:${PASSERELLE_CLIENT_SECRET}`).toString('base64');
    const response = await fetch(PASSERELLE_TOKEN_URL, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials',
    });
    const answer = z.object({ access_token: z.string(), expires_in: z.number() }).parse(await response.json());
    [token, until] = [answer.access_token, Date.now() + (answer.expires_in - 30) * 1000];
    return token;
  };
};

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      api: { type: 'string', default: 'http://127.0.0.1:8080' },
      institution: { type: 'string', default: 'sandbox' },
      forward: { type: 'string' },
      after: { type: 'string', default: '0' },
      secret: { type: 'string', default: `whsec_${randomBytes(32).toString('base64')}` },
    },
  });
  const { forward, ...more } = values;
  if (!forward) {
    console.error('npm run listen -- --institution sandbox --forward http://127.0.0.1:8081');
    process.exit(2);
  }
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  console.log(`signing with ${values.secret}`);
  const said = { ...more, forward, after: Number(values.after), token: tokenFrom(process.env) };
  await listen({ ...said, say: console.log, signal: stop.signal }).catch((error) => {
    if (!stop.signal.aborted) throw error;
  });
}
