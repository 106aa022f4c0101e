import { batchConsumer } from '#platform/stream.ts';
import { endpointDependencies } from '../deps.ts';
import { follow } from './follow.ts';

const deps = endpointDependencies();

export const handler = batchConsumer(async (changes) => {
  const institutions = new Set(changes.map(({ after }) => String(after?.pk).split('#')[1] ?? ''));
  await Promise.all([...institutions].map((institution) => follow(deps, institution)));
});
