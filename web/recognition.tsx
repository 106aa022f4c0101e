import type { Child } from 'hono/jsx';
import { dayOf } from '#definitions/days.ts';
import { type CompiledDefinition, compile } from '#definitions/evaluate.ts';
import { prepare } from '#definitions/evidence.ts';
import { missing } from '#definitions/missing/missing.ts';
import { criteriaOf } from '#definitions/rules.ts';
import { narrate, reasons, tellMissing } from '#definitions/sentences.ts';
import type { Definition } from '#schemas/definition.ts';
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

/** What looking for everything that is missing may cost on one page: some tenths of a second, shared by the definitions. */
const STEPS = 1_000_000;
/** Criteria of a rule that are told one by one; a longer one is told on the institution's own page. */
const TOLD = 60;

const compiled = new WeakMap<Network, Map<Definition, CompiledDefinition>>();
/** Ready to be applied, as long as nothing is published. */
const ready = (network: Network, definition: Definition): CompiledDefinition => {
  const known = compiled.get(network) ?? new Map<Definition, CompiledDefinition>();
  compiled.set(network, known);
  const one = known.get(definition) ?? compile(definition, network.reciprocity);
  known.set(definition, one);
  return one;
};

/** What every institution's own definition says of these facts on a day; those that recognise come first. */
export const recognise = (network: Network, facts: Facts, on: string, ways = 1): Recognition[] => {
  const evidence = prepare(facts);
  const all = network.institutions.flatMap((institution) => {
    const definition = network.definitionOf(institution, on);
    return definition
      ? [{ institution, definition, explained: ready(network, definition).explain(evidence, dayOf(on)) }]
      : [];
  });
  // What is settled is missing nothing.
  const open = all.filter(({ explained }) => explained.outcome === 'undetermined').length;
  return all
    .map(({ institution, definition, explained }) => {
      const { outcome } = explained;
      const left =
        outcome === 'undetermined'
          ? missing(definition, facts, on, network.reciprocity, ways, STEPS / open)
          : undefined;
      const told = criteriaOf(definition.rule).length <= TOLD;
      return {
        institution,
        outcome,
        reasons: told ? reasons(narrate(explained, network.vocabulary)) : [],
        missing: left ? tellMissing(left, network.vocabulary) : { sets: [], complete: true },
      };
    })
    .sort((a, b) => recognitionOrder[a.outcome] - recognitionOrder[b.outcome]);
};

const words = say({
  en: {
    outcome: { qualifies: 'Recognized', undetermined: 'Not enough is known', 'does-not-qualify': 'Not recognized' },
    state: { met: 'Met', unmet: 'Not met', unknown: 'Not known yet' },
    why: 'Why, criterion by criterion',
    missing: 'What would be enough:',
    or: 'Or:',
    notSearched: 'This definition is too long for what is missing to be worked out here.',
    tooLong: 'This definition is too long to be told criterion by criterion here.',
    sample: 'sample',
    count: (yes: number, all: number) => `${yes} of ${all} institutions would recognize the firm.`,
  },
  fr: {
    outcome: { qualifies: 'Reconnue', undetermined: 'Pas assez de renseignements', 'does-not-qualify': 'Non reconnue' },
    state: { met: 'Rempli', unmet: 'Non rempli', unknown: 'Pas encore connu' },
    why: 'Pourquoi, critère par critère',
    missing: 'Ce qui suffirait :',
    or: 'Ou encore :',
    notSearched: 'Cette définition est trop longue pour qu’on établisse ici ce qui manque.',
    tooLong: 'Cette définition est trop longue pour être expliquée ici critère par critère.',
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
      {left && left.sets.length === 0 && !left.complete && <p>{said.notSearched}</p>}
      <Details summary={said.why}>
        {told.length === 0 && <p>{said.tooLong}</p>}
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
