import { createDependencies as createPostal, type Dependencies as Postal } from '../notify/deps.ts';
import type { readEnvironment } from './env.ts';

/** As for notices; `operators` is the address that escalations go to, `audit` the table of the audit log. */
export type Dependencies = Postal & { operators: string; audit: string };

export const createDependencies = (env: ReturnType<typeof readEnvironment>): Dependencies => ({
  ...createPostal(env),
  operators: env.OPERATORS_EMAIL,
  audit: env.AUDIT_TABLE,
});
