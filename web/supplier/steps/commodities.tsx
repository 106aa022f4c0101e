import { errorOf } from '../../parts/errors.tsx';
import { Checkboxes, TextField } from '../../parts/fields.tsx';
import { type Fields, listOf, textOf } from '../../parts/read-form.ts';
import { say } from '../../words/say.ts';
import { allCommodities, codeIn, commodityName, commodityOffer, searchCommodities } from '../commodity-search.ts';
import { type Step, texts } from '../step.ts';

const words = say({
  en: {
    title: 'What does the firm sell?',
    chosen: 'Chosen so far',
    search: (number: number) => `Product or service ${number}`,
    hint: 'Write a word, such as catering or laptops, or a UNSPSC code of 8 digits. Buyers search by these codes.',
    found: (text: string) => `Found for “${text}”: tick what fits`,
    without: (text: string, words: string) => `Found for “${text}” without “${words}”: tick what fits`,
    already: (text: string) => `What “${text}” finds is chosen already.`,
    nothing: (text: string) =>
      `Nothing found for “${text}”. Describe it in other everyday words, one at a time: the trade (plumber), the work (repairs), the thing (pipes). A wider word will do: buyers find firms by it too.`,
    noCommodity: 'Say at least one product or service that the firm sells',
  },
  fr: {
    title: 'Que vend l’entreprise ?',
    chosen: 'Choisi jusqu’ici',
    search: (number) => `Produit ou service ${number}`,
    hint: 'Écrivez un mot, comme traiteur ou portables, ou un code UNSPSC de 8 chiffres. Les acheteurs cherchent par ces codes.',
    found: (text) => `Trouvé pour « ${text} » : cochez ce qui convient`,
    without: (text, words) => `Trouvé pour « ${text} » sans « ${words} » : cochez ce qui convient`,
    already: (text) => `Ce que trouve « ${text} » est déjà choisi.`,
    nothing: (text) =>
      `Rien trouvé pour « ${text} ». Décrivez-le dans d’autres mots de tous les jours, un à la fois : le métier (plombier), le travail (réparations), la chose (tuyaux). Un mot plus large convient : il permet aussi aux acheteurs de vous trouver.`,
    noCommodity: 'Indiquez au moins un produit ou service que vend l’entreprise',
  },
});

const searches = [1, 2, 3];
const noCommodity = { fr: words.fr.noCommodity, en: words.en.noCommodity };

/** What was written, to be shown again where it chose nothing: beside the answers, which hold codes only. */
export const typedSearches = (fields: Fields): string => {
  const written = searches
    .map((number) => textOf(fields, `search-${number}`))
    .map((text) => (codeIn(text) ? '' : text));
  return written.some(Boolean) ? `?${written.map((text) => `typed=${encodeURIComponent(text)}`).join('&')}` : '';
};

/** What was written that is no code and no exact name: it is searched for when the page comes back. */
export const unresolved = (texts: readonly string[]): string[] => texts.filter((text) => text && !codeIn(text));

export const commoditiesStep: Step = {
  path: 'commodities',
  title: { fr: words.fr.title, en: words.en.title },
  sections: ['commodities'],
  asks: { commodities: { field: 'search-1', message: noCommodity } },
  says: { commodities: { field: 'search-1', message: noCommodity } },
  read: (fields) => {
    const written = searches.map((number) => codeIn(textOf(fields, `search-${number}`)));
    const codes = [...listOf(fields, 'commodities'), ...listOf(fields, 'found'), ...written];
    return { commodities: [...new Set(codes.filter((code) => code !== undefined))] };
  },
  body: ({ c, language, answers, errors }) => {
    const said = words[language];
    const chosen = texts(answers.commodities);
    const searched = c.req.queries('q') ?? [];
    const typed = c.req.queries('typed') ?? [];
    return (
      <>
        {chosen.length > 0 && (
          <Checkboxes
            language={language}
            name="commodities"
            label={said.chosen}
            values={chosen}
            options={chosen.map((value) => ({ value, text: commodityName(value, language), hint: value }))}
            small
          />
        )}
        {searched.map((text) => {
          const { codes, without } = searchCommodities(text);
          const found = codes.filter((code) => !chosen.includes(code));
          if (codes.length > 0 && found.length === 0) return <p class="note">{said.already(text)}</p>;
          return found.length === 0 ? (
            <p class="note">{said.nothing(text)}</p>
          ) : (
            <Checkboxes
              language={language}
              name="found"
              label={without.length > 0 ? said.without(text, without.join(', ')) : said.found(text)}
              values={[]}
              options={found.map((value) => ({ value, text: commodityName(value, language), hint: value }))}
              small
            />
          );
        })}
        <p class="hint">{said.hint}</p>
        {searches.map((number) => (
          <TextField
            language={language}
            name={`search-${number}`}
            label={said.search(number)}
            value={typed[number - 1]}
            error={errorOf(errors, `search-${number}`)}
            list="commodity-names"
            optional={number > 1}
          />
        ))}
        <datalist id="commodity-names">
          {allCommodities().map((code) => (
            <option value={commodityOffer(code, language)} />
          ))}
        </datalist>
      </>
    );
  },
  rows: ({ language, answers }) => [
    {
      key: words[language].title,
      value: texts(answers.commodities)
        .map((code) => commodityName(code, language))
        .join(', '),
    },
  ],
};
