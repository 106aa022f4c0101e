import { batchConsumer } from '#platform/stream.ts';
import { wakeDependencies } from '../deps.ts';
import { wakeAll } from '../wake.ts';

const deps = wakeDependencies();

/** A feed's head moved, or a cursor asks for an execution. */
export const handler = batchConsumer((changes) => wakeAll(deps, changes));
