import { NEVER } from '../days.ts';
import { type Evidence, levelOf } from '../evidence.ts';
import {
  type CriterionOf,
  type Finding,
  finding,
  lastDay,
  MET,
  type Reader,
  standsUntil,
  UNKNOWN,
  UNMET,
  used,
} from '../finding.ts';

/** `CA` holds every province, `CA-ON` every municipality written `CA-ON-…`; a municipality holds only itself. */
const holds = (outer: string, inner: string): boolean =>
  outer === inner || (outer.length <= 5 && inner.charCodeAt(outer.length) === 45 && inner.startsWith(outer));

/** A place known only as "in Ontario" is perhaps in Toronto. */
export const liesWithin = (place: string, regions: readonly string[]): 'yes' | 'no' | 'perhaps' => {
  let perhaps = false;
  for (const region of regions) {
    if (holds(region, place)) return 'yes';
    perhaps ||= holds(place, region);
  }
  return perhaps ? 'perhaps' : 'no';
};

/**
 * Where the firm is. Met by a place within; a no needs to know where the (one) head office is, or that the places
 * listed are all there are. A listed place whose fact has lapsed could be anywhere.
 */
export const readRegion = (criterion: CriterionOf<'region'>): Reader => {
  const asked = levelOf[criterion.assurance];
  const maxAge = criterion.maxAgeMonths ?? 0;
  const headOnly = criterion.scope === 'head';
  const { anyOf } = criterion;

  const find = (evidence: Evidence, day: number): Finding => {
    let met = -1;
    let metHolds = -1;
    let head = -1;
    let headHolds = -1;
    let open = false;
    let listed = 2;
    let listHolds = NEVER;
    let changes = NEVER;
    for (const place of evidence.places) {
      const last = lastDay(place, maxAge);
      changes = Math.min(changes, standsUntil(place, last, day));
      if (day < place.since || day > last) {
        open = true;
        continue;
      }
      listed = Math.min(listed, place.level);
      listHolds = Math.min(listHolds, last);
      if (headOnly && !place.value.head) continue;
      const within = liesWithin(place.value.region, anyOf);
      if (within === 'no') {
        if (place.value.head) {
          head = Math.max(head, place.level);
          headHolds = Math.max(headHolds, last);
        }
      } else if (within === 'yes' && place.level >= asked) {
        met = Math.max(met, place.level);
        metHolds = Math.max(metHolds, last);
      } else open = true;
    }
    if (met >= 0) return finding(MET, met, metHolds);
    if (headOnly && head >= 0) return finding(UNMET, head, headHolds);
    const all = evidence.placesComplete;
    if (all === undefined) return finding(UNKNOWN, 0, changes);
    const last = lastDay(all, maxAge);
    if (open || !all.value || day < all.since || day > last) {
      return finding(UNKNOWN, 0, Math.min(changes, standsUntil(all, last, day)));
    }
    return finding(UNMET, Math.min(all.level, listed), Math.min(last, listHolds));
  };

  return {
    find,
    explain: (evidence, day) => ({
      kind: 'places',
      places: evidence.places.map((place) => ({
        region: place.value.region,
        head: place.value.head,
        within: liesWithin(place.value.region, anyOf),
        evidence: used(place, maxAge, day),
      })),
      complete: evidence.placesComplete?.value === true,
    }),
  };
};
