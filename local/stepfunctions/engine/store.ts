import { randomBytes } from 'node:crypto';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { EventRow, ExecutionRow, FrameRow, MachineRow, Status } from './rows.ts';
import { SCHEMA } from './schema.ts';

const FRAME_FIELDS = [
  ...['execution', 'parent', 'slot', 'scope', 'state', 'phase', 'input', 'enteredEvent', 'enteredAt', 'lastEvent'],
  ...['attempt', 'retries', 'item', 'failures', 'items', 'wakeAt', 'timeoutAt', 'heartbeatAt', 'heartbeatSeconds'],
  'dueAt',
];
const EXECUTION_FIELDS = [
  ...['arn', 'name', 'machineArn', 'definition', 'status', 'input', 'output', 'error', 'cause'],
  ...['startedAt', 'stoppedAt', 'timeoutAt', 'nextEvent'],
];
const named = (fields: string[]) => fields.map((field) => `:${field}`).join(', ');
const assigned = (fields: string[]) => fields.map((field) => `${field} = :${field}`).join(', ');

export type Store = ReturnType<typeof openStore>;

/**
 * The SQLite file behind the engine. In WAL mode with synchronous=NORMAL a commit reaches the operating system, so a
 * killed process loses nothing; the exclusive lock keeps a second process from running the same executions.
 * @throws Error (`database is locked`) while another process holds the file
 */
export function openStore(file: string) {
  const db = new DatabaseSync(file);
  db.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
  // Only a checkpoint waits for the disk: 16 MB of log between two of them.
  db.exec('PRAGMA wal_autocheckpoint = 4000;');
  db.exec('PRAGMA cache_size = -32000; PRAGMA temp_store = MEMORY;');
  db.exec(SCHEMA);
  const prepared = new Map<string, StatementSync>();
  const sql = (text: string): StatementSync => {
    let statement = prepared.get(text);
    if (!statement) {
      statement = db.prepare(text);
      prepared.set(text, statement);
    }
    return statement;
  };
  const one = <Row>(text: string, ...values: SQLInputValue[]) => sql(text).get(...values) as Row | undefined;
  const all = <Row>(text: string, ...values: SQLInputValue[]) => sql(text).all(...values) as Row[];
  const run = (text: string, ...values: SQLInputValue[]) => sql(text).run(...values);

  return {
    begin: () => run('BEGIN IMMEDIATE'),
    commit: () => run('COMMIT'),
    rollback: () => run('ROLLBACK'),
    savepoint: () => run('SAVEPOINT job'),
    release: () => run('RELEASE job'),
    rollbackToSavepoint: () => {
      run('ROLLBACK TO job');
      run('RELEASE job');
    },
    close: () => db.close(),

    /** A secret of this file, made once, that signs task tokens. */
    secret(): Buffer {
      run("INSERT OR IGNORE INTO meta VALUES ('token-secret', ?)", randomBytes(32).toString('base64'));
      return Buffer.from(one<{ value: string }>("SELECT value FROM meta WHERE key = 'token-secret'")!.value, 'base64');
    },

    machine: (arn: string) => one<MachineRow>('SELECT * FROM machines WHERE arn = ?', arn),
    machines: () => all<MachineRow>('SELECT * FROM machines ORDER BY name, arn'),
    saveMachine: ({ arn, name, definition, createdAt, updatedAt }: MachineRow) =>
      run('INSERT OR REPLACE INTO machines VALUES (?, ?, ?, ?, ?)', arn, name, definition, createdAt, updatedAt),
    deleteMachine: (arn: string) => run('DELETE FROM machines WHERE arn = ?', arn),
    definition: (id: number) => one<{ asl: string }>('SELECT asl FROM definitions WHERE id = ?', id)?.asl,
    addDefinition: (asl: string) => Number(run('INSERT INTO definitions (asl) VALUES (?)', asl).lastInsertRowid),

    execution: (id: number) => one<ExecutionRow>('SELECT * FROM executions WHERE id = ?', id),
    executionByArn: (arn: string) => one<ExecutionRow>('SELECT * FROM executions WHERE arn = ?', arn),
    addExecution(row: Omit<ExecutionRow, 'id'>): number {
      const text = `INSERT INTO executions (${EXECUTION_FIELDS.join(', ')}) VALUES (${named(EXECUTION_FIELDS)})`;
      return Number(sql(text).run({ ...row }).lastInsertRowid);
    },
    saveExecution: (row: ExecutionRow) =>
      run(
        `UPDATE executions SET status = ?, output = ?, error = ?, cause = ?, stoppedAt = ?, timeoutAt = ?, nextEvent = ?
         WHERE id = ?`,
        ...[row.status, row.output, row.error, row.cause, row.stoppedAt, row.timeoutAt, row.nextEvent, row.id],
      ),
    /** Newest first, from below the id `before`. */
    executionsOf: (machineArn: string, status: Status | null, before: number, limit: number) =>
      status === null
        ? all<ExecutionRow>(
            'SELECT * FROM executions WHERE machineArn = ? AND id < ? ORDER BY id DESC LIMIT ?',
            ...[machineArn, before, limit],
          )
        : all<ExecutionRow>(
            'SELECT * FROM executions WHERE machineArn = ? AND status = ? AND id < ? ORDER BY id DESC LIMIT ?',
            ...[machineArn, status, before, limit],
          ),

    frame: (id: number) => one<FrameRow>('SELECT * FROM frames WHERE id = ?', id),
    addFrame(row: Omit<FrameRow, 'id'>): number {
      const text = `INSERT INTO frames (${FRAME_FIELDS.join(', ')}) VALUES (${named(FRAME_FIELDS)})`;
      return Number(sql(text).run({ ...row, dueAt: due(row) }).lastInsertRowid);
    },
    saveFrame: (row: FrameRow) =>
      sql(`UPDATE frames SET ${assigned(FRAME_FIELDS)} WHERE id = :id`).run({ ...row, dueAt: due(row) }),
    deleteFrame: (id: number) => run('DELETE FROM frames WHERE id = ?', id),
    deleteFramesOf(execution: number): void {
      run('DELETE FROM outputs WHERE frame IN (SELECT id FROM frames WHERE execution = ?)', execution);
      run('DELETE FROM frames WHERE execution = ?', execution);
    },
    hasChild: (parent: number) => one('SELECT 1 FROM frames WHERE parent = ? LIMIT 1', parent) !== undefined,
    nextQueued: (parent: number) =>
      one<FrameRow>("SELECT * FROM frames WHERE parent = ? AND phase = 'queued' ORDER BY slot LIMIT 1", parent),
    children: (parent: number) => all<FrameRow>('SELECT * FROM frames WHERE parent = ? ORDER BY slot', parent),
    addOutput: (frame: number, slot: number, output: string) =>
      run('INSERT INTO outputs VALUES (?, ?, ?)', frame, slot, output),
    outputs: (frame: number) =>
      all<{ output: string }>('SELECT output FROM outputs WHERE frame = ? ORDER BY slot', frame),
    deleteOutputs: (frame: number) => run('DELETE FROM outputs WHERE frame = ?', frame),

    addEvent: (row: EventRow) =>
      run(
        'INSERT INTO events VALUES (?, ?, ?, ?, ?, ?)',
        ...[row.execution, row.id, row.type, row.at, row.previous, row.details],
      ),
    event: (execution: number, id: number) =>
      one<EventRow>('SELECT * FROM events WHERE execution = ? AND id = ?', execution, id),
    eventsAfter: (execution: number, after: number, limit: number) =>
      all<EventRow>(
        'SELECT * FROM events WHERE execution = ? AND id > ? ORDER BY id LIMIT ?',
        ...[execution, after, limit],
      ),
    eventsBefore: (execution: number, before: number, limit: number) =>
      all<EventRow>(
        'SELECT * FROM events WHERE execution = ? AND id < ? ORDER BY id DESC LIMIT ?',
        ...[execution, before, limit],
      ),

    framesDue: (now: number, limit: number) =>
      all<FrameRow>('SELECT * FROM frames WHERE dueAt <= ? ORDER BY dueAt LIMIT ?', now, limit),
    executionsDue: (now: number, limit: number) =>
      all<ExecutionRow>('SELECT * FROM executions WHERE timeoutAt <= ? ORDER BY timeoutAt LIMIT ?', now, limit),
    nextDue(): number | null {
      const frames = one<{ at: number | null }>('SELECT min(dueAt) AS at FROM frames WHERE dueAt IS NOT NULL');
      const ends = one<{ at: number | null }>(
        'SELECT min(timeoutAt) AS at FROM executions WHERE timeoutAt IS NOT NULL',
      );
      const times = [frames?.at, ends?.at].filter((at) => typeof at === 'number');
      return times.length === 0 ? null : Math.min(...times);
    },
    framesToResume: () =>
      all<FrameRow>("SELECT * FROM frames WHERE phase IN ('ready', 'joined', 'task', 'submitting') ORDER BY id"),
    framesWithHeartbeat: () => all<FrameRow>('SELECT * FROM frames WHERE heartbeatAt IS NOT NULL'),
    countPhases: () =>
      all<{ phase: string; count: number }>('SELECT phase, count(*) AS count FROM frames GROUP BY phase'),
    countRunning: () => one<{ count: number }>('SELECT count(*) AS count FROM frames WHERE parent IS NULL')?.count ?? 0,

    /** Removes executions that closed before `before`, and definitions that nothing uses. */
    purge(before: number): void {
      run('DELETE FROM events WHERE execution IN (SELECT id FROM executions WHERE stoppedAt < ?)', before);
      run('DELETE FROM executions WHERE stoppedAt < ?', before);
      run(`DELETE FROM definitions WHERE id NOT IN (SELECT definition FROM machines)
           AND id NOT IN (SELECT definition FROM executions)`);
    },
  };
}

const due = ({ wakeAt, timeoutAt, heartbeatAt }: Omit<FrameRow, 'id'>): number | null => {
  const times = [wakeAt, timeoutAt, heartbeatAt].filter((at) => at !== null);
  return times.length === 0 ? null : Math.min(...times);
};
