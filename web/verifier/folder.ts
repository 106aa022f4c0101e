import type * as z from 'zod';
import { readCase } from '#schemas/api/review.ts';
import type { Vocabulary } from '#schemas/vocabulary.ts';
import type { PageContext } from '../context.ts';
import { networkOf } from '../network.ts';
import { verifierNames } from './names.ts';

export type CaseView = z.output<NonNullable<typeof readCase.answer>>;
export type CaseLine = CaseView['checklist'][number];
export type OpenCase = {
  view: CaseView;
  revision: number;
  vocabulary: Vocabulary;
  /** What verifiers are called, by their ids. */
  names: ReadonlyMap<string, string>;
};

export const caseIdOf = (c: PageContext): CaseView['submission'] => c.req.param('submission') as CaseView['submission'];

export const openCase = async (c: PageContext): Promise<OpenCase> => {
  const [found, { vocabulary }, names] = await Promise.all([
    c.var.api(readCase, { params: { submission: caseIdOf(c) } }),
    networkOf(c),
    verifierNames(c),
  ]);
  return { view: found.body, revision: found.revision, vocabulary, names };
};

/** A line's id where HTML needs one: `owner:a-1` → `owner-a-1`. */
export const slotOf = ({ id }: Pick<CaseLine, 'id'>): string => id.replaceAll(':', '-');

export const holds = (c: PageContext, { holder, heldUntil }: CaseView): boolean =>
  holder !== undefined &&
  holder === c.var.session?.person &&
  heldUntil !== undefined &&
  new Date(heldUntil) > new Date();

/** Whoever comes back to a page that has nothing left to decide is led to where the case stands. */
export const settled = (c: PageContext, { view }: OpenCase, state: CaseView['state']): Response | undefined =>
  view.state === state && holds(c, view) ? undefined : c.redirect(`/${c.var.language}/cases/${view.submission}`, 303);
