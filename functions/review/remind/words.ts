import { dayOf } from '#platform/clock.ts';
import { portalPath } from '#schemas/addresses.ts';
import type { Bilingual } from '#schemas/primitives.ts';
import type { CaseRecord } from '#schemas/review.ts';
import { type Letter, layOut } from '../post/letter.ts';

const subjects: Record<'due-soon' | 'overdue', Bilingual> = {
  'due-soon': { fr: 'Décision à rendre bientôt', en: 'Case due soon' },
  overdue: { fr: 'Dossier en retard', en: 'Case overdue' },
};

/** What the network's operators read of a case that is due: its number and dates, no name of a supplier or a person. */
export const escalation = (
  what: keyof typeof subjects,
  { submission, dueAt, holder }: Pick<CaseRecord, 'submission' | 'dueAt' | 'holder'>,
  portal: string,
): Letter => {
  const due = dayOf(new Date(dueAt));
  return layOut(
    {
      subject: `${subjects[what].fr} · ${subjects[what].en}: ${due}`,
      paragraphs: [
        `Le dossier ${submission} attend une décision d’ici le ${due}. ${holder ? 'Quelqu’un l’a pris en charge.' : 'Personne ne l’a pris en charge.'}`,
        `Case ${submission} is due by ${due}. ${holder ? 'Someone has claimed it.' : 'Nobody has claimed it.'}`,
      ],
      link: { url: `${portal}${portalPath.case(submission)}`, words: 'Ouvrir · Open' },
    },
    'réseau · network',
    'fr',
  );
};
