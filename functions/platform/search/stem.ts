/** Plurals and other forms that no ending tells. */
const irregular: Readonly<Record<string, string>> = {
  travaux: 'travail',
  materiaux: 'materiau',
  baux: 'bail',
  vitraux: 'vitrail',
  soupiraux: 'soupirail',
  emaux: 'email',
  yeux: 'oeil',
  women: 'woman',
  men: 'man',
  children: 'child',
  people: 'person',
  feet: 'foot',
  teeth: 'tooth',
  mice: 'mouse',
  lives: 'life',
  knives: 'knife',
  shelves: 'shelf',
  leaves: 'leaf',
  analysis: 'analyse',
};
/** Words that end as a plural does and are none. */
const asTheyAre = new Set(
  'news bus gas canvas pus plus bras tapis devis mais dos repas colis relais paris temps corps cours secours concours puits bois pois poids prix noix voix croix choix paix houx taux eaux lens series species business access process campus virus status'.split(
    ' ',
  ),
);
const keptWhole = new Map(
  Object.entries({ eaux: 'eau', series: 'series', lenses: 'lens', buses: 'bus', gases: 'gas' }),
);

const singular = (word: string): string => {
  if (asTheyAre.has(word) || /ss$/.test(word)) return word;
  if (/eaux$/.test(word)) return word.slice(0, -1);
  if (/yaux$/.test(word)) return word.slice(0, -1);
  if (/aux$/.test(word) && word.length > 5) return `${word.slice(0, -3)}al`;
  if (/[rnlitgd]eux$/.test(word) && word.length > 6) return `${word.slice(0, -1)}r`;
  if (/(?:eux|oux)$/.test(word)) return word.slice(0, -1);
  if (/(?:x|ch|sh|ss|z)es$/.test(word) && word.length > 4) return word.slice(0, -2);
  if (/ies$/.test(word) && word.length > 4) return word.slice(0, -1);
  return /s$/.test(word) && word.length > 3 ? word.slice(0, -1) : word;
};

const neutral = (word: string): string => {
  if (word.length < 5) return word;
  if (/euse$/.test(word)) return `${word.slice(0, -4)}eur`;
  if (/trice$/.test(word)) return `${word.slice(0, -5)}teur`;
  if (/ive$/.test(word)) return `${word.slice(0, -3)}if`;
  if (/([ln])\1e$/.test(word)) return word.slice(0, -2);
  if (/iere$/.test(word)) return word.slice(0, -1);
  return word;
};

/** The final letter that French and English add or change without changing what is meant. */
const bare = (word: string): string => {
  if (word.length < 4) return word;
  if (/ie$/.test(word)) return `${word.slice(0, -2)}y`;
  return /e$/.test(word) && word.length > 4 ? word.slice(0, -1) : word;
};

/**
 * One light stem for both languages: number, gender, final e, ie and y. No language has to be guessed, and no `-ing`,
 * `-er`, `-tion` is taken off: a printer is not printing.
 */
export const stem = (word: string): string => {
  if (/[^a-z]/.test(word)) return word;
  const one = keptWhole.get(word) ?? irregular[word] ?? singular(word);
  return bare(neutral(one));
};
