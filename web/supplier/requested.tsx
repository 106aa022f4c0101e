import { kinds, type LineKind } from '#schemas/checklist.ts';
import type { Language } from '#schemas/primitives.ts';
import type { PageContext } from '../context.ts';
import type { Network } from '../network.ts';
import { networkOf } from '../network.ts';
import { Banner } from '../parts/show.tsx';
import { formats, say } from '../words/say.ts';
import type { SubmissionView } from './folder.ts';
import { items, typed } from './step.ts';

const words = say({
  en: {
    title: 'What the verifier asks',
    by: (day: string) => `Answer by ${day}. What was accepted stays as it is.`,
  },
  fr: {
    title: 'Ce que demande la personne qui vérifie',
    by: (day) => `Répondez au plus tard le ${day}. Ce qui a été accepté reste tel quel.`,
  },
});

/** `owner:owner-1` → "Groups and role of the owner: Nadia Osei". */
export const lineName = (line: string, view: SubmissionView, network: Network, language: Language): string => {
  const [kind = '', subject] = line.split(':');
  const label = kind in kinds ? kinds[kind as LineKind].label[language] : line;
  if (subject === undefined) return label;
  const owner = items(view.answers.owners).find(({ id }) => id === subject);
  const name =
    (owner && typed(owner.name)) ??
    network.vocabulary.certifications[subject]?.[language] ??
    network.vocabulary.flags[subject]?.[language] ??
    subject;
  return `${label}${language === 'fr' ? ' : ' : ': '}${name}`;
};

type Item = { line: string; words?: string | undefined; note?: string | undefined };

/** Line by line: what is concerned, why, and what would answer it. */
export const Lines = async ({ c, view, lines }: { c: PageContext; view: SubmissionView; lines: readonly Item[] }) => {
  const network = await networkOf(c);
  return (
    <ul class="govuk-list govuk-list--spaced">
      {lines.map(({ line, words: reason, note }) => (
        <li>
          <strong>{lineName(line, view, network, c.var.language)}</strong>
          {reason && (
            <>
              <br />
              {reason}
            </>
          )}
          {note && <blockquote class="govuk-inset-text">{note}</blockquote>}
        </li>
      ))}
    </ul>
  );
};

export const RequestedItems = (props: {
  c: PageContext;
  view: SubmissionView;
  request: NonNullable<SubmissionView['request']>;
}) => {
  const { c, view, request } = props;
  const said = words[c.var.language];
  return (
    <Banner c={c} title={said.title}>
      <Lines c={c} view={view} lines={request.items} />
      <p class="govuk-body">
        <strong>{said.by(formats(c.var.language).day(request.answerBy))}</strong>
      </p>
    </Banner>
  );
};
