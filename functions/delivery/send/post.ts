import { log } from '#platform/log.ts';
import type { Target } from '../endpoint.ts';
import { type Message, single } from '../messages.ts';
import { meaningOf } from '../retry.ts';
import { signedHeaders } from '../sign.ts';
import type { Progress } from './progress.ts';
import type { SendDependencies } from './send.ts';

/** Why sending must stop for now. */
export type Failure = { reason: string; status?: number; retryAfter?: string | undefined; gone?: boolean };

/** So many events refused in a row speak of the endpoint, not of the events. */
const refusalsInARow = 10;

/**
 * Posts one message and notes what came of it. A batch that is refused is sent again one by one, so that only the event
 * that is meant is parked; no longer than `until`, since an endpoint may take its time over each, and what it took is
 * written as it goes. `again`: it was set aside before, and is sent at a wish; refused once more, it says nothing of the
 * endpoint and holds up nothing.
 */
export const postMessage = async (
  deps: Pick<SendDependencies, 'transport' | 'clock'>,
  target: Target,
  message: Message,
  progress: Progress,
  { again = false, until = Number.POSITIVE_INFINITY }: { again?: boolean; until?: number } = {},
): Promise<Failure | undefined> => {
  const { endpoint, keys } = target;
  const at = deps.clock();
  const headers = {
    'content-type': message.contentType,
    ...signedHeaders(keys, { id: message.id, at, body: message.body }),
  };
  const posted = await deps.transport.post(endpoint.url, headers, message.body);
  const meaning = posted.kind === 'answered' ? meaningOf(posted.status) : 'failed';
  const status = posted.kind === 'answered' ? posted.status : undefined;
  const reason = posted.kind === 'answered' ? `http-${posted.status}` : posted.reason;
  const noted = { at: at.toISOString(), status, reason, milliseconds: posted.milliseconds };

  if (meaning === 'delivered') {
    progress.delivery(message, noted, again);
    return undefined;
  }
  if (meaning === 'refused' && message.entries.length > 1) {
    progress.tried(message, 'refused', noted);
    for (const entry of message.entries) {
      if (deps.clock().getTime() >= until) return undefined;
      const failure = await postMessage(deps, target, single(entry), progress);
      if (failure) return failure;
      await progress.saveNowAndThen();
    }
    return undefined;
  }
  if (meaning === 'refused' && (again || progress.refusals < refusalsInARow)) {
    progress.refusal(message, { ...noted, status: status! }, again);
    log.info('event-parked', { institution: endpoint.institution, sequence: message.entries[0]!.sequence });
    await progress.save();
    return undefined;
  }
  progress.tried(message, meaning === 'gone' ? 'gone' : 'failed', noted);
  const retryAfter = posted.kind === 'answered' ? posted.retryAfter : undefined;
  return { reason, ...(status && { status }), retryAfter, gone: meaning === 'gone' };
};
