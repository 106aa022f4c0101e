import * as z from 'zod';
import { environment } from '#platform/environment.ts';
import { batchConsumer } from '#platform/stream.ts';
import { documentClient } from '#platform/tables.ts';
import { auditEntry } from '#schemas/audit.ts';
import { appendEntries } from '../append.ts';

const { AUDIT_TABLE } = environment({ AUDIT_TABLE: z.string() });
const store = { db: documentClient(), table: AUDIT_TABLE };

/** Gives each entry its place in the log. */
export const handler = batchConsumer((changes) =>
  appendEntries(
    store,
    changes.flatMap(({ after }) => (after?.sk === 'ENTRY' ? [auditEntry.strip().parse(after)] : [])),
  ),
);
