import type { Child } from 'hono/jsx';
import { evaluate } from '#definitions/evaluate.ts';
import { missing } from '#definitions/missing/missing.ts';
import { narrate, reasons, tellMissing } from '#definitions/sentences.ts';
import type { Facts } from '#schemas/facts.ts';
import type { Bilingual, Language } from '#schemas/primitives.ts';
import type { MissingEvidence, Narrative, Outcome } from '#schemas/verdict.ts';
import type { PageContext } from './context.ts';
import type { InstitutionSaid, Network } from './network.ts';
import { Details, Tag, type TagState } from './parts/show.tsx';
import { say, typeset } from './words/say.ts';

export type Recognition = {
  institution: InstitutionSaid;
  outcome: Outcome;
  /** Criterion by criterion, in the order of the definition. */
  reasons: Narrative[];
  missing: MissingEvidence;
};

export const recognitionOrder: Record<Outcome, number> = { qualifies: 0, undetermined: 1, 'does-not-qualify': 2 };

/** What every institution's own definition says of these facts on a day; those that recognise come first. */
export const recognise = (network: Network, facts: Facts, on: string, ways = 1): Recognition[] =>
  network.institutions
    .flatMap((institution) => {
      const definition = network.definitionOf(institution, on);
      if (!definition) return [];
      const explained = evaluate(definition, facts, on, network.reciprocity);
      const { outcome } = explained;
      const left = outcome === 'qualifies' ? undefined : missing(definition, facts, on, network.reciprocity, ways);
      return [
        {
          institution,
          outcome,
          reasons: reasons(narrate(explained, network.vocabulary)),
          missing: left ? tellMissing(left, network.vocabulary) : { sets: [], complete: true },
        },
      ];
    })
    .sort((a, b) => recognitionOrder[a.outcome] - recognitionOrder[b.outcome]);

const words = say({
  en: {
    outcome: { qualifies: 'Recognized', undetermined: 'Not enough is known', 'does-not-qualify': 'Not recognized' },
    state: { met: 'Met', unmet: 'Not met', unknown: 'Not known yet' },
    why: 'Why, criterion by criterion',
    missing: 'What would be enough:',
    or: 'Or:',
    sample: 'sample',
    count: (yes: number, all: number) => `${yes} of ${all} institutions would recognize the firm.`,
  },
  fr: {
    outcome: { qualifies: 'Reconnue', undetermined: 'Pas assez de renseignements', 'does-not-qualify': 'Non reconnue' },
    state: { met: 'Rempli', unmet: 'Non rempli', unknown: 'Pas encore connu' },
    why: 'Pourquoi, critère par critère',
    missing: 'Ce qui suffirait :',
    or: 'Ou encore :',
    sample: 'exemple',
    count: (yes, all) =>
      yes <= 1
        ? `${yes} institution sur ${all} reconnaîtrait l’entreprise.`
        : `${yes} institutions sur ${all} reconnaîtraient l’entreprise.`,
  },
});
const colours: Record<Outcome, TagState> = { qualifies: 'yes', undetermined: 'near', 'does-not-qualify': 'off' };

export const recognitionCount = (language: 'fr' | 'en', all: readonly Recognition[]): string =>
  words[language].count(all.filter(({ outcome }) => outcome === 'qualifies').length, all.length);

type Reason = { state: Narrative['state']; label: Bilingual | undefined; text: Bilingual };
type CardProps = {
  language: Language;
  name: string;
  outcome: Outcome;
  /** Criterion by criterion. */
  reasons: readonly Reason[];
  /** What would be enough; the first way first. */
  missing: MissingEvidence | undefined;
  children?: Child;
};

/** What one institution's definition says of the firm: the verdict, what is missing, and why. */
export const RecognitionCard = ({ language, name, outcome, reasons: told, missing: left, children }: CardProps) => {
  const said = words[language];
  return (
    <li class="card">
      <h2 class="h3">{name}</h2>
      <p>
        <Tag state={colours[outcome]}>{said.outcome[outcome]}</Tag>
      </p>
      {left?.sets.map(({ steps }, index) => (
        <>
          <p>
            <strong>{index === 0 ? said.missing : said.or}</strong>
          </p>
          <ul>
            {steps.map(({ text }) => (
              <li>{typeset(text[language], language)}</li>
            ))}
          </ul>
        </>
      ))}
      <Details summary={said.why}>
        <ul class="plain reasons">
          {told.map(({ state, label, text }) => (
            <li>
              <strong>
                {said.state[state]}
                {label && ` – ${typeset(label[language], language)}`}
              </strong>
              <br />
              {typeset(text[language], language)}
            </li>
          ))}
        </ul>
      </Details>
      {children}
    </li>
  );
};

/** Who would recognise the firm, why, and what is missing for the others. */
export const RecognitionList = ({ c, all }: { c: PageContext; all: readonly Recognition[] }) => (
  <ul class="recognition">
    {all.map(({ institution, outcome, reasons: told, missing: left }) => (
      <RecognitionCard
        language={c.var.language}
        name={institution.name[c.var.language]}
        outcome={outcome}
        missing={left}
        reasons={told.map(({ state, criterion, text }) => ({ state, label: criterion?.label, text }))}
      />
    ))}
  </ul>
);
