import type { Criterion, ReciprocityTable } from '#schemas/definition.ts';
import { legalForms } from '#schemas/legal-forms.ts';
import { acceptedCertifications, tableOn } from '../criteria/named.ts';
import { liesWithin } from '../criteria/place.ts';
import { addMonths } from '../days.ts';
import { levelOf } from '../evidence.ts';
import type { CriterionOf } from '../finding.ts';
import { wordsFor } from './ints.ts';
import { PLACE } from './pack.ts';
import type { Rails } from './plan.ts';
import { boundsOf, type ShareCriterion, shareKey } from './shares.ts';
import type { Shares } from './thresholds.ts';
import type { FlagSource, View } from './view.ts';

export type Fill = (view: View, rails: Rails) => void;

const named =
  (source: FlagSource, names: (view: View) => readonly string[], level: number, maxAge: number): Fill =>
  (view, { met, unmet }) => {
    const known = names(view).map((name) => view.known(source, name, maxAge));
    unmet.fill(-1);
    for (const { yes, no } of known) {
      const enough = yes[level]!;
      for (let word = 0; word < met.length; word++) {
        met[word]! |= enough[word]!;
        unmet[word]! &= no[word]!;
      }
    }
  };

const formed =
  (accepted: readonly boolean[], level: number, maxAge: number): Fill =>
  (view, { met, unmet }) => {
    const { rows, levels, values, count } = view.numbers('legalForm', maxAge);
    for (let i = 0; i < count; i++) {
      const row = rows[i]!;
      const bit = 1 << (row & 31);
      if (accepted[values[i]!] !== true) unmet[row >>> 5]! |= bit;
      else if (levels[i]! >= level) met[row >>> 5]! |= bit;
    }
  };

/** A value between two bounds, both included, over what counts on the day, worked out once for all thresholds. */
const between =
  (
    source: 'employees' | 'revenueCad' | 'foundedOn',
    bounds: (view: View) => readonly [number, number],
    level: number,
    maxAge: number,
  ): Fill =>
  (view, { met, unmet }) => {
    const [least, most] = bounds(view);
    const { rows, levels, values, count } = view.numbers(source, maxAge);
    for (let i = 0; i < count; i++) {
      const row = rows[i]!;
      const value = values[i]!;
      // Without branches: one value says nothing of the next.
      const within = (value >= least ? 1 : 0) & (value <= most ? 1 : 0);
      met[row >>> 5]! |= (within & (levels[i]! >= level ? 1 : 0)) << (row & 31);
      unmet[row >>> 5]! |= (within ^ 1) << (row & 31);
    }
  };

const shared = (criterion: ShareCriterion, level: number, maxAge: number, shares: Shares): Fill => {
  const least = criterion.cmp === '>=' ? criterion.bp : criterion.bp + 1;
  const bounds = (view: View) => boundsOf(view, criterion, level, maxAge);
  const share = shares.asked(shareKey(criterion, level, maxAge), least, bounds);
  return (view, rails) => share.fill(view, least, rails);
};

const compare: Record<CriterionOf<'measure'>['cmp'], (asked: number) => readonly [number, number]> = {
  '>=': (asked) => [asked, Number.POSITIVE_INFINITY],
  '>': (asked) => [asked + 1, Number.POSITIVE_INFINITY],
  '<=': (asked) => [0, asked],
  '<': (asked) => [0, asked - 1],
};

/** Founded on or before the last day that leaves enough months: the same as counting months, one comparison a row. */
const foundedIn = ({ cmp, value }: CriterionOf<'measure'>) => {
  const least = cmp === '>=' || cmp === '<' ? value : value + 1;
  const reached = cmp === '>=' || cmp === '>';
  const always = [0, Number.POSITIVE_INFINITY] as const;
  const never = [Number.POSITIVE_INFINITY, 0] as const;
  return ({ day }: View): readonly [number, number] => {
    if (least <= 0) return reached ? always : never;
    if (least > 120_000) return reached ? never : always;
    let last = addMonths(day, -least);
    while (addMonths(last + 1, least) <= day) last++;
    while (addMonths(last, least) > day) last--;
    return reached ? [0, last] : [last + 1, Number.POSITIVE_INFINITY];
  };
};

/** The same cases as `criteria/place.ts`, place by place; places of a row stand together. */
const placed =
  ({ anyOf, scope }: CriterionOf<'region'>, level: number, maxAge: number): Fill =>
  (view, { met, unmet }) => {
    const { pack } = view;
    const within = pack.regions.map((region) => liesWithin(region, anyOf));
    const headOnly = scope === 'head';
    const words = wordsFor(view.rows);
    const open = new Uint32Array(words);
    const headElsewhere = new Uint32Array(words);
    const cutoff = view.cutoff(maxAge);
    const { data, length } = pack.places;
    for (let i = 0; i < length; i += PLACE) {
      const start = data[i]!;
      const word = start >>> 8;
      const bit = 1 << ((start >>> 3) & 31);
      const isHead = (start & 4) !== 0;
      if (!view.counts(data[i + 1]!, cutoff)) open[word]! |= bit;
      else if (!headOnly || isHead) {
        const lies = within[data[i + 2]!]!;
        if (lies === 'no') {
          if (isHead) headElsewhere[word]! |= bit;
        } else if (lies === 'yes' && (start & 3) >= level) met[word]! |= bit;
        else open[word]! |= bit;
      }
    }
    if (headOnly) unmet.set(headElsewhere);
    view.eachNumber(pack.placesComplete, maxAge, (row, _level, complete) => {
      const bit = 1 << (row & 31);
      if (complete === 1 && (open[row >>> 5]! & bit) === 0) unmet[row >>> 5]! |= bit;
    });
    for (let word = 0; word < words; word++) unmet[word]! &= ~met[word]!;
  };

/** Sets the bits of a criterion in rails that come in empty. */
export const fillFor = (criterion: Criterion, tables: readonly ReciprocityTable[], shares: Shares): Fill => {
  const level = levelOf[criterion.assurance];
  const maxAge = criterion.maxAgeMonths ?? 0;
  switch (criterion.kind) {
    case 'ownership':
    case 'workforce':
      return shared(criterion, level, maxAge, shares);
    case 'control':
      return named(criterion.aspect, () => criterion.groups, level, maxAge);
    case 'flag':
      return named('flags', () => [criterion.flag], level, maxAge);
    case 'certification': {
      const { anyOf, reciprocity } = criterion;
      const accepted = ({ day }: View) =>
        acceptedCertifications(anyOf, reciprocity === null ? undefined : tableOn(reciprocity, day, tables));
      return named('certifications', accepted, level, maxAge);
    }
    case 'legalForm': {
      const forms = legalForms.map((form) => criterion.anyOf.includes(form));
      return formed(forms, level, maxAge);
    }
    case 'measure': {
      const { measure, cmp, value } = criterion;
      if (measure === 'monthsInBusiness') return between('foundedOn', foundedIn(criterion), level, maxAge);
      const bounds = compare[cmp](value);
      return between(measure, () => bounds, level, maxAge);
    }
    case 'region':
      return placed(criterion, level, maxAge);
  }
};
