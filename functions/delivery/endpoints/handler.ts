import { batchConsumer, type Change } from '#platform/stream.ts';
import { endpointDependencies } from '../deps.ts';
import { follow } from './follow.ts';
import { sendTest } from './test-event.ts';

const deps = endpointDependencies();
const institutionsOf = (changes: readonly Change[], sk: string): Set<string> =>
  new Set(changes.flatMap(({ after }) => (after?.sk === sk ? [String(after.pk).split('#')[1] ?? ''] : [])));

/** An endpoint was changed, or a test of one was asked for. */
export const handler = batchConsumer(async (changes) => {
  await Promise.all([
    ...[...institutionsOf(changes, 'ENDPOINT')].map((institution) => follow(deps, institution)),
    ...[...institutionsOf(changes, 'TEST')].map((institution) => sendTest(deps, institution)),
  ]);
});
