import { kinds, type LineKind } from '#schemas/checklist.ts';
import type { Language } from '#schemas/primitives.ts';
import type { PageContext } from '../context.ts';
import type { Network } from '../network.ts';
import { networkOf } from '../network.ts';
import { Banner } from '../parts/show.tsx';
import { formats, say, typeset } from '../words/say.ts';
import { steps } from './flow.ts';
import type { SubmissionView } from './folder.ts';
import { items, typed } from './step.ts';

const words = say({
  en: {
    title: 'What the verifier asks',
    by: (day: string) => `Answer by ${day}. What was accepted stays as it is.`,
    answer: 'To answer:',
    documents: 'add a document',
  },
  fr: {
    title: 'Ce que demande la personne qui vérifie',
    by: (day) => `Répondez au plus tard le ${day}. Ce qui a été accepté reste tel quel.`,
    answer: 'Pour répondre :',
    documents: 'ajouter un document',
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
  return `${label}${language === 'fr' ? '\u00a0: ' : ': '}${name}`;
};

type Item = { line: string; words?: string | undefined; note?: string | undefined };

/** The pages that answer a line: the document that shows it, and what was said. */
const Ways = ({ c, view, line }: { c: PageContext; view: SubmissionView; line: string }) => {
  const { language } = c.var;
  const said = words[language];
  const home = `/${language}/supplier/${view.submission}`;
  const kind = line.split(':')[0] ?? '';
  const sections: readonly string[] = kind in kinds ? kinds[kind as LineKind].sections : [];
  const pages = steps.filter((step) => step.sections.some((section) => sections.includes(section)));
  return (
    <p>
      {said.answer} <a href={`${home}/documents#slot-${line.replace(':', '-')}`}>{said.documents}</a>
      {pages.map(({ path, title }) => (
        <>
          {' · '}
          <a href={`${home}/${path}`}>{title[language]}</a>
        </>
      ))}
    </p>
  );
};

type LinesProps = {
  c: PageContext;
  view: SubmissionView;
  lines: readonly Item[];
  /** With the way to the pages that answer each. */
  answers?: boolean;
};

/** Line by line: what is concerned, why, and what would answer it. */
export const Lines = async ({ c, view, lines, answers }: LinesProps) => {
  const network = await networkOf(c);
  return (
    <ul class="plain spaced">
      {lines.map(({ line, words: reason, note }) => (
        <li>
          <strong>{lineName(line, view, network, c.var.language)}</strong>
          {reason && (
            <>
              <br />
              {typeset(reason, c.var.language)}
            </>
          )}
          {note && <blockquote class="note">{note}</blockquote>}
          {answers && <Ways c={c} view={view} line={line} />}
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
      <Lines c={c} view={view} lines={request.items} answers />
      <p>
        <strong>{said.by(formats(c.var.language).day(request.answerBy))}</strong>
      </p>
    </Banner>
  );
};
