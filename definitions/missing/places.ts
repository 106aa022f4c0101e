import type { Facts, Known } from '#schemas/facts.ts';
import { liesWithin } from '../criteria/place.ts';
import type { CriterionOf } from '../finding.ts';
import { shown } from './patch.ts';
import { levelFor, type Tries, type Wanted } from './wanted.ts';

const provinces = ['ON', 'QC', 'YT', 'NU', 'NT', 'BC', 'AB', 'SK', 'MB', 'NB', 'NS', 'PE', 'NL'];

/** A place inside `place` that lies in none of the regions, if there is one. */
const outside = (place: string, regions: readonly string[]): string | undefined =>
  [
    place,
    ...(place === 'CA' ? provinces.map((p) => `CA-${p}`) : []),
    ...(place.length <= 5 ? [`${place}-elsewhere`] : []),
  ]
    .concat(place === 'CA' ? provinces.map((p) => `CA-${p}-elsewhere`) : [])
    .find((inner) => /^CA(-[A-Z]{2}(-.+)?)?$/.test(inner) && liesWithin(inner, regions) === 'no');

export const places =
  (wanted: Wanted<CriterionOf<'region'>>): Tries =>
  (facts, context) => {
    const { anyOf, scope } = wanted.criterion;
    const level = levelFor(wanted);
    const head = scope === 'head';
    const current = (place: Known<unknown>) =>
      place.since <= context.at && (place.until === undefined || place.until >= context.at);
    /** Names a place more exactly, or again; undefined where what is known contradicts it. */
    const moved = (index: number, region: string | undefined, as: boolean): Facts | undefined => {
      const place = facts.places[index]!;
      if (region === undefined) return undefined;
      const now = current(place);
      if (now && (place.value.head !== as || liesWithin(region, [place.value.region]) !== 'yes')) return undefined;
      const strong = now && place.level === 'verified' ? 'verified' : now && level === 'declared' ? place.level : level;
      const next = { value: { region, head: as }, level: strong, since: context.at };
      return { ...facts, places: facts.places.with(index, next) };
    };
    const indices = facts.places.map((_, index) => index);
    const otherHead = (index: number) => facts.places.some(({ value }, other) => other !== index && value.head);
    const listed = facts.placesComplete?.value === true && current(facts.placesComplete);
    if (wanted.met) {
      const added = (as: boolean) =>
        listed || (as && otherHead(-1))
          ? []
          : anyOf.map((region) => ({
              ...facts,
              places: [...facts.places, { value: { region, head: as }, level, since: context.at }],
            }));
      const named = indices.flatMap((index) =>
        [facts.places[index]!.value.region, ...anyOf].flatMap((region) =>
          (head ? [true] : [false, true])
            .filter((as) => !as || !otherHead(index))
            .map((as) => moved(index, region, as)),
        ),
      );
      return [...named, ...added(head), ...(head ? [] : added(true))];
    }
    const elsewhere = outside('CA', anyOf);
    const headElsewhere = [
      ...indices
        .filter((index) => !otherHead(index))
        .map((index) => {
          const { region } = facts.places[index]!.value;
          return moved(index, outside(current(facts.places[index]!) ? region : 'CA', anyOf), true);
        }),
      ...(elsewhere === undefined || listed || otherHead(-1)
        ? []
        : [
            {
              ...facts,
              places: [...facts.places, { value: { region: elsewhere, head: true }, level, since: context.at }],
            },
          ]),
    ];
    const complete = shown(facts.placesComplete, true, level, context);
    const moves = facts.places.map((place) => {
      const now = current(place);
      const stays = head && now && !place.value.head;
      const region = stays ? place.value.region : outside(now ? place.value.region : 'CA', anyOf);
      return region === undefined
        ? undefined
        : { value: { region, head: place.value.head }, level: now ? place.level : level, since: context.at };
    });
    const away = moves.filter((place) => place !== undefined);
    const exact = away.length === moves.length ? { ...facts, places: away } : undefined;
    const closed = exact && complete && { ...exact, placesComplete: complete };
    return head ? [...headElsewhere, closed] : [closed];
  };
