import { auditWrite } from '#platform/audit.ts';
import type { Clock } from '#platform/clock.ts';
import { derivedId } from '#platform/ids.ts';
import { ConditionFailed, type Write } from '#platform/tables.ts';
import type { AttemptRecord, CursorRecord, ParkedRecord } from '#schemas/feed-records.ts';
import type { CursorStore } from '../cursor.ts';
import type { Message } from '../messages.ts';

const saveMilliseconds = 2_000;
const mostAttempts = 40;

type Noted = { at: string; status: number | undefined; reason: string; milliseconds: number };

export type Progress = {
  /** The last sequence that was delivered or parked. */
  readonly sequence: number;
  readonly refusals: number;
  /** Something was delivered since the call began. */
  readonly delivered: boolean;
  /** `again` is true of an event sent once more at a wish, out of its turn: the cursor does not move for it. */
  delivery: (message: Message, noted: Noted, again: boolean) => void;
  refusal: (message: Message, noted: Noted & { status: number }, again: boolean) => void;
  tried: (message: Message, outcome: AttemptRecord['outcome'], noted: Noted) => void;
  /** Passes what is no longer kept, up to this sequence, and notes it. */
  pass: (sequence: number) => void;
  /** What was asked for with a wake-up is done. */
  attended: () => void;
  /** Writes what was noted since the last time; @throws ConditionFailed when another run took over. */
  save: (change?: Partial<CursorRecord>, remove?: (keyof CursorRecord)[]) => Promise<void>;
  /** Saves what was noted, but no more often than every two seconds: a crash repeats at most that. */
  saveNowAndThen: () => Promise<void>;
  /** Ends the run if nothing was added to the feed meanwhile: whoever adds from now on starts the next run. */
  finish: () => Promise<boolean>;
};

/** One entry of the log for all that is written at once: from which event to which, and what came of them. */
const auditOf = (
  table: string,
  { institution, run, at }: { institution: string; run: number; at: string },
  attempts: readonly AttemptRecord[],
): Write[] => {
  const [first, last] = [attempts[0], attempts.at(-1)];
  if (!first || !last) return [];
  const count = (outcome: AttemptRecord['outcome']) =>
    attempts.filter((one) => one.outcome === outcome).reduce((sum, { events }) => sum + events, 0);
  const delivered = count('delivered');
  return [
    auditWrite(table, {
      id: `aud_${derivedId('delivery', institution, run, first.at, first.from, last.to)}`,
      at,
      actor: { kind: 'network', id: 'delivery' },
      action: delivered > 0 ? 'delivery.sent' : 'delivery.failed',
      operation: 'sendFeed',
      subjects: [institution],
      codes: {
        from: Math.min(...attempts.map(({ from }) => from)),
        to: Math.max(...attempts.map(({ to }) => to)),
        ...{ delivered, refused: count('refused'), failed: count('failed') + count('gone') },
        ...(last.status !== undefined && { status: last.status }),
      },
    }),
  ];
};

/** A cursor that moves in memory and is written page by page: a crash repeats at most what was not written. */
export const progressFrom = (
  { cursors, audit, clock }: { cursors: CursorStore; audit: string; clock: Clock },
  institution: string,
  run: number,
  cursor: CursorRecord,
  setAside: readonly ParkedRecord[],
): Progress => {
  let { sequence, refusals, trimmed } = cursor;
  let delivered = false;
  let attempts: AttemptRecord[] = [];
  let parkings: Write[] = [];
  let taken: ParkedRecord[] = [];
  const parked = new Map(setAside.map((one) => [one.sequence, one]));
  let [fresh, wake, noted] = [true, cursor.wake, 0];
  // The first save comes soon: it says that this run has begun, so that nobody wakes it again.
  let savedAt = Number.NEGATIVE_INFINITY;

  const tried = (message: Message, outcome: AttemptRecord['outcome'], { at, status, reason, milliseconds }: Noted) => {
    const [from, to] = [message.entries[0]!.sequence, message.entries.at(-1)!.sequence];
    const last = attempts.at(-1);
    // Deliveries in a row are one attempt to read about; every failure is its own.
    if (last && outcome === 'delivered' && last.outcome === 'delivered' && last.status === status && from > last.to) {
      last.to = to;
      last.events += message.entries.length;
      last.requests++;
      last.milliseconds = Math.max(last.milliseconds, milliseconds);
      return;
    }
    attempts.push({
      ...{ at, from, to, events: message.entries.length, requests: 1, outcome, milliseconds, reason },
      ...(status !== undefined && { status }),
    });
  };
  const pass = (to: number) => {
    trimmed = { from: trimmed?.from ?? sequence + 1, to, at: clock().toISOString() };
    sequence = to;
  };
  const move = (message: Message) => {
    for (const entry of message.entries) {
      if (entry.sequence > sequence + 1) pass(entry.sequence - 1);
      sequence = entry.sequence;
    }
  };
  const change = (): Partial<CursorRecord> => ({
    sequence,
    refusals,
    running: true,
    wake,
    ...(trimmed && { trimmed }),
    ...(delivered && { failures: 0, lastDeliveredAt: clock().toISOString() }),
  });
  const write = async (last: Write[], more: Partial<CursorRecord>, remove: (keyof CursorRecord)[]) => {
    const removed = delivered && !('nextTryAt' in more) ? (['nextTryAt', ...remove] as const) : remove;
    // What an endpoint took is true whoever's turn it is, and may be more than one transaction holds.
    await Promise.all(taken.map((one) => cursors.unpark(institution, one)));
    taken = [];
    await cursors.commit([
      ...last,
      cursors.update(institution, run, { ...change(), ...more }, [...new Set(removed)]),
      ...auditOf(audit, { institution, run, at: clock().toISOString() }, attempts),
      ...attempts.slice(-50).map((attempt) => cursors.attempt(institution, attempt, noted++)),
      ...parkings,
    ]);
    [attempts, parkings, fresh, savedAt] = [[], [], false, performance.now()];
  };

  return {
    get sequence() {
      return sequence;
    },
    get refusals() {
      return refusals;
    },
    get delivered() {
      return delivered;
    },
    tried,
    pass,
    attended: () => {
      wake = false;
    },
    delivery: (message, noted, again) => {
      tried(message, 'delivered', noted);
      [delivered, refusals] = [true, 0];
      if (!again) move(message);
      for (const entry of message.entries) {
        const refused = parked.get(entry.sequence);
        if (refused) taken.push({ ...refused, state: 'delivered', tries: refused.tries + 1 });
        parked.delete(entry.sequence);
      }
    },
    refusal: (message, noted, again) => {
      tried(message, 'refused', noted);
      if (!again) {
        refusals++;
        move(message);
      }
      const { sequence: at, id, type, vendor } = message.entries[0]!;
      const record: ParkedRecord = {
        ...{ sequence: at, id, type, vendor, status: noted.status, parkedAt: noted.at },
        ...{ tries: (parked.get(at)?.tries ?? 0) + 1, state: 'parked' },
      };
      parked.set(at, record);
      parkings.push(cursors.park(institution, record));
    },
    save: async (more = {}, remove = []) => {
      if (fresh || attempts.length > 0 || Object.keys(more).length > 0) await write([], more, remove);
    },
    saveNowAndThen: async () => {
      if (performance.now() - savedAt > saveMilliseconds || attempts.length > mostAttempts || taken.length > 0)
        await write([], {}, []);
    },
    finish: async () => {
      try {
        await write([cursors.headIs(institution, sequence)], { run: run + 1, running: false }, []);
        return true;
      } catch (error) {
        if (error instanceof ConditionFailed && error.index === 0) return false;
        throw error;
      }
    },
  };
};
