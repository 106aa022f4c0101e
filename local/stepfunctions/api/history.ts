import type * as z from 'zod';
import type { EventRow } from '../engine/rows.ts';
import type { Work } from '../engine/work.ts';
import { needExecution } from './executions.ts';
import type { inputs } from './inputs.ts';
import { readPageToken, writePageToken } from './page.ts';

export function getExecutionHistory(work: Work, input: z.output<typeof inputs.getExecutionHistory>) {
  const { executionArn, reverseOrder, includeExecutionData, maxResults, nextToken } = input;
  const execution = needExecution(work, executionArn);
  const question = `history ${executionArn} ${reverseOrder}`;
  const from = nextToken === undefined ? undefined : readPageToken(question, nextToken);
  const limit = maxResults || 100;
  const rows = reverseOrder
    ? work.store.eventsBefore(execution.id, from ?? Number.MAX_SAFE_INTEGER, limit + 1)
    : work.store.eventsAfter(execution.id, from ?? 0, limit + 1);
  const page = rows.slice(0, limit);
  return {
    events: page.map((row) => eventOf(row, includeExecutionData)),
    ...(rows.length > limit && { nextToken: writePageToken(question, page.at(-1)!.id) }),
  };
}

function eventOf(row: EventRow, includeData: boolean) {
  const details: Record<string, unknown> = JSON.parse(row.details);
  if (!includeData) for (const key of ['input', 'output', 'parameters']) delete details[key];
  const event = { timestamp: row.at / 1000, type: row.type, id: row.id, previousEventId: row.previous };
  return Object.keys(details).length === 0 ? event : { ...event, [detailsKey(row.type)]: details };
}

/** The member of a HistoryEvent that holds the details of its type. */
function detailsKey(type: string): string {
  if (type.endsWith('StateEntered')) return 'stateEnteredEventDetails';
  if (type.endsWith('StateExited')) return 'stateExitedEventDetails';
  return `${type[0]!.toLowerCase()}${type.slice(1)}EventDetails`;
}
