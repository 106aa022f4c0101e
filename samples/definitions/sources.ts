import type { Definition } from '#schemas/definition.ts';
import type { Bilingual } from '#schemas/primitives.ts';

type Source = Definition['source'];

/** French typography: signs that no line may begin with are bound to the word before them. */
const bound = (text: string): string => text.replace(/ (?=[:%»])/g, '\u00a0').replaceAll('« ', '«\u00a0');

/** The day from which the sample network uses its encodings: ours, not a date of the institutions. */
export const effective = { from: '2025-01-01' };

/**
 * A definition that we encoded from a public text. `address` is the page as it was noted; `dated` tells how old the
 * text is where that is known. `readOn` is absent: the day of reading was not noted, and a reader is told so.
 */
export const published = (paraphrase: Bilingual, address: string, url: string, dated?: Bilingual): Source => ({
  status: 'published',
  text: {
    fr: bound(
      `${paraphrase.fr} Page, telle que notée : ${address}${dated ? ` (${dated.fr})` : ''}; le jour de la lecture n’a pas été noté. Encodage fait pour la démonstration : ce n’est pas la parole de l’institution.`,
    ),
    en: `${paraphrase.en} Page, as noted: ${address}${dated ? ` (${dated.en})` : ''}; the day of reading was not noted. Encoded for the demonstration: this is not the institution’s word.`,
  },
  url,
});

/** A definition invented for the demonstration. */
export const invented = (description: Bilingual): Source => ({
  status: 'sample',
  text: {
    fr: bound(`Définition inventée pour la démonstration; aucune institution réelle ne l’a écrite. ${description.fr}`),
    en: `Definition invented for the demonstration; no real institution wrote it. ${description.en}`,
  },
});
