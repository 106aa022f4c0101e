import { batchConsumer } from '#platform/stream.ts';
import { wakeDependencies } from '../deps.ts';
import { wake } from '../wake.ts';

const deps = wakeDependencies();

/** A feed's head moved, or a cursor asks for an execution: each institution once per batch. */
export const handler = batchConsumer(async (changes) => {
  const institutions = new Set(changes.map(({ after }) => String(after?.pk).split('#')[1] ?? ''));
  await Promise.all([...institutions].map((institution) => wake(deps, institution, true)));
});
