import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { type AddressPolicy, checkedLookup, checkUrl, ForbiddenAddress } from '#platform/addresses.ts';

export type Posted =
  | { kind: 'answered'; status: number; retryAfter: string | undefined; body: string; milliseconds: number }
  /** No answer that counts: `reason` is a stable code. */
  | { kind: 'failed'; reason: string; milliseconds: number };

export type Transport = {
  post: (url: string, headers: Readonly<Record<string, string>>, body: string) => Promise<Posted>;
  close: () => void;
};

/** From the first byte sent to the last needed, in milliseconds. */
export const timeoutMilliseconds = 15_000;
/** Of an answer no more is read than this; the status is what counts. */
const answerBytes = 16 * 1024;
/** An answer whose status is known need not be waited for much longer. */
const drainMilliseconds = 1_000;
const idleMilliseconds = 5_000;

const reasonOf = (error: NodeJS.ErrnoException): string => {
  if (error instanceof ForbiddenAddress) return error.code;
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'timed-out';
  const code = error.code ?? '';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'name-not-resolved';
  if (code === 'ECONNREFUSED') return 'connection-refused';
  if (code.startsWith('ERR_TLS') || code.includes('CERT') || code.includes('SSL')) return 'tls-failed';
  return 'connection-failed';
};

/** Reads what is worth reading and lets go: of the connection too, when the answer is too long or too slow. */
const bodyOf = (answer: IncomingMessage): Promise<string> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const end = () => {
      clearTimeout(timer);
      resolve(Buffer.concat(chunks).subarray(0, answerBytes).toString('utf8'));
    };
    const timer = setTimeout(() => answer.destroy(), drainMilliseconds);
    answer.on('data', (chunk: Buffer) => {
      if (bytes < answerBytes) chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > answerBytes) answer.destroy();
    });
    answer.once('end', end).once('close', end).once('error', end);
  });

/**
 * Posts to addresses that others chose: checked at connect time and pinned, bounded in time and size, redirects never
 * followed (Node's client does not). Connections are kept for a while, since a feed comes in a row.
 */
export const transportTo = (policy: AddressPolicy, options: { timeout?: number } = {}): Transport => {
  // As many connections to one host as institutions have their endpoints there: with a limit, one that never answers would
  // hold up its neighbours.
  const shared = { keepAlive: true, timeout: idleMilliseconds, lookup: checkedLookup(policy) };
  const agents = { 'http:': new HttpAgent(shared), 'https:': new HttpsAgent(shared) };

  const once = (url: URL, headers: Readonly<Record<string, string>>, body: Buffer) =>
    new Promise<Omit<Extract<Posted, { kind: 'answered' }>, 'milliseconds'>>((resolve, reject) => {
      const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
      const outgoing = request(url, {
        method: 'POST',
        agent: agents[url.protocol as keyof typeof agents],
        headers: { ...headers, 'content-length': String(body.length), 'user-agent': 'Passerelle-Delivery/1' },
        signal: AbortSignal.timeout(options.timeout ?? timeoutMilliseconds),
        maxHeaderSize: 16 * 1024,
      });
      outgoing.once('response', async (answer) => {
        const text = await bodyOf(answer);
        resolve({
          kind: 'answered',
          status: answer.statusCode ?? 0,
          retryAfter: answer.headers['retry-after'],
          body: text,
        });
      });
      outgoing.once('error', (error: NodeJS.ErrnoException) => {
        // A kept connection that the other end had closed meanwhile: nothing was received, ask again on a new one.
        reject(Object.assign(error, { again: outgoing.reusedSocket && error.code === 'ECONNRESET' }));
      });
      outgoing.end(body);
    });

  return {
    post: async (text, headers, body) => {
      const started = performance.now();
      const milliseconds = () => Math.round(performance.now() - started);
      try {
        const url = checkUrl(text, policy);
        const bytes = Buffer.from(body, 'utf8');
        const answered = await once(url, headers, bytes).catch((error: Error & { again?: boolean }) => {
          if (error.again) return once(url, headers, bytes);
          throw error;
        });
        return { ...answered, milliseconds: milliseconds() };
      } catch (error) {
        return { kind: 'failed', reason: reasonOf(error as NodeJS.ErrnoException), milliseconds: milliseconds() };
      }
    },
    close: () => {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
};
