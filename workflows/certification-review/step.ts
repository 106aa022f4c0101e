import { dayOf } from '#platform/clock.ts';
import { Problem } from '#platform/problem.ts';
import type { Item, Write } from '#platform/tables.ts';
import { caseworkKey, queuePath, type SubmissionRecord } from '#schemas/records.ts';
import type { SubmissionState } from '#schemas/submission.ts';
import { closing, opening } from './one-open.ts';
import {
  closedStates,
  type Event,
  eventLabels,
  startsReview,
  startsRound,
  stateLabels,
  stepOf,
} from './transitions.ts';

/** The refusal of a step that the table does not know, with its reason. */
export const illegal = (from: SubmissionState, event: Event): Problem =>
  new Problem('wrong-state', {
    detail: {
      fr: `Vous ne pouvez pas ${eventLabels[event].fr}. État de la demande : ${stateLabels[from].fr}.`,
      en: `Cannot ${eventLabels[event].en}: the submission is ${stateLabels[from].en}.`,
    },
  });

const moved = new Problem('wrong-state', {
  detail: {
    fr: 'La demande vient de changer : relisez-la avant de continuer.',
    en: 'The submission has just changed: read it again before going on.',
  },
});

/** Where a submission in a state stands in the verifiers' queue; undefined when it is not there. */
const pathOf = (state: SubmissionState, day: string): string | undefined => {
  if (state === 'in-review' || state === 'second-reading') return queuePath.open;
  if (state === 'information-requested') return queuePath.waiting;
  if (state === 'approved' || state === 'rejected') return queuePath.decided(day);
  return state === 'withdrawn' || state === 'lapsed' ? queuePath.ended(day) : undefined;
};

/** What was decided stays with the case where its day lists it. */
const outcomeOf = (state: SubmissionState) => (state === 'approved' || state === 'rejected' ? { outcome: state } : {});

export type Step = {
  table: string;
  /** The submission as it was read; the step holds only if nothing changed it since. */
  record: SubmissionRecord;
  event: Event;
  at: Date;
  /** The person who did it, unless it was time. */
  person?: string;
  /** Further attributes of the submission to set with it. */
  set?: Item;
  /** Further attributes of its place in the queue. */
  queue?: Item;
};

const assignments = (values: Item) => {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return {
    expression: entries.map(([name]) => `#${name} = :${name}`).join(', '),
    names: Object.fromEntries(entries.map(([name]) => [`#${name}`, name])),
    values: Object.fromEntries(entries.map(([name, value]) => [`:${name}`, value])),
  };
};

/** Sets attributes of a record; `values` that are undefined are left out. */
export const setting = (values: Item) => {
  const { expression, names, values: set } = assignments(values);
  return { UpdateExpression: `SET ${expression}`, ExpressionAttributeNames: names, ExpressionAttributeValues: set };
};

/** The submission after a step, as the step's writes make it. */
export const after = ({ record, event, at, set }: Step): SubmissionRecord => {
  const step = stepOf(record.state, event);
  if (!step) throw illegal(record.state, event);
  return {
    ...record,
    ...set,
    state: step.to,
    round: record.round + (startsRound.has(event) ? 1 : 0),
    revision: record.revision + 1,
    updatedAt: at.toISOString(),
    ...(closedStates.has(step.to) && { closedAt: at.toISOString() }),
  };
};

/**
 * The writes of one legal step: the submission conditional on what was read, its place in the queue, the command that a
 * consumer acts on, and the line of the timeline; and, where the submission opens or closes, that it is the only open one
 * of its firm.
 * @throws Problem `wrong-state` when the table does not allow it
 */
export const stepWrites = (step: Step): Write[] => {
  const { table, record, event, at, person } = step;
  const next = after(step);
  const by = stepOf(record.state, event)?.by;
  const set = setting({
    ...step.set,
    state: next.state,
    round: next.round,
    revision: next.revision,
    updatedAt: next.updatedAt,
    closedAt: next.closedAt,
  });
  const path = pathOf(next.state, dayOf(at));
  const { submission } = record;
  return [
    {
      Update: {
        TableName: table,
        Key: caseworkKey.submission(submission),
        ...set,
        ConditionExpression: '#revision = :before AND #state = :from',
        ExpressionAttributeValues: {
          ...set.ExpressionAttributeValues,
          ':before': record.revision,
          ':from': record.state,
        },
      },
      orElse: moved,
    },
    {
      Put: {
        TableName: table,
        Item: {
          ...caseworkKey.command(submission, next.round, event),
          submission,
          round: next.round,
          command: event,
          at: at.toISOString(),
        },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
      orElse: moved,
    },
    {
      Put: {
        TableName: table,
        Item: {
          ...caseworkKey.history(submission, at.toISOString(), next.revision),
          at: at.toISOString(),
          event,
          state: next.state,
          round: next.round,
          by,
          person,
        },
      },
    },
    ...(startsReview.has(event) ? [opening(table, record, record.closedAt)] : []),
    ...(closedStates.has(next.state)
      ? [closing(table, record, next.state === 'approved' ? at.toISOString() : undefined)]
      : []),
    ...(record.state === 'draft'
      ? []
      : [placeInQueue(table, submission, path, { ...step.queue, ...outcomeOf(next.state) }, at.toISOString())]),
  ];
};

const placeInQueue = (table: string, submission: string, path: string | undefined, more: Item, at: string): Write => {
  const Key = caseworkKey.queue(submission);
  if (!path)
    return {
      Update: { TableName: table, Key, UpdateExpression: 'REMOVE queuePk, personPk, personSk, holder, heldUntil' },
    };
  const { UpdateExpression, ExpressionAttributeValues, ...names } = setting({ ...more, queuePk: path });
  // What ends before a case was opened has a place and a day all the same, so that it is counted.
  const opened = 'openedAt = if_not_exists(openedAt, :at), dueAt = if_not_exists(dueAt, :at)';
  const ended = path.startsWith(queuePath.ended(''));
  return {
    Update: {
      TableName: table,
      Key,
      ...names,
      ExpressionAttributeValues: {
        ...ExpressionAttributeValues,
        ...(ended && { ':at': at, ':place': `${at}#${submission}` }),
      },
      // Whoever held the case has done their part.
      UpdateExpression: `${UpdateExpression}${ended ? `, ${opened}, queueSk = if_not_exists(queueSk, :place)` : ''} REMOVE personPk, personSk, holder, heldUntil`,
    },
  };
};
