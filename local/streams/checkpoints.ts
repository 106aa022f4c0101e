import type { DatabaseSync } from 'node:sqlite';

/** How far one mapping has come, for each of its lanes. */
export type Checkpoint = {
  /** The last sequence number that each lane has finished; a restart reads on behind the lowest. */
  readonly lanes: readonly bigint[];
  readonly save: (lane: number, sequence: bigint) => void;
};

/** Sequence numbers are kept as text: they have more digits than a SQLite integer holds. */
export function createCheckpoints(store: DatabaseSync) {
  store.exec(
    'CREATE TABLE IF NOT EXISTS checkpoint (mapping TEXT, lane INTEGER, sequence TEXT, PRIMARY KEY (mapping, lane)) STRICT',
  );
  const select = store.prepare('SELECT sequence FROM checkpoint WHERE mapping = ? ORDER BY lane');
  const remove = store.prepare('DELETE FROM checkpoint WHERE mapping = ?');
  const write = store.prepare('INSERT OR REPLACE INTO checkpoint VALUES (?, ?, ?)');

  const read = (mapping: string) => select.all(mapping).map((row) => BigInt(String(row.sequence)));

  return {
    /** What every one of these mappings has finished; undefined as long as one of them never ran. */
    finished(mappings: readonly string[]): bigint | undefined {
      const done = mappings.map((mapping) => lowest(read(mapping)));
      return done.includes(undefined) ? undefined : lowest(done as bigint[]);
    },
    /**
     * Continues where the mapping stopped. With another number of lanes than then, records fall to other lanes: all
     * start behind the slowest, so that none is lost.
     * @param start where a mapping begins that never ran.
     */
    async open(mapping: string, lanes: number, start: () => Promise<bigint>): Promise<Checkpoint> {
      let saved = read(mapping);
      if (saved.length !== lanes) {
        const from = lowest(saved) ?? (await start());
        remove.run(mapping);
        saved = Array.from({ length: lanes }, () => from);
        saved.forEach((sequence, lane) => {
          write.run(mapping, lane, String(sequence));
        });
      }
      return {
        lanes: saved,
        save: (lane, sequence) => {
          write.run(mapping, lane, String(sequence));
        },
      };
    },
  };
}

/** The earliest of these places in a stream; undefined of none. */
export function lowest(sequences: readonly bigint[]): bigint | undefined {
  let [result] = sequences;
  for (const sequence of sequences) if (result === undefined || sequence < result) result = sequence;
  return result;
}
