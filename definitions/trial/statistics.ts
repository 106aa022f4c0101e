import type { Bilingual } from '#schemas/primitives.ts';

/** A published number: what share of businesses is owned, for more than half, by people of a group. */
export interface Statistic {
  /** Of all private-sector businesses in Canada, in ten-thousandths. */
  majority: number;
  period: Bilingual;
  source: Bilingual;
  /** Where the number was read. */
  url: string;
}

const survey = (title: Bilingual): Bilingual => ({
  fr: `Statistique Canada, Enquête canadienne sur la situation des entreprises : ${title.fr}`,
  en: `Statistics Canada, Canadian Survey on Business Conditions: ${title.en}`,
});
const quarter = (n: number, year: number): Bilingual => ({
  fr: `${['premier', 'deuxième', 'troisième', 'quatrième'][n - 1]} trimestre de ${year}`,
  en: `${['first', 'second', 'third', 'fourth'][n - 1]} quarter of ${year}`,
});

/**
 * Public statistics about who owns businesses in Canada, by group of the vocabulary, all of one survey. Nothing in it comes
 * from the registry. A group without an entry, and any threshold but the majority, is not known: no number is made up.
 */
export const statistics: Readonly<Record<string, Statistic>> = {
  women: {
    majority: 1750,
    period: quarter(2, 2022),
    source: survey({
      fr: 'entreprises appartenant majoritairement à des femmes (no 11-621-M2022009 au catalogue)',
      en: 'businesses majority-owned by women (Catalogue no. 11-621-M2022009)',
    }),
    url: 'https://www150.statcan.gc.ca/n1/pub/11-621-m/11-621-m2022009-eng.htm',
  },
  indigenous: {
    majority: 170,
    period: quarter(4, 2022),
    source: survey({
      fr: 'entreprises appartenant majoritairement à des Premières Nations, des Métis ou des Inuit (StatsCAN Plus)',
      en: 'businesses majority-owned by First Nations people, Métis or Inuit (StatsCAN Plus)',
    }),
    url: 'https://www.statcan.gc.ca/o1/en/plus/2762-indigenous-owned-businesses-canada-confronting-challenges-forecasting-growth',
  },
  disability: {
    majority: 220,
    period: quarter(3, 2023),
    source: survey({
      fr: 'entreprises appartenant majoritairement à des personnes ayant une incapacité (StatsCAN Plus)',
      en: 'businesses majority-owned by persons with disabilities (StatsCAN Plus)',
    }),
    url: 'https://www.statcan.gc.ca/o1/en/plus/4773-many-canadians-disabilities-are-business-owners-gaps-remain-workforce',
  },
  racialized: {
    majority: 1300,
    period: quarter(2, 2021),
    source: survey({
      fr: 'entreprises appartenant majoritairement à des minorités visibles, selon le Conseil de l’information sur le marché du travail',
      en: 'businesses majority-owned by visible minorities, as told by the Labour Market Information Council',
    }),
    url: 'https://lmic-cimt.ca/future-of-work/toor-k-smailes-m-2021-june-14-impact-of-covid-19-on-businesses-majority-owned-by-visible-minorities-in-canada-second-quarter-of-2021-statistics-canada',
  },
};

/** Groups that lie within another: who belongs to the first belongs to the second. */
export const within: Readonly<Record<string, string>> = { black: 'racialized' };
