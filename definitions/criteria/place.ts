import { levelOf } from '../evidence.ts';
import type { CriterionOf, Reader } from '../finding.ts';
import type { Moments } from '../moments.ts';
import type { Answer } from '../program.ts';

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

/** Places are asked about again and again; beyond so many different ones they are looked at anew. */
const PLACES = 10_000;
const rememberedWithin = (regions: readonly string[]) => {
  const known = new Map<string, ReturnType<typeof liesWithin>>();
  return (place: string): ReturnType<typeof liesWithin> => {
    let within = known.get(place);
    if (within === undefined) {
      within = liesWithin(place, regions);
      if (known.size >= PLACES) known.clear();
      known.set(place, within);
    }
    return within;
  };
};

/**
 * Where the firm is. Met by a place within; a no needs to know where the (one) head office is, or that the places
 * listed are all there are. A listed place whose fact has lapsed could be anywhere.
 */
export const readRegion = (criterion: CriterionOf<'region'>, moments: Moments): Reader => {
  const asked = levelOf[criterion.assurance];
  const maxAge = criterion.maxAgeMonths ?? 0;
  moments.blockFor(maxAge);
  const headOnly = criterion.scope === 'head';
  const withinRegions = rememberedWithin(criterion.anyOf);

  const read = (moments: Moments, into: Answer): void => {
    const { places, placesComplete } = moments.evidence!;
    let met = 0;
    let headElsewhere = 0;
    let open = 0;
    let listed = -1;
    for (let i = 0; i < places.length; i++) {
      const place = places[i]!;
      const known = moments.of(place, maxAge);
      listed &= known;
      if (headOnly && !place.value.head) continue;
      const within = withinRegions(place.value.region);
      if (within === 'no') {
        if (place.value.head) headElsewhere |= known;
      } else if (within === 'yes' && place.level >= asked) met |= known;
      else open |= known;
    }
    const complete = placesComplete?.value === true ? moments.of(placesComplete, maxAge) : 0;
    into.met = met;
    into.unmet = ((headOnly ? headElsewhere : 0) | (complete & listed & ~open)) & ~met;
  };

  return {
    step: { kind: 'other', cells: false, read },
    explain: (moments) => {
      const { places, placesComplete } = moments.evidence!;
      return {
        kind: 'places',
        evidence: places,
        within: places.map(({ value }) => withinRegions(value.region)),
        complete: placesComplete?.value === true,
      };
    },
  };
};
