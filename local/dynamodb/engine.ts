import { type ChildProcess, spawn } from 'node:child_process';
import { openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDynamoClient } from './client.ts';

export type Engine = {
  readonly endpoint: string;
  /** The SQLite file that the engine writes, if it is ours. */
  readonly file?: string;
  readonly stop: () => Promise<void>;
};

type EngineOptions = {
  /** Folder for the data file and the pid file. */
  readonly dir: string;
  readonly logFile: string;
  readonly port: number;
  /** An engine that runs already (DynamoDB Local, another dynoxide): nothing is started. */
  readonly externalEndpoint?: string | undefined;
  /** Called when the engine ends though nobody stopped it. */
  readonly onLost: (reason: string) => void;
};

/**
 * Runs dynoxide on a data file of its own. It never outlives this process: a shell between the two holds the reading
 * end of a pipe and kills it when the writing end, ours, is gone, whatever ended us. Should the shell be killed too,
 * the pid file lets the next start find and end what is left.
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  if (options.externalEndpoint) {
    await answers(options.externalEndpoint, () => undefined);
    return { endpoint: options.externalEndpoint, stop: async () => undefined };
  }
  const { dir, port } = options;
  const binary = findBinary();
  const file = join(dir, 'dynamodb.db');
  const pidFile = join(dir, 'dynoxide.pid');
  await reap(pidFile, file);

  const log = openSync(options.logFile, 'a');
  const child = spawn('/bin/sh', ['-c', watchdog, 'dynoxide', pidFile, binary, ...serve(port, file)], {
    // A session of its own: Ctrl+C in the terminal must reach us only, so that functions can finish their writes.
    detached: true,
    stdio: ['pipe', log, log],
  });
  let stopping = false;
  let ended: string | undefined;
  child.once('error', (error) => {
    ended = error.message;
  });
  const exited = new Promise<void>((resolve) =>
    child.once('exit', (code) => {
      ended ??= `dynoxide ended with code ${code}; see ${options.logFile}`;
      resolve();
      if (!stopping) options.onLost(ended);
    }),
  );
  const endpoint = `http://127.0.0.1:${port}`;
  await answers(endpoint, () => ended);

  return {
    endpoint,
    file,
    async stop() {
      stopping = true;
      await endGracefully(child, exited);
      rmSync(pidFile, { force: true });
    },
  };
}

/** `$1` pid file, then the command. Standard input is the pipe whose other end is ours. */
const watchdog = `
exec 3<&0
pidfile=$1; shift
"$@" 3<&- & engine=$!
echo $engine >"$pidfile"
( cat <&3 >/dev/null; kill -TERM $engine; sleep 1; kill -KILL $engine ) 2>/dev/null & guard=$!
wait $engine; code=$?
kill $guard 2>/dev/null
exit $code`;

const serve = (port: number, file: string) => [
  'serve',
  '--host',
  '127.0.0.1',
  '--port',
  String(port),
  '--db-path',
  file,
];

/** Closing the pipe asks for the end; the shell makes sure of it within a second. */
async function endGracefully(child: ChildProcess, exited: Promise<void>): Promise<void> {
  child.stdin?.end();
  await exited;
}

function findBinary(): string {
  if (process.env.DYNOXIDE_BIN) return process.env.DYNOXIDE_BIN;
  try {
    return createRequire(import.meta.url).resolve(`@dynoxide/${process.platform}-${process.arch}/dynoxide`);
  } catch {
    throw new Error(
      `There is no dynoxide (the DynamoDB engine) for ${process.platform}-${process.arch} among the npm packages. ` +
        'Set DYNOXIDE_BIN to a dynoxide 1.2 binary (github.com/nubo-db/dynoxide/releases), or PASSERELLE_DYNAMODB_ENDPOINT ' +
        'to a running DynamoDB Local, for example http://127.0.0.1:8000.',
    );
  }
}

/** Ends an engine that an earlier instance left behind. Only one that serves this very file: pids are reused. */
async function reap(pidFile: string, dataFile: string): Promise<void> {
  let pid: number;
  try {
    pid = Number(readFileSync(pidFile, 'utf8'));
  } catch {
    return;
  }
  for (let tries = 0; tries < 100 && commandOf(pid).includes(dataFile); tries++) {
    try {
      process.kill(pid, tries < 50 ? 'SIGTERM' : 'SIGKILL');
    } catch {
      // Ended between the look and the signal.
    }
    await sleep(20);
  }
  writeFileSync(pidFile, '');
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

async function answers(endpoint: string, ended: () => string | undefined): Promise<void> {
  const client = createDynamoClient(endpoint);
  try {
    const deadline = Date.now() + 5_000;
    for (;;) {
      const reason = ended();
      if (reason) throw new Error(reason);
      try {
        await client.call('ListTables', {});
        return;
      } catch (error) {
        if (Date.now() > deadline) throw new Error(`DynamoDB does not answer at ${endpoint}`, { cause: error });
        await sleep(10);
      }
    }
  } finally {
    client.close();
  }
}
