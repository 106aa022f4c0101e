import { type ChildProcess, fork } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ApiClient, apiClient } from '#schemas/api/client.ts';
import { patient } from '../../scripts/network/patience.ts';

/** Tokens live for 15 minutes; they are asked for anew well before. */
const tokenMilliseconds = 8 * 60_000;

type Said = { apiUrl: string } | { person: string; token: string };

export type Mortal = {
  as: (person: string) => ApiClient;
  /** SIGKILL, at once; resolves when it is up again. */
  killAndRestart: () => Promise<void>;
  end: () => Promise<void>;
};

/** The network in a process of its own, which can be killed and comes back on the same state. */
export const mortalNetwork = async (dir: string): Promise<Mortal> => {
  let child: ChildProcess;
  let apiUrl = '';
  let up = Promise.withResolvers<void>();
  const tokens = new Map<string, { token: string; until: number }>();

  const start = (): Promise<void> => {
    up = Promise.withResolvers<void>();
    const started = fork(fileURLToPath(new URL('./child.ts', import.meta.url)), [dir], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const log = createWriteStream(join(dir, 'child.log'), { flags: 'a' });
    started.stdout?.pipe(log);
    started.stderr?.pipe(log);
    started.on('message', (said: Said) => {
      if ('apiUrl' in said) {
        apiUrl = said.apiUrl;
        up.resolve();
      } else tokens.set(said.person, { token: said.token, until: Date.now() + tokenMilliseconds });
    });
    const { reject } = up;
    started.once('exit', (code) => reject(new Error(`the network ended with ${code}: see ${join(dir, 'child.log')}`)));
    child = started;
    return up.promise;
  };

  const tokenFor = async (person: string): Promise<string> => {
    for (;;) {
      const known = tokens.get(person);
      if (known && known.until > Date.now()) return known.token;
      await up.promise.catch(() => undefined);
      if (child.connected) child.send(person);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  };

  await start();
  return {
    as: (person) => {
      // The address is read at each call: a restart may have moved it.
      const api: ApiClient = (operation, parts) =>
        apiClient({ baseUrl: apiUrl, language: 'en', token: () => tokenFor(person) })(operation, parts);
      return patient(api);
    },
    killAndRestart: async () => {
      const dead = new Promise((resolve) => child.once('exit', resolve));
      up.promise.catch(() => undefined);
      child.kill('SIGKILL');
      await dead;
      await start();
    },
    end: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      up.promise.catch(() => undefined);
      child.disconnect();
      await ended;
    },
  };
};
