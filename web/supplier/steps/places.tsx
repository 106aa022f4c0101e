import { regionName } from '#definitions/asked.ts';
import { townCode, townName } from '#definitions/towns.ts';
import type { Language } from '#schemas/primitives.ts';
import { errorOf } from '../../parts/errors.tsx';
import { Select, TextField } from '../../parts/fields.tsx';
import { Button } from '../../parts/form.tsx';
import { placeName } from '../../parts/place.ts';
import { textOf } from '../../parts/read-form.ts';
import { say } from '../../words/say.ts';
import { items, type Step, typed } from '../step.ts';

const words = say({
  en: {
    title: 'Where does the firm do business?',
    head: 'Head office',
    other: (number: number) => `Other place of business ${number}`,
    province: 'Province or territory',
    town: 'City or town',
    address: 'Street address',
    more: 'Add another place of business',
    otherHint: 'Leave it empty if there is none.',
    noProvince: 'Choose the province or territory',
  },
  fr: {
    title: 'Où l’entreprise fait-elle affaire ?',
    head: 'Siège',
    other: (number) => `Autre établissement ${number}`,
    province: 'Province ou territoire',
    town: 'Ville ou village',
    address: 'Adresse',
    more: 'Ajouter un autre établissement',
    otherHint: 'Laissez vide s’il n’y en a pas.',
    noProvince: 'Choisissez la province ou le territoire',
  },
});
const noProvince = { fr: words.fr.noProvince, en: words.en.noProvince };

const provinces = ['AB', 'BC', 'MB', 'NB', 'NL', 'NS', 'NT', 'NU', 'ON', 'PE', 'QC', 'SK', 'YT'] as const;
const provinceOptions = (language: Language) =>
  provinces
    .map((value) => ({ value, text: regionName(`CA-${value}`, language) }))
    .sort((a, b) => a.text.localeCompare(b.text, language));

/** `QC`, `Trois-Rivières` → `CA-QC-trois-rivieres`. Without a province it stays what the form refuses. */
export const regionOf = (province: string, town: string): string =>
  ['CA', province, townCode(town)].join('-').replace(/-$/, '');

/** What was typed for a place; a town that came without its name is named by its code. */
const partsOf = (place: Record<string, unknown>): { province: string; town: string } => {
  const [, province = '', ...code] = typed(place.region).split('-');
  return { province, town: typed(place.town) || (code.length > 0 ? townName(province, code.join('-')) : '') };
};

/** The head office, the other places that are known, and one more to fill in where it was asked for. */
export const places: Step = {
  path: 'places',
  title: { fr: words.fr.title, en: words.en.title },
  sections: ['places'],
  asks: { places: { field: 'province-0', message: noProvince } },
  says: { 'places.region': { field: 'province', message: noProvince, indexed: true }, places: { field: 'province-0' } },
  read: (fields) => {
    const found = Object.keys(fields)
      .filter((name) => /^town-\d+$/.test(name))
      .map((name) => Number(name.slice(5)))
      .sort((a, b) => a - b)
      .flatMap((index) => {
        const [province, town, address] = ['province', 'town', 'address'].map((name) =>
          textOf(fields, `${name}-${index}`),
        );
        if (index > 0 && !province && !town && !address) return [];
        const region = regionOf(province ?? '', town ?? '');
        return [{ region, head: index === 0, ...(town && { town }), ...(address && { address }) }];
      });
    return { places: found };
  },
  body: ({ c, language, answers, errors }) => {
    const said = words[language];
    const known = items(answers.places);
    const shown = known.length === 0 ? [{}] : known;
    const all: Record<string, unknown>[] = c.req.query('more') ? [...shown, {}] : shown;
    return (
      <>
        {all.map((place, index) => {
          const { province, town } = partsOf(place);
          return (
            <fieldset class="group">
              <legend>{index === 0 ? said.head : said.other(index)}</legend>
              <Select
                language={language}
                name={`province-${index}`}
                label={said.province}
                value={province}
                error={errorOf(errors, `province-${index}`)}
                options={provinceOptions(language)}
              />
              <TextField
                language={language}
                name={`town-${index}`}
                label={said.town}
                value={town}
                width={20}
                optional={index > 0}
              />
              <TextField
                language={language}
                name={`address-${index}`}
                label={said.address}
                value={typed(place.address)}
                optional
              />
            </fieldset>
          );
        })}
        <p>
          <Button name="more" value="yes" kind="secondary">
            {said.more}
          </Button>
        </p>
      </>
    );
  },
  rows: ({ language, answers }) =>
    items(answers.places).map((place, index) => ({
      key: place.head === true ? words[language].head : words[language].other(index),
      value: [placeName({ region: typed(place.region), town: typed(place.town) }, language), typed(place.address)]
        .filter(Boolean)
        .join(' · '),
    })),
};
