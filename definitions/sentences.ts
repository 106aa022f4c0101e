import type { Criterion } from '#schemas/definition.ts';
import type { Bilingual, Language } from '#schemas/primitives.ts';
import type { MissingEvidence, Narrative, State } from '#schemas/verdict.ts';
import type { LegalForm, Vocabulary } from '#schemas/vocabulary.ts';
import { amountIn, nameOf, namesIn, regionName, thresholdIn } from './asked.ts';
import { dayOf } from './days.ts';
import type { ExplainedVerdict, Explanation } from './evaluate.ts';
import { assuranceOf, type Fact, levelOf } from './evidence.ts';
import { type CriterionOf, type Found, standing } from './finding.ts';
import { type Format, formatIn } from './format.ts';
import type { Missing } from './missing/missing.ts';
import { type Words, words } from './words.ts';

interface Speaker {
  w: Words;
  f: Format;
  language: Language;
  vocabulary: Vocabulary;
  /** The day that is told of. */
  day: number;
}
type Told<K extends Found['kind']> = Extract<Found, { kind: K }>;

/** Why a fact does not count; undefined when it does. */
const lapse = ({ w, f, day }: Speaker, c: Criterion, fact: Fact<unknown>, expired = w.lapsed): string | undefined => {
  const maxAge = c.maxAgeMonths ?? 0;
  switch (standing(fact, maxAge, day)) {
    case 'counts':
      return undefined;
    case 'expired':
      return expired(f.date(fact.ends ?? ''));
    case 'too-old':
      return w.tooOld(maxAge);
    case 'not-yet':
      return w.notYet;
  }
};
const assuranceSaid = ({ w }: Speaker, { level }: Fact<unknown>): string => w.assurance[assuranceOf[level]!];
const tooWeak = ({ level }: Fact<unknown>, c: Criterion): boolean => level < levelOf[c.assurance];

const share = (
  s: Speaker,
  c: CriterionOf<'ownership'> | CriterionOf<'workforce'>,
  found: Told<'share'>,
  state: State,
) => {
  const { w, f } = s;
  const asked = w.assurance[c.assurance];
  const groups = f.or(namesIn(c, s));
  const said = [w.required(thresholdIn(c, s.language)), w.found(f.percent(found.established), asked)];
  const more = found.claimed > found.established ? [w.counting(f.percent(found.claimed), asked)] : [];
  const known = found.possible === found.established;
  const end = state === 'met' || known ? [] : [(state === 'unmet' ? w.atMost : w.upTo)(f.percent(found.possible))];
  const subject = w.share[c.kind](groups) + (c.groups.length > 1 ? w.combine[c.combine] : '');
  return [subject + w.colon + said.join(', '), ...more, ...end].join(' ; ');
};

const nameSaid = (s: Speaker, c: Criterion, fact: Fact<boolean>, accepted: boolean): string => {
  const { w, f } = s;
  const isCertificate = c.kind === 'certification';
  const lapsed = lapse(s, c, fact, isCertificate && fact.value ? w.expired : w.lapsed);
  if (lapsed !== undefined) return lapsed;
  const level = assuranceSaid(s, fact);
  if (!fact.value) return isCertificate ? w.notListed : w.found(w.no, `(${level})`);
  if (tooWeak(fact, c)) return w.weak(level, w.assurance[c.assurance]);
  return [
    isCertificate ? w.held : w.yes,
    level,
    ...(fact.ends === null ? [] : [w.until(f.date(fact.ends))]),
    ...(accepted ? [w.inPlaceOf] : []),
  ].join(', ');
};

const named = (
  s: Speaker,
  c: CriterionOf<'control'> | CriterionOf<'certification'> | CriterionOf<'flag'>,
  found: Told<'named'>,
  state: State,
): string => {
  const { w, f } = s;
  if (c.kind === 'flag') {
    const [fact] = found.evidence;
    return nameOf(s, 'flags', c.flag) + w.colon + (fact ? nameSaid(s, c, fact, false) : w.nothing);
  }
  const kind = c.kind === 'control' ? 'groups' : 'certifications';
  const names = namesIn(c, s);
  const wanted = f.or(names);
  const subject =
    c.kind === 'control' ? w.control[c.aspect](wanted) : w.certification + w.colon + w.requiredNames(wanted);
  const said: string[] = [];
  const silent: string[] = [];
  for (const { name, accepted } of found.asked) {
    const fact = found.evidence.find((one) => one.name === name);
    if (fact === undefined) silent.push(nameOf(s, kind, name));
    else if (state !== 'met' || counts(s, c, fact)) {
      const text = nameSaid(s, c, fact, accepted);
      said.push(names.length === 1 && c.kind === 'control' ? text : `${nameOf(s, kind, name)}, ${text}`);
    }
  }
  if (state !== 'met' && silent.length > 0) said.push(said.length === 0 ? w.nothing : w.nothingFor(f.or(silent)));
  return subject + (c.kind === 'control' ? w.colon : ' ; ') + said.join(' ; ');
};

const counts = (s: Speaker, c: Criterion, fact: Fact<boolean>): boolean =>
  fact.value && !tooWeak(fact, c) && lapse(s, c, fact) === undefined;

const single = (
  s: Speaker,
  c: CriterionOf<'legalForm'> | CriterionOf<'measure'>,
  found: Told<'value'>,
  state: State,
): string => {
  const { w, f } = s;
  const show = (value: string | number): string =>
    c.kind === 'legalForm' ? w.legalForm[value as LegalForm] : amountIn(c, Number(value), s.language);
  const asked = c.kind === 'legalForm' ? f.or(namesIn(c, s)) : thresholdIn(c, s.language);
  const subject = c.kind === 'legalForm' ? w.form : w.measure[c.measure];
  const start = subject + w.colon + (c.kind === 'legalForm' ? w.requiredNames : w.required)(asked);
  const { evidence, value } = found;
  if (evidence === null || value === null) return `${start}, ${w.nothing}`;
  const lapsed = lapse(s, c, evidence);
  if (lapsed !== undefined) return `${start}, ${lapsed}`;
  const level = assuranceSaid(s, evidence);
  const onFile = `${start}, ${w.onFile(show(value), level)}`;
  return state === 'unknown' ? `${onFile} ; ${w.weak(level, w.assurance[c.assurance])}` : onFile;
};

const places = (s: Speaker, c: CriterionOf<'region'>, found: Told<'places'>, state: State): string => {
  const { w, f, language } = s;
  const subject = w.region[c.scope](f.or(namesIn(c, s)));
  const said = found.evidence.flatMap((fact, index) => {
    const { region, head } = fact.value;
    const within = found.within[index];
    const lapsed = lapse(s, c, fact);
    if (c.scope === 'head' && !head) return [];
    if (state === 'met' && (within !== 'yes' || lapsed !== undefined)) return [];
    const name = regionName(region, language) + (head ? `, ${w.headOffice}` : '');
    if (lapsed !== undefined) return [`${name}, ${lapsed}`];
    if (within === 'perhaps') return [`${name}, ${w.perhaps}`];
    const level = assuranceSaid(s, fact);
    const weak = within === 'yes' && tooWeak(fact, c);
    return [weak ? `${name}, ${w.weak(level, w.assurance[c.assurance])}` : `${name} (${level})`];
  });
  if (said.length === 0) said.push(w.nothing);
  else if (state === 'unknown' && !found.complete) said.push(w.placesIncomplete);
  return subject + w.colon + said.join(' ; ');
};

const criterionSaid = (s: Speaker, c: Criterion, found: Found, state: State): string => {
  if ((c.kind === 'ownership' || c.kind === 'workforce') && found.kind === 'share') return share(s, c, found, state);
  if ((c.kind === 'legalForm' || c.kind === 'measure') && found.kind === 'value') return single(s, c, found, state);
  if (c.kind === 'region' && found.kind === 'places') return places(s, c, found, state);
  if ((c.kind === 'control' || c.kind === 'certification' || c.kind === 'flag') && found.kind === 'named') {
    return named(s, c, found, state);
  }
  throw new Error(`a ${c.kind} criterion cannot have found a ${found.kind}`);
};

const told = (s: Speaker, e: Explanation): string => {
  if (e.kind === 'criterion') return criterionSaid(s, e.criterion, e.found, e.state);
  const parts = e.kind === 'not' ? [e.of] : e.of;
  const counted = { met: 0, unmet: 0, unknown: 0 };
  for (const { state } of parts) counted[state]++;
  return e.kind === 'not' ? s.w.rule.not(1, 1) : s.w.rule[e.kind](e.n, parts.length) + s.w.colon + s.w.counts(counted);
};

const punctuated = (text: string): string => `${text.replaceAll(' ; ', '; ')}.`;

interface Subject {
  day: number;
  vocabulary: Vocabulary;
}
const inBoth = (subject: Subject, say: (speaker: Speaker) => string): Bilingual => {
  const text = (language: Language) =>
    punctuated(say({ w: words[language], f: formatIn(language), language, ...subject }));
  return { fr: text('fr'), en: text('en') };
};

const narrated = (explanation: Explanation, subject: Subject): Narrative => {
  const of = explanation.kind === 'criterion' ? [] : explanation.kind === 'not' ? [explanation.of] : explanation.of;
  return {
    state: explanation.state,
    assurance: explanation.assurance,
    criterion:
      explanation.kind === 'criterion' ? { id: explanation.criterion.id, label: explanation.criterion.label } : null,
    text: inBoth(subject, (speaker) => told(speaker, explanation)),
    of: of.map((part) => narrated(part, subject)),
  };
};

/** The explanation in plain French and English, with the threshold and what was found. */
export const narrate = (
  { explanation, at }: Pick<ExplainedVerdict, 'explanation' | 'at'>,
  vocabulary: Vocabulary,
): Narrative => narrated(explanation, { day: dayOf(at), vocabulary });

/** The criteria of a narrative in the order of the rule, without its branches. */
export const reasons = (narrative: Narrative): Narrative[] =>
  narrative.criterion === null ? narrative.of.flatMap(reasons) : [narrative];

/** What is left to show, set by set, as requests that a supplier can answer. */
export const tellMissing = ({ at, sets, complete }: Missing, vocabulary: Vocabulary): MissingEvidence => ({
  sets: sets.map(({ steps, cost }) => ({
    cost,
    steps: steps.map(({ criterion, becomes, found }) => ({
      criterion: { id: criterion.id, label: criterion.label },
      becomes,
      text: inBoth({ day: dayOf(at), vocabulary }, (speaker) => {
        const { toShow, toExclude, assurance } = speaker.w;
        const start = becomes === 'met' ? toShow(assurance[criterion.assurance]) : toExclude;
        return start + speaker.w.colon + criterionSaid(speaker, criterion, found, 'unknown');
      }),
    })),
  })),
  complete,
});
