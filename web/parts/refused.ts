import { ApiRefusal } from '#schemas/api/client.ts';
import type { FieldError } from './errors.tsx';

/**
 * What the API found wrong with a form, at the fields it is about; what is about no field, at `rest`.
 * @throws whatever is no answer to the form itself: a sign-in that ended, a limit, a failure
 */
export const refused = (error: unknown, rest: string, fieldOf = (field: string) => field): FieldError[] => {
  if (!(error instanceof ApiRefusal)) throw error;
  const { status, errors = [], detail, title } = error.problem;
  if (status >= 500 || [401, 404, 429].includes(status)) throw error;
  if (errors.length === 0) return [{ field: rest, message: detail ?? title }];
  return errors.map(({ field, message }) => ({ field: fieldOf(field), message }));
};

/** Whether this is the API's refusal of that kind: `stale-version`. */
export const isRefusal = (error: unknown, kind: string): boolean =>
  error instanceof ApiRefusal && error.problem.type.endsWith(`/${kind}`);
