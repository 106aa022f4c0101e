import { dayOf } from '#platform/clock.ts';
import type { Sealer } from '#platform/sealed.ts';
import { portalPath } from '#schemas/addresses.ts';
import { kinds, type LineKind } from '#schemas/checklist.ts';
import type { Policy } from '#schemas/policy.ts';
import type { Language } from '#schemas/primitives.ts';
import { findingReasons, type RequestedItem } from '#schemas/review.ts';
import { addDays } from '#workflows/certification-review/calendar.ts';
import { type Folder, openSubmitted, openWork } from '#workflows/certification-review/folder.ts';
import { expiryOf } from '#workflows/certification-review/term.ts';
import { inFull, layOut } from '../post/letter.ts';
import { words } from './words.ts';

type Notice = keyof typeof words.fr;

/** A request or a reason by the kind of its line, never by a name: owners are not named in a message. */
const itemInWords = ({ line, reason, note }: RequestedItem, language: Language): string => {
  const kind = kinds[line.split(':')[0] as LineKind].label[language];
  const said = [reason && reason !== 'other' && findingReasons[reason][language], note].filter(Boolean).join(' ');
  return `${kind}${language === 'fr' ? '\u00a0: ' : ': '}${said}`;
};

/** A notice as the supplier will read it, and to whom it goes. */
export const letterFor = async (
  { seals, policy, portal }: { seals: Sealer; policy: Policy; portal: string },
  folder: Folder,
  notice: Notice,
  at: Date,
) => {
  const { submission, case: held } = folder;
  const { language } = submission;
  const { identity } = await openSubmitted(seals, submission);
  const work = held && (await openWork(seals, held));
  const closedOn = dayOf(submission.closedAt ? new Date(submission.closedAt) : at);
  const day = (one: string) => inFull(one, language);
  const unmet: RequestedItem[] = Object.entries(work?.findings ?? {})
    .filter(([, { outcome }]) => outcome === 'not-met')
    .map(([line, { reason, note }]) => ({ line, reason, note }));
  const items = notice === 'rejected' ? unmet : (work?.request ?? []);
  const telling = {
    url: `${portal}${portalPath.submission(language, submission.submission)}`,
    dueOn: held ? day(dayOf(new Date(held.dueAt))) : '',
    answerBy: held?.answerBy ? day(dayOf(new Date(held.answerBy))) : '',
    appealBy: day(addDays(closedOn, policy.appealDays)),
    expiresOn: day(expiryOf(closedOn, policy)),
    mayAppeal: !submission.appeal,
    items: [
      ...items.map((item) => itemInWords(item, language)),
      ...(notice === 'rejected' && work?.summary ? [work.summary] : []),
    ],
  };
  return {
    to: identity.email,
    ...layOut(words[language][notice](telling), identity.operatingName ?? identity.legalName, language),
  };
};
