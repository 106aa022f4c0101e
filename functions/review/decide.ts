import { type FieldReason, Problem } from '#platform/problem.ts';
import { linesOf } from '#schemas/checklist.ts';
import type { Policy } from '#schemas/policy.ts';
import type { Casework, Decision, Finding, findingInput, RequestedItem } from '#schemas/review.ts';
import type { Answers } from '#schemas/submission.ts';
import { digestOf } from './claims.ts';
import type { OpenedCase } from './view.ts';

type Input = ReturnType<typeof findingInput.parse>;

/**
 * The findings with new ones merged in, line by line, each tied to the claim that was looked at.
 * @throws Problem `invalid` for a line that the checklist does not have
 */
export const withFindings = (
  { work, answers }: Pick<OpenedCase, 'work' | 'answers'>,
  input: Readonly<Record<string, Input>>,
  by: string,
  at: Date,
): Casework => {
  const lines = new Map(linesOf(answers).map((line) => [line.id, line]));
  const unknown = Object.keys(input).filter((id) => !lines.has(id));
  if (unknown.length > 0)
    throw new Problem('invalid', {
      fields: unknown.map((id) => ({
        field: `findings.${id}`,
        code: 'unknown-line',
        message: {
          fr: 'La liste de vérification n’a pas cette ligne.',
          en: 'The checklist does not have this line.',
        },
      })),
    });
  const fresh = Object.entries(input).map(([id, found]): [string, Finding] => {
    const line = lines.get(id);
    if (!line) throw new Error(id);
    return [id, { ...found, by, at: at.toISOString(), claim: digestOf(line) }];
  });
  return { ...work, findings: { ...work.findings, ...Object.fromEntries(fresh) } };
};

const undecided = (line: string): FieldReason => ({
  field: `findings.${line}`,
  code: 'finding-missing',
  message: {
    fr: 'Cette ligne doit être jugée conforme avant d’approuver.',
    en: 'This line must be found met before approving.',
  },
});

/**
 * Refuses a decision that its findings do not carry: an approval needs every line that must be shown to be met and
 * nothing left open; a rejection needs a reason.
 */
export const refuseUnfounded = (decision: Decision, work: Casework, answers: Answers): void => {
  const lines = linesOf(answers);
  const outcome = (id: string) => work.findings[id]?.outcome;
  if (decision === 'approved') {
    const open = lines.filter(({ id, evidenceRequired, kind }) =>
      evidenceRequired || kind === 'identity' ? outcome(id) !== 'met' : outcome(id) === 'more-information',
    );
    if (open.length > 0) throw new Problem('invalid', { fields: open.map(({ id }) => undecided(id)) });
    return;
  }
  if (!lines.some(({ id }) => outcome(id) === 'not-met') && !work.summary)
    throw new Problem('invalid', {
      fields: [
        {
          field: 'summary',
          code: 'reason-missing',
          message: {
            fr: 'Un refus dit pourquoi : jugez une ligne non conforme, ou motivez-le ici.',
            en: 'A rejection says why: find a line not met, or give the reason here.',
          },
        },
      ],
    });
};

/** Groups, certifications and flags that an approval would rest on. */
const categoriesOf = ({ owners, certificates, flags, workforce }: Answers): Set<string> =>
  new Set([
    ...owners.flatMap(({ groups }) => groups),
    ...certificates.map(({ certification }) => certification),
    ...Object.keys(flags).filter((flag) => flags[flag]),
    ...Object.keys(workforce.shares),
  ]);

/** Whether the policy asks for a second reader of this decision. */
export const needsSecondReader = (
  decision: Decision,
  { case: held, answers }: Pick<OpenedCase, 'case' | 'answers'>,
  { secondReading }: Policy,
): boolean => {
  if (decision === 'rejected') return secondReading.rejections;
  const categories = categoriesOf(answers);
  return (
    (held.kind === 'first' && secondReading.categories.some((category) => categories.has(category))) ||
    (secondReading.possibleDuplicates && held.automatic.some(({ code }) => code.startsWith('duplicate-')))
  );
};

/**
 * Exactly what is missing: the lines on which a verifier asked for more.
 * @throws Problem `invalid` when nothing was asked for
 */
export const missingOf = (work: Casework): RequestedItem[] => {
  const items = Object.entries(work.findings)
    .filter(([, { outcome }]) => outcome === 'more-information')
    .map(([line, { reason, note }]): RequestedItem => ({ line, reason, note }));
  if (items.length > 0) return items;
  throw new Problem('invalid', {
    fields: [
      {
        field: 'findings',
        code: 'nothing-asked',
        message: {
          fr: 'Indiquez au moins une ligne pour laquelle il manque quelque chose.',
          en: 'Name at least one line on which something is missing.',
        },
      },
    ],
  });
};
