import type { Child } from 'hono/jsx';
import type { Language } from '#schemas/primitives.ts';
import type { PageContext } from '../context.ts';
import type { FieldError } from '../parts/errors.tsx';
import { Radios } from '../parts/fields.tsx';
import { SummaryList } from '../parts/show.tsx';
import { say } from '../words/say.ts';
import { choiceName, packed } from './shown.ts';

const words = say({
  en: {
    lead: 'Somebody changed this page after you opened it, or you did in another tab. Nothing was replaced, and what you entered is kept below.',
    shown: 'When you opened the page',
    kept: 'On record now',
    typed: 'What you entered',
    which: 'Which one should be kept?',
    mine: 'What I entered',
    theirs: 'What is on record now',
    choose: 'it has changed in the meantime; choose which one to keep',
    nothing: 'nothing',
  },
  fr: {
    lead: 'Une autre personne a changé cette page après que vous l’avez ouverte, ou vous l’avez fait dans un autre onglet. Rien n’a été remplacé, et ce que vous avez saisi se trouve ci-dessous.',
    shown: 'À l’ouverture de la page',
    kept: 'Au dossier maintenant',
    typed: 'Ce que vous avez saisi',
    which: 'Que faut-il garder ?',
    mine: 'Ce que j’ai saisi',
    theirs: 'Ce qui est au dossier maintenant',
    choose: 'cela a changé entre-temps ; choisissez ce qu’il faut garder',
    nothing: 'rien',
  },
});

/** A conflict in words: what it is about, and the three values as people read them. */
export type Dispute = {
  at: string;
  label: string;
  shown: Child;
  typed: Child;
  kept: Child;
  /** Who changed what is kept, and when, where that is known. */
  since?: string | undefined;
};

/** What the page shows, sent back with its form. */
export const Shown = ({ value }: { value: unknown }) => <input type="hidden" name="shown" value={packed(value)} />;

/** What the summary of errors says of each conflict, leading to its choice. */
export const disputeErrors = (disputes: readonly Dispute[], language: Language): FieldError[] =>
  disputes.map(({ at, label }) => ({
    field: choiceName(at),
    message: `${label}${language === 'fr' ? ' : ' : ': '}${words[language].choose}`,
  }));

/** One conflict: what was there, what is there, what was typed, and the choice between the two. */
export const DisputeChoice = ({ c, dispute }: { c: PageContext; dispute: Dispute }) => {
  const { language } = c.var;
  const said = words[language];
  const { at, label, shown, typed, kept, since } = dispute;
  const value = (one: Child) => (one === '' || one === undefined || one === null ? said.nothing : one);
  return (
    <div class="note">
      <input type="hidden" name="conflict" value={at} />
      <SummaryList
        c={c}
        rows={[
          { key: said.shown, value: value(shown) },
          { key: since ? `${said.kept} (${since})` : said.kept, value: value(kept) },
          { key: said.typed, value: value(typed) },
        ]}
      />
      <Radios
        language={language}
        name={choiceName(at)}
        label={`${label}${language === 'fr' ? ' – ' : ' – '}${said.which}`}
        error={disputeErrors([dispute], language)[0]?.message}
        small
        options={[
          { value: 'kept', text: said.theirs },
          { value: 'mine', text: said.mine },
        ]}
      />
    </div>
  );
};

/** All conflicts of a form together, before its fields. */
export const Disputes = ({ c, disputes }: { c: PageContext; disputes: readonly Dispute[] }) =>
  disputes.length === 0 ? null : (
    <>
      <p>{words[c.var.language].lead}</p>
      {disputes.map((dispute) => (
        <DisputeChoice c={c} dispute={dispute} />
      ))}
    </>
  );
