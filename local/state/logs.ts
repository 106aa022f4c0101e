import { appendFileSync, existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

/** The folder of the logs. Where `PASSERELLE_LOGS` names one, they are kept there, and outlive the state folder. */
export function openLogs(dir: string): string {
  const logDir = join(dir, 'logs');
  const kept = process.env.PASSERELLE_LOGS;
  if (kept && !existsSync(logDir)) {
    const target = join(resolve(kept), basename(dir));
    mkdirSync(target, { recursive: true });
    symlinkSync(target, logDir, 'dir');
  }
  mkdirSync(logDir, { recursive: true });
  return logDir;
}

/** Writes what the runtime itself has to say, line by line. */
export const reporter =
  (logDir: string) =>
  (line: string): void =>
    appendFileSync(join(logDir, 'runtime.log'), `${new Date().toISOString()} ${line}\n`);
