import { DatabaseSync } from 'node:sqlite';

export type Watch = { readonly stop: () => void };

/** Milliseconds between two looks: while something happens, and when nothing has for a while. */
const ACTIVE = 4;
const IDLE = 20;
const CALM_AFTER = 2_000;
/** DynamoDB keeps stream records for a day. */
const KEPT_SECONDS = 24 * 3600;
const TRIM_EVERY = 10 * 60_000;

/**
 * Looks at dynoxide's data file to learn at once which table's stream has grown: asking for SQLite's data version costs
 * 2 µs, where asking every stream over HTTP costs a millisecond each. Only a hint: who misses one still polls.
 *
 * It also does for the file what dynoxide 1.2 leaves undone: an index over the stream records (each write looks for the
 * highest sequence number and would read them all), and an end to their life after a day. Where a later dynoxide keeps
 * its records otherwise, none of this applies and nothing is lost but speed.
 *
 * @param finished the highest sequence number of a table that no mapping needs any more.
 */
export function watchStreams(
  file: string,
  onGrowth: (tables: readonly string[]) => void,
  finished: (table: string) => bigint | undefined,
): Watch {
  const db = new DatabaseSync(file);
  db.exec('PRAGMA busy_timeout = 2000');
  db.exec(
    'CREATE INDEX IF NOT EXISTS passerelle_stream ON _stream_records (table_name, CAST(sequence_number AS INTEGER))',
  );
  const version = db.prepare('PRAGMA data_version');
  const newest = db.prepare('SELECT max(id) AS id FROM _stream_records');
  const grown = db.prepare('SELECT DISTINCT table_name AS name FROM _stream_records WHERE id > ? AND id <= ?');

  let seenVersion: unknown;
  let seenId = Number(newest.get()?.id ?? 0);
  let changedAt = Date.now();
  const look = () => {
    try {
      lookOnce();
    } catch {
      // Busy for a moment: the next look finds the same.
    }
    timer = setTimeout(look, Date.now() - changedAt < CALM_AFTER ? ACTIVE : IDLE);
  };
  const lookOnce = () => {
    const current = version.get()?.data_version;
    if (current === seenVersion) return;
    const id = Number(newest.get()?.id ?? 0);
    const tables = id > seenId ? grown.all(seenId, id).map((row) => String(row.name)) : [];
    seenVersion = current;
    seenId = id;
    changedAt = Date.now();
    if (tables.length > 0) onGrowth(tables);
  };
  let timer = setTimeout(look, ACTIVE);

  // The newest record of a table stays: dynoxide takes the next sequence number from it.
  const trim = db.prepare(`DELETE FROM _stream_records WHERE table_name = ?1 AND created_at < ?2
    AND CAST(sequence_number AS INTEGER) <= ?3
    AND CAST(sequence_number AS INTEGER) <
      (SELECT max(CAST(sequence_number AS INTEGER)) FROM _stream_records WHERE table_name = ?1)`);
  const trimAll = () => {
    for (const { name } of db.prepare('SELECT table_name AS name FROM _tables').all()) {
      const through = finished(String(name));
      if (through !== undefined) trim.run(String(name), Math.floor(Date.now() / 1000) - KEPT_SECONDS, through);
    }
  };
  const trimming = setInterval(trimAll, TRIM_EVERY);
  trimAll();

  return {
    stop() {
      clearTimeout(timer);
      clearInterval(trimming);
      db.close();
    },
  };
}
