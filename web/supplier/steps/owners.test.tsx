import { expect, test } from 'vitest';
import { vocabulary } from '#samples/vocabulary.ts';
import type { Language } from '#schemas/primitives.ts';
import { answers as answersSchema, type DraftAnswers, sections } from '#schemas/submission.ts';
import { isSkipped, nextAfter, stateOf, steps } from '../flow.ts';
import type { SubmissionView } from '../folder.ts';
import { merged, type Step, type StepView } from '../step.ts';
import { governance } from './governance.tsx';
import { owners } from './owners.tsx';

const network = { vocabulary } as unknown as StepView['network'];
const c = { var: { path: '/supplier/sub_1/owners', language: 'en' } } as unknown as StepView['c'];
const after = (step: Step, fields: Record<string, string>, answers: DraftAnswers): DraftAnswers =>
  merged(answers, step.read(fields, answers, network)) as DraftAnswers;
const shown = (step: Step, answers: DraftAnswers, language: Language = 'en') =>
  String(step.body({ c, language, network, answers, errors: [] }));
const listed = [{ id: 'owner-1', name: 'A', bp: 5000, groups: [], manages: false, controls: false }];

test('a firm of a form that may have no owners is asked whether it has; others are not', () => {
  for (const language of ['fr', 'en'] as const)
    expect(shown(owners, { legalForm: 'non-profit' }, language)).toContain('name="held"');
  expect(shown(owners, { legalForm: 'corporation' })).not.toContain('name="held"');
});

test('who says that nobody owns it is asked who governs it, and what is said is sound', () => {
  const none = after(owners, { held: 'none' }, { legalForm: 'mutual' });
  expect(none).toEqual({ legalForm: 'mutual', owners: [], governance: {} });
  expect([isSkipped(governance, none), nextAfter('owners', none)]).toEqual([false, 'governance']);
  const fields = { by: 'board', people: '12', 'count-women': '7', 'count-veteran': '0' };
  const said = after(governance, fields, none);
  expect(said.governance).toEqual({ by: 'board', people: 12, groups: { women: 7, veteran: 0 } });
  expect(answersSchema.shape.governance.safeParse(said.governance).success).toBe(true);
  expect(shown(governance, said)).toContain('value="12"');
  const rows = governance.rows({ c, language: 'fr', network, answers: said }).map(({ value }) => String(value));
  expect(rows[0]).toBe('Un conseil d’administration');
  // What is emptied again is said no more.
  expect(after(governance, { ...fields, 'count-women': '' }, said).governance).toEqual({
    by: 'board',
    people: 12,
    groups: { veteran: 0 },
  });
});

test('whoever has owners after all is asked for them, and nothing that was listed is lost on the way', () => {
  const none: DraftAnswers = { legalForm: 'co-operative', owners: [], governance: {} };
  const some = after(owners, { held: 'some' }, none);
  expect(some).toEqual({ legalForm: 'co-operative' });
  expect(isSkipped(governance, some)).toBe(true);
  const both = after(owners, { held: 'none' }, { legalForm: 'co-operative', owners: listed });
  expect(both.owners).toEqual(listed);
  expect(after(owners, {}, both)).toEqual(both);
});

test('a firm that becomes one with owners no longer says that it has none', () => {
  const said: DraftAnswers = {
    legalForm: 'corporation',
    owners: [],
    governance: { by: 'board', people: 3, groups: {} },
  };
  expect(after(owners, {}, said)).toEqual({ legalForm: 'corporation' });
});

test('nothing of an empty form is done or begun, and who governs it is neither begun nor done before it is asked', () => {
  const missing = sections.filter((section) => section !== 'governance');
  const view = { missing, problems: [], answers: {} } as unknown as SubmissionView;
  for (const step of steps.filter((one) => one !== governance))
    expect([step.path, stateOf(step, view, 'en')]).toEqual([step.path, 'not-started']);
  const asked = { ...view, missing: ['governance'] } as unknown as SubmissionView;
  expect(stateOf(governance, asked, 'en')).toBe('not-started');
});
