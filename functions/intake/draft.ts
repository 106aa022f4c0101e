import { Problem } from '#platform/problem.ts';
import { type DraftAnswers, draftAnswers } from '#schemas/submission.ts';

/** Largest answers that a submission holds, as JSON; sealed twice they still fit a record. */
export const maximumAnswersBytes = 128 * 1024;

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** JSON Merge Patch (RFC 7396): objects merge, `null` removes, anything else replaces. Makes a new value. */
export const merge = (target: unknown, patch: unknown): unknown => {
  if (!isFields(patch)) return patch;
  const merged = new Map(Object.entries(isFields(target) ? target : {}));
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) merged.delete(name);
    else merged.set(name, merge(merged.get(name), value));
  }
  // Own properties only, whatever their names: `__proto__` typed into a form is a field like any other.
  return Object.fromEntries(merged);
};

/** The draft with what was typed merged in; refuses only what could not be kept. */
export const save = (draft: DraftAnswers, patch: DraftAnswers): DraftAnswers => {
  const merged = draftAnswers.parse(merge(draft, patch));
  if (Buffer.byteLength(JSON.stringify(merged)) > maximumAnswersBytes) throw new Problem('too-large');
  return merged;
};
