import type { Json } from '../types.ts';
import { compileExpression, type Scope } from './expression.ts';

/** A payload template (`Parameters`, `ResultSelector`, `ItemSelector`), ready to be filled. */
export type Template = (scope: Scope) => Json;

/**
 * Fields whose names end in `.$` are replaced by what their path or function yields; all others stand as they are.
 * @throws SyntaxError naming the field
 */
export function compileTemplate(template: Json): Template {
  if (Array.isArray(template)) {
    const items = template.map(compileTemplate);
    return (scope) => items.map((item) => item(scope));
  }
  if (template === null || typeof template !== 'object') return () => template;
  const fields = Object.entries(template).map(([key, value]) => {
    if (!key.endsWith('.$')) return [key, compileTemplate(value)] as const;
    return [key.slice(0, -2), compileField(key, value)] as const;
  });
  return (scope) => Object.fromEntries(fields.map(([key, fill]) => [key, fill(scope)]));
}

function compileField(key: string, value: Json): Template {
  if (typeof value !== 'string') throw new SyntaxError(`the field '${key}' must be a path or an intrinsic function`);
  try {
    const expression = compileExpression(value);
    return (scope) => expression(scope, key);
  } catch (error) {
    throw new SyntaxError(`the field '${key}': ${error instanceof Error ? error.message : String(error)}`);
  }
}
