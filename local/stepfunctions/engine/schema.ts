/** The tables of the SQLite file; a frame that has ended is no longer there, its output waits in `outputs`. */
export const SCHEMA = `
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS definitions (id INTEGER PRIMARY KEY AUTOINCREMENT, asl TEXT NOT NULL);

CREATE TABLE IF NOT EXISTS machines (
  arn TEXT PRIMARY KEY, name TEXT NOT NULL, definition INTEGER NOT NULL,
  createdAt INTEGER NOT NULL, updatedAt INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS executions (
  id INTEGER PRIMARY KEY AUTOINCREMENT, arn TEXT NOT NULL UNIQUE, name TEXT NOT NULL, machineArn TEXT NOT NULL,
  definition INTEGER NOT NULL, status TEXT NOT NULL, input TEXT NOT NULL, output TEXT, error TEXT, cause TEXT,
  startedAt INTEGER NOT NULL, stoppedAt INTEGER, timeoutAt INTEGER, nextEvent INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS executionsOfMachine ON executions (machineArn, status);
CREATE INDEX IF NOT EXISTS executionsDue ON executions (timeoutAt) WHERE timeoutAt IS NOT NULL;
CREATE INDEX IF NOT EXISTS executionsStopped ON executions (stoppedAt) WHERE stoppedAt IS NOT NULL;

CREATE TABLE IF NOT EXISTS frames (
  id INTEGER PRIMARY KEY AUTOINCREMENT, execution INTEGER NOT NULL, parent INTEGER, slot INTEGER NOT NULL,
  scope TEXT NOT NULL, state TEXT NOT NULL, phase TEXT NOT NULL, input TEXT NOT NULL,
  enteredEvent INTEGER NOT NULL, enteredAt INTEGER NOT NULL, lastEvent INTEGER NOT NULL, attempt INTEGER NOT NULL,
  retries TEXT NOT NULL, item TEXT, failures INTEGER NOT NULL, items INTEGER NOT NULL,
  wakeAt INTEGER, timeoutAt INTEGER, heartbeatAt INTEGER, heartbeatSeconds INTEGER,
  dueAt INTEGER
);
CREATE INDEX IF NOT EXISTS framesOfExecution ON frames (execution);
CREATE INDEX IF NOT EXISTS framesOfParent ON frames (parent, phase, slot) WHERE parent IS NOT NULL;
CREATE INDEX IF NOT EXISTS framesDue ON frames (dueAt) WHERE dueAt IS NOT NULL;
CREATE INDEX IF NOT EXISTS framesToResume ON frames (phase) WHERE phase IN ('ready', 'joined', 'task', 'submitting');

CREATE TABLE IF NOT EXISTS outputs (
  frame INTEGER NOT NULL, slot INTEGER NOT NULL, output TEXT NOT NULL, PRIMARY KEY (frame, slot)
);

CREATE TABLE IF NOT EXISTS events (
  execution INTEGER NOT NULL, id INTEGER NOT NULL, type TEXT NOT NULL, at INTEGER NOT NULL,
  previous INTEGER NOT NULL, details TEXT NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS eventsOfExecution ON events (execution, id);
`;
