import { wakeDependencies } from '../deps.ts';
import { institutionsIn } from '../institutions.ts';
import { wake } from '../wake.ts';

const deps = wakeDependencies();

/** Heals a wake-up that was missed and a run whose execution is gone: nobody lags for longer than this schedule. */
export const handler = async (): Promise<{ woken: number }> => {
  let woken = 0;
  for (const { institution } of await institutionsIn(deps.db, deps.networkTable))
    if (await wake(deps, institution, false)) woken++;
  return { woken };
};
