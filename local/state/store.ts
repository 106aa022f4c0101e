import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * The runtime's own memory, one SQLite file: how far each stream mapping has read, which asynchronous invocations are
 * still owed, when each schedule last ran. Every part creates its own tables in it.
 *
 * `FULL` is for what was promised to somebody (an accepted invocation): it survives a power cut too. `NORMAL` survives
 * any end of the process and is for what may be done twice (a checkpoint), because it never waits for the disk.
 */
export function openStore(dir: string, synchronous: 'FULL' | 'NORMAL' = 'FULL'): DatabaseSync {
  const db = new DatabaseSync(join(dir, 'runtime.db'));
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}; PRAGMA busy_timeout = 5000`);
  return db;
}
