import type * as z from 'zod';
import en from 'zod/v4/locales/en.js';
import frCA from 'zod/v4/locales/fr-CA.js';
import type { Bilingual, Language } from '#schemas/primitives.ts';
import { type ProblemCode, problems } from '#schemas/problems.ts';
import { refusals } from '#schemas/refusals.ts';

/** One value that was refused: where it stands (`answers.owners.0.bp`), a stable code, and why in the caller's language. */
export type FieldProblem = { field: string; code: string; message: string };
export type FieldReason = { field: string; code: string; message: Bilingual };

/** A refusal that the caller can act on. Anything else that is thrown becomes `internal`. */
export class Problem extends Error {
  override name = 'Problem';
  readonly code: ProblemCode;
  readonly fields: readonly FieldReason[];
  readonly detail: Bilingual | undefined;
  readonly headers: Record<string, string>;
  /** The submission that stands in the way: an extension member of the problem document. */
  readonly submission: string | undefined;
  constructor(
    code: ProblemCode,
    more: {
      fields?: readonly FieldReason[];
      detail?: Bilingual;
      headers?: Record<string, string>;
      submission?: string | undefined;
      /** What went wrong, for our own log. */
      cause?: unknown;
    } = {},
  ) {
    super(code, { cause: more.cause });
    this.code = code;
    this.fields = more.fields ?? [];
    this.detail = more.detail;
    this.headers = more.headers ?? {};
    this.submission = more.submission;
  }
}

/** Reasons that our own refinements give, by the code in their `params`. */
const refinements: Record<string, Bilingual> = {
  ...refusals,
  'bn-form': {
    fr: 'Le numéro d’entreprise compte 9 chiffres, suivis au besoin d’un compte de programme comme RC0001.',
    en: 'A Business Number has 9 digits, followed if need be by a program account such as RC0001.',
  },
  'bn-check-digit': {
    fr: 'Le chiffre de contrôle de ce numéro d’entreprise ne correspond pas : relisez les 9 chiffres.',
    en: 'The check digit of this Business Number does not match: check the 9 digits again.',
  },
  'neq-form': {
    fr: 'Le NEQ compte 10 chiffres et commence par 11, 22, 33 ou 88.',
    en: 'A NEQ has 10 digits and starts with 11, 22, 33 or 88.',
  },
};

const locales = { fr: frCA().localeError, en: en().localeError };
const messageOf = (issue: z.core.$ZodIssue, language: Language): string => {
  const own = issue.code === 'custom' ? refinements[String(issue.params?.code)] : undefined;
  if (own) return own[language];
  const said = locales[language](issue as z.core.$ZodRawIssue);
  return typeof said === 'string' ? said : (said?.message ?? issue.message);
};

/** Of several forms that a value could have had, what is wrong by the one it comes nearest to; where that names a field. */
const nearest = (options: readonly (readonly z.core.$ZodIssue[])[]): z.core.$ZodIssue[] => {
  const [best = []] = options.map(flatten).sort((a, b) => a.length - b.length);
  return best.some(({ path }) => path.length > 0) ? best : [];
};

const flatten = (issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue[] =>
  issues.flatMap((issue): z.core.$ZodIssue[] => {
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ ...issue, path: [...issue.path, key] }));
    const closer = issue.code === 'invalid_union' ? nearest(issue.errors) : [];
    return closer.length > 0 ? closer.map((one) => ({ ...one, path: [...issue.path, ...one.path] })) : [issue];
  });

/** Says of each refused value where it stands and why, in both languages. */
export const reasons = (error: z.ZodError, prefix: readonly PropertyKey[] = []): FieldReason[] =>
  flatten(error.issues)
    .slice(0, 100)
    .map((issue) => ({
      field: [...prefix, ...issue.path].map(String).join('.'),
      code: issue.code === 'custom' ? String(issue.params?.code ?? 'custom') : issue.code.replaceAll('_', '-'),
      message: { fr: messageOf(issue, 'fr'), en: messageOf(issue, 'en') },
    }));

/** Parses what came from outside; throws `invalid` with every reason. */
export const parse = <T extends z.ZodType>(schema: T, value: unknown, where: string): z.infer<T> => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Problem('invalid', { fields: reasons(parsed.error, where ? [where] : []) });
};

/** The problem document of RFC 9457 in the caller's language. */
export const problemDocument = (problem: Problem, language: Language, instance: string) => ({
  type: `/problems/${problem.code}`,
  title: problems[problem.code].title[language],
  status: problems[problem.code].status,
  instance,
  ...(problem.detail && { detail: problem.detail[language] }),
  ...(problem.submission && { submission: problem.submission }),
  ...(problem.fields.length > 0 && {
    errors: problem.fields.map(
      ({ field, code, message }): FieldProblem => ({ field, code, message: message[language] }),
    ),
  }),
});
