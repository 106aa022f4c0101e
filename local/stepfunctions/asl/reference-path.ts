import type { Json, JsonObject } from '../types.ts';
import { StatesError } from './errors.ts';
import { parsePath } from './json-path.ts';

/** A path that names exactly one place, where a result can be put (`ResultPath`). */
export interface ReferencePath {
  text: string;
  steps: (string | number)[];
}

/** @throws SyntaxError for anything but names and indexes, and for the context object, which cannot be written. */
export function parseReferencePath(text: string): ReferencePath {
  if (text.startsWith('$$')) throw new SyntaxError(`${text}: the context object cannot be written`);
  const path = parsePath(text);
  const steps = path.segments.map((segment) => {
    const step =
      segment.kind === 'names' && segment.names.length === 1
        ? segment.names[0]
        : segment.kind === 'indexes' && segment.indexes.length === 1
          ? segment.indexes[0]
          : undefined;
    if (step === undefined || (typeof step === 'number' && step < 0))
      throw new SyntaxError(`${text} is not a reference path: only names and indexes can stand in one`);
    return step;
  });
  return { text, steps };
}

/**
 * `document` with `value` at `path`; objects on the way are made where missing. Neither argument is changed.
 * @throws StatesError `States.ResultPathMatchFailure` where the way leads through something that has no such place.
 */
export function writePath(path: ReferencePath, document: Json, value: Json): Json {
  return put(document, 0);

  function put(here: Json | undefined, depth: number): Json {
    const step = path.steps[depth];
    if (step === undefined) return value;
    if (typeof step === 'number') {
      if (!Array.isArray(here) || step >= here.length) throw mismatch();
      return here.with(step, put(here[step], depth + 1));
    }
    if (here !== undefined && (here === null || typeof here !== 'object' || Array.isArray(here))) throw mismatch();
    const existing: JsonObject = here ?? {};
    const below = Object.hasOwn(existing, step) ? existing[step] : undefined;
    return { ...existing, [step]: put(below, depth + 1) };
  }

  function mismatch(): StatesError {
    return new StatesError(
      'States.ResultPathMatchFailure',
      `Unable to apply ReferencePath ${path.text} to input ${JSON.stringify(document)}`,
    );
  }
}
