import type { Child } from 'hono/jsx';
import type { Bilingual, Language } from '#schemas/primitives.ts';
import type { Answers, DraftAnswers } from '#schemas/submission.ts';
import type { PageContext } from '../context.ts';
import type { Network } from '../network.ts';
import type { FieldError } from '../parts/errors.tsx';
import type { Fields } from '../parts/read-form.ts';
import type { Row } from '../parts/show.tsx';

/** What the API said is wrong with one answer. */
export type AnswerProblem = { field: string; code: string; message: string };

export type StepView = {
  c: PageContext;
  language: Language;
  network: Network;
  answers: DraftAnswers;
  errors: readonly FieldError[];
};

/** Where a problem is told and in which words; `''` where another page tells it. */
type Said = {
  field?: string;
  message?: Bilingual;
  /** The input's id ends with its place in the list: `expiresOn-0`. */
  indexed?: boolean;
  /** The last part of the path names the input, after this. */
  prefix?: string;
};

/** One page of the form: what it asks, how it reads what was typed, and how it shows it again. */
export type Step = {
  /** Last part of the page's address, and where it stands on the task list. */
  path: string;
  title: Bilingual;
  sections: readonly (keyof Answers)[];
  /** The id of the input that is missing while a section is; what to do about it. */
  asks: Partial<Record<keyof Answers, { field: string; message: Bilingual }>>;
  /** What is said at the inputs, by the end of the answer's path: `identity.email`, `owners.bp`. Numbers are left out. */
  says?: Record<string, Said>;
  /** A JSON Merge Patch of the answers, with whatever was typed. */
  read: (fields: Fields, answers: DraftAnswers, network: Network) => DraftAnswers;
  body: (view: StepView) => Child;
  rows: (view: Omit<StepView, 'errors'>) => Row[];
};

type Object_ = Record<string, unknown>;
export const isObject = (value: unknown): value is Object_ =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A text of a draft, wherever it stands and whatever it is: drafts keep what was typed. */
export const typed = (value: unknown, ...path: (string | number)[]): string => {
  let found: unknown = value;
  for (const part of path) found = isObject(found) || Array.isArray(found) ? (found as Object_)[part] : undefined;
  return typeof found === 'string' ? found : typeof found === 'number' ? String(found) : '';
};

export const items = (value: unknown): Object_[] => (Array.isArray(value) ? value.filter(isObject) : []);
export const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

/** JSON Merge Patch (RFC 7396), as the API applies it. */
export const merged = (target: unknown, patch: unknown): unknown => {
  if (!isObject(patch)) return patch;
  const result = new Map(Object.entries(isObject(target) ? target : {}));
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) result.delete(name);
    else result.set(name, merged(result.get(name), value));
  }
  return Object.fromEntries(result);
};

/** `answers.owners.0.bp` → `owners.bp`, 0. */
const placeOf = (field: string): { path: string; index: number | undefined } => {
  const parts = field.replace(/^answers\./, '').split('.');
  const index = parts.find((part) => /^\d+$/.test(part));
  return {
    path: parts.filter((part) => !/^\d+$/.test(part)).join('.'),
    index: index === undefined ? undefined : Number(index),
  };
};

/** What is wrong on one page, in its own words where it has some, at the input that it concerns. */
export const errorsOn = (
  step: Step,
  { problems, missing }: { problems: readonly AnswerProblem[]; missing: readonly string[] },
  language: Language,
  only?: number,
): FieldError[] => {
  const found: FieldError[] = [];
  for (const section of step.sections) {
    const asked = step.asks[section];
    if (missing.includes(section) && asked) found.push({ field: asked.field, message: asked.message[language] });
  }
  for (const { field, code, message } of problems) {
    const { path, index } = placeOf(field);
    const parts = path.split('.');
    const section = step.sections.find((one) => one === parts[0]);
    if (!section || (only !== undefined && index !== undefined && index !== only)) continue;
    const said = step.says?.[path] ?? step.says?.[parts.slice(0, -1).join('.')];
    if (said?.field === '') continue;
    // A contradiction explains itself; what is wrong with one value is said in the words of the page.
    const own = valueCodes.has(code) ? (said?.message ?? step.asks[section]?.message)?.[language] : undefined;
    const id = `${said?.prefix ?? ''}${said?.field ?? parts.at(-1)}${said?.indexed ? `-${index ?? 0}` : ''}`;
    if (!found.some((one) => one.field === id)) found.push({ field: id, message: own ?? message });
  }
  return found;
};

/** Codes of zod's own checks: a value of the wrong type, form or size. */
const valueCodes: ReadonlySet<string> = new Set([
  'invalid-type',
  'too-small',
  'too-big',
  'invalid-format',
  'invalid-value',
  'invalid-union',
]);
