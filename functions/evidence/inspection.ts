import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Question, Reply } from './inspector/protocol.ts';

/** What one file may cost. */
export const limits = { milliseconds: 5_000, bytes: 512 * 1024 * 1024 };
/** For drawing what was accepted: what screening drew in its time on a quiet machine is drawn on a busy one too. */
export const drawingLimits = { ...limits, milliseconds: 15_000 };

/** The file took more time or memory than any honest paper does, or broke the program that reads it. */
export class TooCostly extends Error {
  override name = 'TooCostly';
}

const pageBytes = 4096;
/** Resident memory of a process; 0 where the system does not tell. */
const residentBytes = (pid: number | undefined): number => {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * pageBytes;
  } catch {
    return 0;
  }
};

export type Inspector = { ask: (question: Question) => Promise<Reply>; stop: () => void };

/**
 * Keeps one inspector process warm and asks it one thing at a time. A question past its limits ends the process and
 * throws `TooCostly`; the next question starts a new one.
 */
export const inspector = (program: string, allowed = limits): Inspector => {
  let child: ChildProcess | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const start = (): ChildProcess => {
    const started = fork(program, [], {
      serialization: 'advanced',
      // No credentials, no settings: nothing in there is worth having.
      env: { NODE_ENV: 'production' },
      execArgv: ['--max-old-space-size=384'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    started.unref();
    started.channel?.unref();
    return started;
  };

  const once = (question: Question): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const asked = child?.connected ? child : start();
      child = asked;
      const deadline = performance.now() + allowed.milliseconds;
      const done = (settle: () => void, keep: boolean) => {
        clearInterval(watch);
        asked.off('message', onReply).off('exit', onExit).off('error', onExit);
        if (!keep) {
          asked.kill('SIGKILL');
          child = undefined;
        }
        settle();
      };
      // A program that a file has broken may go on answering, and wrongly: another takes the next file.
      const onReply = (message: unknown) => {
        const reply = message as Reply;
        done(() => resolve(reply), !('failed' in reply) && residentBytes(asked.pid) < allowed.bytes / 2);
      };
      const onExit = () => done(() => reject(new TooCostly('ended')), false);
      const watch = setInterval(() => {
        if (performance.now() > deadline) done(() => reject(new TooCostly('time')), false);
        else if (residentBytes(asked.pid) > allowed.bytes) done(() => reject(new TooCostly('memory')), false);
      }, 20);
      asked.on('message', onReply).on('exit', onExit).on('error', onExit);
      asked.send(question, (error) => error && onExit());
    });

  return {
    ask: (question) => {
      const mine = last.then(() => once(question));
      last = mine.catch(() => undefined);
      return mine;
    },
    stop: () => child?.kill('SIGKILL'),
  };
};
