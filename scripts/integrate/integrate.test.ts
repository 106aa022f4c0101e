import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { eventExamples } from '#schemas/events/examples.ts';
import { type Check, checkReceiver } from './check.ts';
import { listen } from './listen.ts';

const secret = `whsec_${randomBytes(32).toString('base64')}`;
const ending: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0)) await end();
});

const listening = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ending.push(() => new Promise((resolve) => server.close(resolve)));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
const freePort = async (): Promise<number> => {
  const server = createServer();
  const url = await listening(server);
  await ending.pop()!();
  return Number(new URL(url).port);
};

/** Runs an example of the documents as it stands there. */
const example = async (command: string, file: string): Promise<{ url: string; lines: () => string[] }> => {
  const port = await freePort();
  const env = { ...process.env, PASSERELLE_SECRET: secret, PORT: String(port) };
  const child: ChildProcess = spawn(command, [`docs/integrate/examples/${file}`], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  ending.push(() => child.kill());
  let text = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  const lines = () => text.trim().split(/\r?\n/);
  const url = `http://127.0.0.1:${port}/`;
  for (let tries = 0; tries < 100; tries++) {
    const up = await fetch(url, { method: 'POST', body: '{}' }).then(
      () => true,
      () => false,
    );
    if (up) return { url, lines };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${file} did not start`);
};
const hasPython = (() => {
  try {
    execFileSync('python3', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();
const failedOf = async (checks: AsyncGenerator<Check>): Promise<string[]> => {
  const failed: string[] = [];
  for await (const { name, passed } of checks) if (!passed) failed.push(name);
  return failed;
};

describe('a receiver from the documents passes the check and does each thing once', () => {
  it('in TypeScript', async () => {
    const { url, lines } = await example(process.execPath, 'receiver.ts');
    expect(await failedOf(checkReceiver(url, secret))).toEqual([]);
    await expect
      .poll(lines)
      .toEqual(eventExamples.map(({ sequence, type, subject }) => `${sequence} ${type} ${subject}`));
  });

  it.skipIf(!hasPython)('in Python', async () => {
    const { url, lines } = await example('python3', 'receiver.py');
    expect(await failedOf(checkReceiver(url, secret))).toEqual([]);
    await expect
      .poll(lines)
      .toEqual(eventExamples.map(({ sequence, type, subject }) => `${sequence} ${type} ${subject}`));
  });
});

describe('the check of a receiver', () => {
  it('finds one that takes anything', async () => {
    const url = await listening(createServer((_, response) => response.end()));
    expect(await failedOf(checkReceiver(url, secret))).toEqual([
      'answers the challenge',
      'refuses a bad signature',
      'refuses a signature that is an hour old',
    ]);
  });
});

describe('listening', () => {
  it('forwards a feed in order, signed, and again what was not taken', async () => {
    const pages = createServer((request, response) => {
      const after = Number(new URL(request.url ?? '', 'http://feed').searchParams.get('after'));
      const events = eventExamples.filter(({ sequence }) => Number(sequence) > after).slice(0, 2);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ events, next: after + events.length, head: eventExamples.length }));
    });
    const got: string[] = [];
    const stop = new AbortController();
    const receiver = createServer((request, response) => {
      got.push(String(request.headers['webhook-id']));
      response.writeHead(got.length === 2 ? 500 : 204).end();
      if (got.length === eventExamples.length + 1) stop.abort();
    });
    const [api, forward] = [await listening(pages), await listening(receiver)];
    const token = async () => undefined;
    await listen({ api, forward, secret, token, institution: 'sandbox', after: 0, say: () => {}, signal: stop.signal });
    const [first, second, ...rest] = eventExamples.map(({ id }) => id);
    expect(got).toEqual([first, second, second, ...rest]);
  });
});
