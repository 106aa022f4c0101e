import type { Criterion } from '#schemas/definition.ts';
import type { Bilingual, Language } from '#schemas/primitives.ts';
import type { MissingEvidence, Narrative, State } from '#schemas/verdict.ts';
import type { LegalForm, Vocabulary } from '#schemas/vocabulary.ts';
import type { Explanation } from './evaluate.ts';
import { levelOf } from './evidence.ts';
import type { CriterionOf, Found, Used } from './finding.ts';
import { type Format, formatIn } from './format.ts';
import type { Missing } from './missing/missing.ts';
import { type Words, words } from './words.ts';

interface Speaker {
  w: Words;
  f: Format;
  language: Language;
  vocabulary: Vocabulary;
}
type Told<K extends Found['kind']> = Extract<Found, { kind: K }>;

/** The vocabulary's word for a name; the name itself where it has none. */
export const nameOf = (
  { language, vocabulary }: Pick<Speaker, 'language' | 'vocabulary'>,
  kind: keyof Vocabulary,
  slug: string,
): string => (Object.hasOwn(vocabulary[kind], slug) ? vocabulary[kind][slug]?.[language] : undefined) ?? slug;

/** `CA-ON-north-bay` → "North Bay (Ontario)". */
export const regionName = (region: string, language: Language): string => {
  const [, province, ...place] = region.split('-');
  if (province === undefined) return 'Canada';
  const name = words[language].provinces[province] ?? province;
  if (place.length === 0) return name;
  return `${place.map((part) => part[0]!.toUpperCase() + part.slice(1)).join(language === 'fr' ? '-' : ' ')} (${name})`;
};

const lapse = ({ w, f }: Speaker, { standing, until }: Used, maxAge: number | undefined, expired: Words['expired']) => {
  if (standing === 'expired') return expired(f.date(until ?? ''));
  return standing === 'too-old' ? w.tooOld(maxAge ?? 0) : w.notYet;
};

const share = (
  s: Speaker,
  c: CriterionOf<'ownership'> | CriterionOf<'workforce'>,
  found: Told<'share'>,
  state: State,
) => {
  const { w, f } = s;
  const asked = w.assurance[c.assurance];
  const groups = f.or(c.groups.map((group) => nameOf(s, 'groups', group)));
  const said = [w.required(w.comparison[c.cmp](f.percent(c.bp))), w.found(f.percent(found.established), asked)];
  const more = found.claimed > found.established ? [w.counting(f.percent(found.claimed), asked)] : [];
  const known = found.possible === found.established;
  const end = state === 'met' || known ? [] : [(state === 'unmet' ? w.atMost : w.upTo)(f.percent(found.possible))];
  const subject = w.share[c.kind](groups) + (c.groups.length > 1 ? w.combine[c.combine] : '');
  return [subject + w.colon + said.join(', '), ...more, ...end].join(' ; ');
};

const nameSaid = (s: Speaker, c: Criterion, evidence: Used, accepted: boolean): string => {
  const { w, f } = s;
  const isCertificate = c.kind === 'certification';
  if (evidence.standing !== 'counts') {
    return lapse(s, evidence, c.maxAgeMonths, isCertificate && evidence.value === true ? w.expired : w.lapsed);
  }
  const level = w.assurance[evidence.level];
  if (evidence.value !== true) return isCertificate ? w.notListed : w.found(w.no, `(${level})`);
  if (levelOf[evidence.level] < levelOf[c.assurance]) return w.weak(level, w.assurance[c.assurance]);
  return [
    isCertificate ? w.held : w.yes,
    level,
    ...(evidence.until === null ? [] : [w.until(f.date(evidence.until))]),
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
    const evidence = found.names[0]?.evidence;
    return nameOf(s, 'flags', c.flag) + w.colon + (evidence ? nameSaid(s, c, evidence, false) : w.nothing);
  }
  const kind = c.kind === 'control' ? 'groups' : 'certifications';
  const names = c.kind === 'control' ? c.groups : c.anyOf;
  const wanted = f.or(names.map((name) => nameOf(s, kind, name)));
  const subject = c.kind === 'control' ? w.control[c.aspect](wanted) : w.certification + w.colon + w.required(wanted);
  const said: string[] = [];
  const silent: string[] = [];
  for (const { name, accepted, evidence } of found.names) {
    if (evidence === null) silent.push(nameOf(s, kind, name));
    else if (state !== 'met' || counts(c, evidence)) {
      const text = nameSaid(s, c, evidence, accepted);
      said.push(names.length === 1 && c.kind === 'control' ? text : `${nameOf(s, kind, name)}, ${text}`);
    }
  }
  if (state !== 'met' && silent.length > 0) said.push(said.length === 0 ? w.nothing : w.nothingFor(f.or(silent)));
  return subject + (c.kind === 'control' ? w.colon : ' ; ') + said.join(' ; ');
};

const counts = (c: Criterion, { standing, value, level }: Used): boolean =>
  standing === 'counts' && value === true && levelOf[level] >= levelOf[c.assurance];

const single = (
  s: Speaker,
  c: CriterionOf<'legalForm'> | CriterionOf<'measure'>,
  found: Told<'value'>,
  state: State,
): string => {
  const { w, f } = s;
  const show = (value: string | number): string => {
    if (c.kind === 'legalForm') return w.legalForm[value as LegalForm];
    return c.measure === 'revenueCad' ? f.money(Number(value)) : f.number(Number(value));
  };
  const asked = c.kind === 'legalForm' ? f.or(c.anyOf.map(show)) : w.comparison[c.cmp](show(c.value));
  const subject = c.kind === 'legalForm' ? w.form : w.measure[c.measure];
  const start = subject + w.colon + w.required(asked);
  const { evidence, value } = found;
  if (evidence === null || value === null) return `${start}, ${w.nothing}`;
  if (evidence.standing !== 'counts') return `${start}, ${lapse(s, evidence, c.maxAgeMonths, w.lapsed)}`;
  const onFile = `${start}, ${w.onFile(show(value), w.assurance[evidence.level])}`;
  return state === 'unknown' ? `${onFile} ; ${w.weak(w.assurance[evidence.level], w.assurance[c.assurance])}` : onFile;
};

const places = (s: Speaker, c: CriterionOf<'region'>, found: Told<'places'>, state: State): string => {
  const { w, f, language } = s;
  const subject = w.region[c.scope](f.or(c.anyOf.map((region) => regionName(region, language))));
  const shown = found.places.filter(
    ({ head, within, evidence }) =>
      (c.scope === 'any' || head) && (state !== 'met' || (within === 'yes' && evidence.standing === 'counts')),
  );
  const said = shown.map(({ region, head, within, evidence }) => {
    const name = regionName(region, language) + (head ? `, ${w.headOffice}` : '');
    if (evidence.standing !== 'counts') return `${name}, ${lapse(s, evidence, c.maxAgeMonths, w.lapsed)}`;
    const level = w.assurance[evidence.level];
    if (within === 'perhaps') return `${name}, ${w.perhaps}`;
    const weak = within === 'yes' && levelOf[evidence.level] < levelOf[c.assurance];
    return weak ? `${name}, ${w.weak(level, w.assurance[c.assurance])}` : `${name} (${level})`;
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

const punctuated = (text: string, language: Language): string =>
  `${language === 'fr' ? text.replaceAll(' ; ', ' ; ') : text.replaceAll(' ; ', '; ')}.`;

const inBoth = (vocabulary: Vocabulary, say: (speaker: Speaker) => string): Bilingual => {
  const text = (language: Language) =>
    punctuated(say({ w: words[language], f: formatIn(language), language, vocabulary }), language);
  return { fr: text('fr'), en: text('en') };
};

/** The explanation in plain French and English, with the threshold and what was found. */
export const narrate = (explanation: Explanation, vocabulary: Vocabulary): Narrative => {
  const of = explanation.kind === 'criterion' ? [] : explanation.kind === 'not' ? [explanation.of] : explanation.of;
  return {
    state: explanation.state,
    assurance: explanation.assurance,
    criterion:
      explanation.kind === 'criterion' ? { id: explanation.criterion.id, label: explanation.criterion.label } : null,
    text: inBoth(vocabulary, (speaker) => told(speaker, explanation)),
    of: of.map((part) => narrate(part, vocabulary)),
  };
};

/** The criteria of a narrative in the order of the rule, without its branches. */
export const reasons = (narrative: Narrative): Narrative[] =>
  narrative.criterion === null ? narrative.of.flatMap(reasons) : [narrative];

/** What is left to show, set by set, as requests that a supplier can answer. */
export const tellMissing = ({ sets, complete }: Missing, vocabulary: Vocabulary): MissingEvidence => ({
  sets: sets.map(({ steps, cost }) => ({
    cost,
    steps: steps.map(({ criterion, becomes, found }) => ({
      criterion: { id: criterion.id, label: criterion.label },
      becomes,
      text: inBoth(vocabulary, (speaker) => {
        const { toShow, toExclude, assurance } = speaker.w;
        const start = becomes === 'met' ? toShow(assurance[criterion.assurance]) : toExclude;
        return start + speaker.w.colon + criterionSaid(speaker, criterion, found, 'unknown');
      }),
    })),
  })),
  complete,
});
