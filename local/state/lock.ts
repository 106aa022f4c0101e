import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Somebody else runs on this state folder. `message` tells the person who, and what to do. */
export class StateInUse extends Error {}

/**
 * Takes the state folder for this process. The lock is SQLite's own file lock, so the operating system gives it back
 * at any kind of end, `kill -9` included: there is no stale lock to clean up. Returns the release.
 */
export function lockState(dir: string): () => void {
  mkdirSync(dir, { recursive: true });
  const owner = join(dir, 'owner.json');
  const db = new DatabaseSync(join(dir, 'lock.db'));
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch {
    db.close();
    throw new StateInUse(
      `${dir} is in use by ${describeOwner(owner)}. Stop that one first, or give this one another state folder.`,
    );
  }
  writeFileSync(owner, JSON.stringify({ pid: process.pid, since: new Date().toISOString() }));
  return () => db.close();
}

function describeOwner(file: string): string {
  try {
    const { pid, since } = JSON.parse(readFileSync(file, 'utf8'));
    return `process ${pid}, started ${since}`;
  } catch {
    return 'another process';
  }
}
