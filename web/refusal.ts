import { ApiRefusal } from '#schemas/api/client.ts';
import type { FieldError } from './parts/errors.tsx';

/**
 * What the API found wrong with a form, field by field; what it says of the whole stands at the field `whole`. What
 * nobody can mend in a form is thrown on.
 */
export const errorsIn = (error: unknown, whole: string): FieldError[] => {
  if (!(error instanceof ApiRefusal)) throw error;
  const { status, errors = [], detail, title } = error.problem;
  if (status >= 500 || [401, 404, 429].includes(status)) throw error;
  if (errors.length === 0) return [{ field: whole, message: detail ?? title }];
  return errors.map(({ field, message }) => ({ field, message }));
};

/** Whether this is the API's refusal of that kind: `stale-version`. */
export const isRefusal = (error: unknown, kind: string): boolean =>
  error instanceof ApiRefusal && error.problem.type.endsWith(`/${kind}`);
