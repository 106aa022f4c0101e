import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import * as z from 'zod';
import { checksumNames } from './checksums.ts';
import { createSync } from './disk.ts';

const schema = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS versions (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    bucket TEXT NOT NULL,
    key TEXT NOT NULL,
    version TEXT NOT NULL,
    modified INTEGER NOT NULL,
    blob TEXT,
    size INTEGER NOT NULL,
    etag TEXT NOT NULL,
    detail TEXT NOT NULL,
    UNIQUE (bucket, key, version)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS versions_by_key ON versions (bucket, key, seq DESC);
  CREATE TABLE IF NOT EXISTS events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    due INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    notification TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS events_by_due ON events (due);
  CREATE TABLE IF NOT EXISTS uploads (
    id TEXT PRIMARY KEY,
    bucket TEXT NOT NULL,
    key TEXT NOT NULL,
    begun INTEGER NOT NULL,
    detail TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS parts (
    upload TEXT NOT NULL REFERENCES uploads (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    blob TEXT NOT NULL,
    size INTEGER NOT NULL,
    etag TEXT NOT NULL,
    modified INTEGER NOT NULL,
    PRIMARY KEY (upload, number)
  ) STRICT;
`;

const checksums = z.partialRecord(z.enum(checksumNames), z.string());

/** What a version carries beside its bytes. */
export const objectDetail = z.object({
  /** Content-Type, Cache-Control and the like, by their lower-case header name. */
  headers: z.record(z.string(), z.string()),
  /** `x-amz-meta-…` without the prefix. */
  metadata: z.record(z.string(), z.string()),
  tags: z.record(z.string(), z.string()),
  checksums,
  retention: z.object({ mode: z.enum(['COMPLIANCE', 'GOVERNANCE']), until: z.number() }).optional(),
  legalHold: z.boolean().optional(),
  deleteMarker: z.boolean().optional(),
});
export type ObjectDetail = z.infer<typeof objectDetail>;

const version = z.object({
  seq: z.number(),
  bucket: z.string(),
  key: z.string(),
  /** `null` for one written while its bucket had no versioning. */
  version: z.string(),
  /** ms since the epoch */
  modified: z.number(),
  blob: z.string().nullable(),
  size: z.number(),
  /** Hexadecimal, without quotes. */
  etag: z.string(),
  detail: z.string().transform((text, context) => {
    const read = objectDetail.safeParse(JSON.parse(text));
    if (read.success) return read.data;
    context.addIssue(read.error.message);
    return z.NEVER;
  }),
});
export type Version = z.infer<typeof version>;
/** A version that has bytes: not a delete marker. */
export type StoredObject = Version & { blob: string };

export type Catalogue = ReturnType<typeof openCatalogue>;

/** The index of everything in the store, in SQLite; what it says after a crash is what was acknowledged. */
export function openCatalogue(path: string) {
  const db = new DatabaseSync(path, { timeout: 5000 });
  db.exec(schema);
  const statements = new Map<string, ReturnType<DatabaseSync['prepare']>>();
  const prepare = (sql: string) => {
    const known = statements.get(sql) ?? db.prepare(sql);
    statements.set(sql, known);
    return known;
  };
  const first = (sql: string, ...values: SQLInputValue[]) => {
    const row = prepare(sql).get(...values);
    return row && version.parse(row);
  };

  return {
    prepare,
    close: () => db.close(),

    /**
     * Resolves once every transaction so far would outlive the machine, not only the process. SQLite's own way
     * (synchronous = FULL) holds up every other request meanwhile; this forces the log once for all that wait.
     */
    durable: createSync(`${path}-wal`),

    /** All of it or nothing. Synchronous, so that no other request comes between its reads and its writes. */
    transaction: <T>(work: () => T): T => {
      db.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        db.exec('COMMIT');
        return result;
      } catch (error) {
        db.exec('ROLLBACK');
        throw error;
      }
    },

    current: (bucket: string, key: string) =>
      first('SELECT * FROM versions WHERE bucket = ? AND key = ? ORDER BY seq DESC LIMIT 1', bucket, key),

    find: (bucket: string, key: string, id: string) =>
      first('SELECT * FROM versions WHERE bucket = ? AND key = ? AND version = ?', bucket, key, id),

    insert: ({ detail, ...row }: Omit<Version, 'seq'>): number => {
      const sql = `INSERT INTO versions (bucket, key, version, modified, blob, size, etag, detail)
        VALUES ($bucket, $key, $version, $modified, $blob, $size, $etag, $detail)`;
      return Number(prepare(sql).run({ ...row, detail: JSON.stringify(detail) }).lastInsertRowid);
    },

    remove: (seq: number) => prepare('DELETE FROM versions WHERE seq = ?').run(seq),

    setDetail: (seq: number, detail: ObjectDetail) =>
      prepare('UPDATE versions SET detail = ? WHERE seq = ?').run(JSON.stringify(detail), seq),

    /**
     * Versions by key (in UTF-8 order, from `from` on, inclusive), the newest of each key first.
     * A page of rows is read at a time, so a listing holds no statement open between its callers' steps.
     */
    walk: function* (bucket: string, from = ''): Generator<Version> {
      const sql = `SELECT * FROM versions WHERE bucket = ? AND key >= ? AND (key > ? OR seq < ?)
        ORDER BY key, seq DESC LIMIT 500`;
      for (let key = from, seq = Number.MAX_SAFE_INTEGER; ; ) {
        const rows = prepare(sql)
          .all(bucket, key, key, seq)
          .map((row) => version.parse(row));
        yield* rows;
        const last = rows.at(-1);
        if (!last) return;
        ({ key, seq } = last);
      }
    },

    /** Every blob that an object or a part refers to. */
    blobs: (): Set<string> => {
      const sql = 'SELECT blob FROM versions WHERE blob IS NOT NULL UNION SELECT blob FROM parts';
      return new Set(
        prepare(sql)
          .all()
          .map((row) => z.object({ blob: z.string() }).parse(row).blob),
      );
    },
  };
}
