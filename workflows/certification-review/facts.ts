import { dayOf } from '#platform/clock.ts';
import { documentsFor, type Line, linesOf } from '#schemas/checklist.ts';
import type { Document } from '#schemas/evidence.ts';
import { type Assurance, assurances, type Facts, type Known, type KnownBoolean } from '#schemas/facts.ts';
import type { Finding } from '#schemas/review.ts';
import type { Answers } from '#schemas/submission.ts';
import type { Vocabulary } from '#schemas/vocabulary.ts';

/** What was found of each line, as far as facts depend on it. */
type Found = { findings: Readonly<Record<string, Pick<Finding, 'outcome' | 'at' | 'until'>>> };

/** How well a line is shown, and since when; undefined when a verifier found it not met: then nothing is known by it. */
type Shown = { level: Assurance; since: string; until?: string };

const shownBy = (
  line: Line,
  answers: Answers,
  { findings }: Found,
  documents: readonly Document[],
): Shown | undefined => {
  const found = findings[line.id];
  if (found?.outcome === 'not-met') return undefined;
  const until = found?.until ? { until: found.until } : {};
  if (found?.outcome === 'met') return { level: 'verified', since: dayOf(new Date(found.at)), ...until };
  const documented = documentsFor(line, documents).some(
    // An attestation repeats what the supplier says; it shows nothing more.
    ({ evidenceType, state }) => state === 'accepted' && evidenceType !== 'signed-attestation',
  );
  return { level: documented ? 'documented' : 'declared', since: answers.attestation.signedOn, ...until };
};

/** What ended before it was looked at was never established later than its end. */
const fact = <T>(value: T, { since, until, level }: Shown): Known<T> => ({
  value,
  level,
  since: until !== undefined && until < since ? until : since,
  ...(until !== undefined && { until }),
});

const weaker = (a: Assurance, b: Assurance): Assurance => (assurances.indexOf(a) < assurances.indexOf(b) ? a : b);
const earlier = (a: string | undefined, b: string | undefined): string | undefined =>
  a && b ? [a, b].sort()[0] : (a ?? b);

const later = (a: string, b: string): string => [a, b].sort()[1] ?? a;

/** Both are needed: as well as the weaker, since the later, until the earlier. */
const both = ({ level, since, until: ending }: Shown, b: Shown): Shown => {
  const until = earlier(ending, b.until);
  return {
    level: weaker(level, b.level),
    since: later(since, b.since),
    ...(until && { until }),
  };
};

/** What an owner said of every group there is: yes where listed; no elsewhere, unless they prefer not to say. */
const groupsOf = (
  owner: Answers['owners'][number],
  groups: readonly string[],
  shown: Shown | undefined,
): Record<string, KnownBoolean> => {
  if (!shown) return {};
  const { until: _, ...lasting } = shown;
  return Object.fromEntries(
    [...new Set([...groups, ...owner.groups])]
      .filter((group) => owner.groups.includes(group) || !owner.undisclosed)
      .map((group) => (owner.groups.includes(group) ? [group, fact(true, shown)] : [group, fact(false, lasting)])),
  );
};

/** A group manages (or controls) when one of those who do belongs to it; it does not when all who do say they do not. */
const ledBy = (
  owners: readonly { acts: boolean; groups: Record<string, KnownBoolean> }[],
  groups: readonly string[],
): Record<string, KnownBoolean> => {
  const acting = owners.filter(({ acts }) => acts);
  const led: Record<string, KnownBoolean> = {};
  for (const group of groups) {
    const said = acting.flatMap((owner) => owner.groups[group] ?? []);
    const best = said
      .filter(({ value }) => value)
      .sort((a, b) => assurances.indexOf(b.level) - assurances.indexOf(a.level))[0];
    if (best) led[group] = best;
    else if (acting.length > 0 && said.length === acting.length)
      led[group] = said.reduce((a, b) => fact(false, both(a, b)));
  }
  return led;
};

/** Of what belongs to nobody, nothing belongs to a member of any group: that is known, where "no owners" is. */
const ownedByNobody = (groups: readonly string[], { until: _, ...lasting }: Shown): Facts['owners'] => [
  { bp: 10_000, groups: Object.fromEntries(groups.map((group) => [group, fact(false, lasting)])) },
];

/**
 * A board, the members or a council manage and control what has no owners: a group does when it is more than half of them.
 * Of a group that nobody spoke of nothing is known.
 */
const governedBy = (
  { people, groups }: NonNullable<Answers['governance']>,
  shown: Shown,
): Record<string, KnownBoolean> => {
  const { until: _, ...lasting } = shown;
  return Object.fromEntries(
    Object.entries(groups).map(([group, count]) => [
      group,
      2 * count > people ? fact(true, shown) : fact(false, lasting),
    ]),
  );
};

/**
 * All that a decided submission lets the network know, each fact with how well it is known, since when and until when:
 * verified where a verifier found the line met, documented where an accepted document shows it, declared otherwise.
 * What a verifier found not met is left out: it is unknown, not false.
 */
export const factsOf = (
  answers: Answers,
  work: Found,
  documents: readonly Document[],
  vocabulary: Vocabulary,
): Facts => {
  const lines = new Map(linesOf(answers).map((line) => [line.id, line]));
  const declared: Shown = { level: 'declared', since: answers.attestation.signedOn };
  const shown = (id: string): Shown | undefined => {
    const line = lines.get(id);
    return line ? shownBy(line, answers, work, documents) : declared;
  };
  const identity = shown('identity');
  const ownership = shown('ownership');
  const workforce = shown('workforce');
  const places = shown('places');
  const revenue = shown('revenue');
  const groups = Object.keys(vocabulary.groups);
  const governance = lines.has('governance') ? answers.governance : undefined;
  const governing = governance && shown('governance');
  const led = governance && governing ? governedBy(governance, governing) : {};
  const named = [...new Set([...groups, ...answers.owners.flatMap((owner) => owner.groups)])];
  const owners = answers.owners.map((owner) => {
    const said = shown(owner.groups.length > 0 ? `owner:${owner.id}` : 'ownership');
    // A share counts for a group only as well as both the share and the membership are shown.
    const known = said && ownership ? both(said, ownership) : undefined;
    return { owner, bp: owner.bp, groups: groupsOf(owner, groups, known) };
  });
  const certificates = answers.certificates.flatMap(({ certification, expiresOn }) => {
    const known = shown(`certificate:${certification}`);
    const until = known?.until ?? expiresOn;
    return known ? [[certification, fact(true, { ...known, ...(until && { until }) })] as const] : [];
  });
  const claimed = new Set(answers.certificates.map(({ certification }) => certification));
  const without = Object.keys(vocabulary.certifications).filter((one) => !claimed.has(one));
  return {
    owners: governing
      ? ownedByNobody(groups, governing)
      : ownership
        ? owners.map(({ bp, groups }) => ({ bp, groups }))
        : [],
    managed: {
      ...led,
      ...ledBy(
        owners.map(({ owner, groups }) => ({ acts: owner.manages, groups })),
        named,
      ),
    },
    controlled: {
      ...led,
      ...ledBy(
        owners.map(({ owner, groups }) => ({ acts: owner.controls, groups })),
        named,
      ),
    },
    workforce: workforce
      ? Object.fromEntries(Object.entries(answers.workforce.shares).map(([group, bp]) => [group, fact(bp, workforce)]))
      : {},
    certifications: Object.fromEntries([
      ...without.map((one) => [one, fact(false, declared)] as const),
      ...certificates,
    ]),
    ...(identity && { legalForm: fact(answers.legalForm, identity), foundedOn: fact(answers.foundedOn, identity) }),
    places: places ? answers.places.map(({ region, head }) => fact({ region, head }, places)) : [],
    ...(places && { placesComplete: fact(true, places) }),
    ...(workforce && { employees: fact(answers.workforce.employees, workforce) }),
    ...(revenue && { revenueCad: fact(answers.revenueCad, revenue) }),
    flags: Object.fromEntries(
      Object.entries(answers.flags).flatMap(([flag, said]) => {
        const known = said ? shown(`flag:${flag}`) : declared;
        return known ? [[flag, fact(said, known)]] : [];
      }),
    ),
  };
};

/** Every day on which something known stops holding, soonest first. */
export const endings = (facts: Facts): string[] => {
  const untils = (record: Record<string, { until?: string | undefined }>) =>
    Object.values(record).map(({ until }) => until);
  const all = [
    ...facts.owners.flatMap(({ groups }) => untils(groups)),
    ...untils(facts.certifications),
    ...untils(facts.workforce),
    ...untils(facts.flags),
  ].filter((one) => one !== undefined);
  return [...new Set(all)].sort();
};
