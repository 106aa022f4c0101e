import { legalForms } from '#schemas/legal-forms.ts';
import { errorOf } from '../../parts/errors.tsx';
import { DateField, Radios, TextField } from '../../parts/fields.tsx';
import { countOf, dateOf, textOf } from '../../parts/read-form.ts';
import { formats, say } from '../../words/say.ts';
import { type Step, typed } from '../step.ts';

const words = say({
  en: {
    title: 'What kind of firm is it?',
    form: 'Legal form',
    founded: 'Founded on',
    foundedHint: 'The day on the articles or the registration.',
    revenue: 'Revenue of the last financial year, in Canadian dollars',
    revenueHint: 'Whole dollars. 0 if there was none yet.',
    forms: {
      'sole-proprietorship': 'Sole proprietorship',
      partnership: 'Partnership',
      corporation: 'Corporation',
      'non-profit': 'Non-profit organization',
      'co-operative': 'Co-operative',
      mutual: 'Mutual',
      band: 'First Nation band',
    },
    noForm: 'Choose the legal form',
    noDay: 'Enter the day on which the firm was founded, like 2017-02-20',
    noRevenue: 'Enter the revenue in whole dollars, like 250000',
  },
  fr: {
    title: 'Quelle sorte d’entreprise est-ce ?',
    form: 'Forme juridique',
    founded: 'Fondée le',
    foundedHint: 'La date des statuts ou de l’immatriculation.',
    revenue: 'Chiffre d’affaires du dernier exercice, en dollars canadiens',
    revenueHint: 'En dollars entiers. 0 s’il n’y en a pas encore eu.',
    forms: {
      'sole-proprietorship': 'Entreprise individuelle',
      partnership: 'Société de personnes',
      corporation: 'Société par actions',
      'non-profit': 'Organisme sans but lucratif',
      'co-operative': 'Coopérative',
      mutual: 'Mutuelle',
      band: 'Bande d’une Première Nation',
    },
    noForm: 'Choisissez la forme juridique',
    noDay: 'Saisissez la date de fondation, comme 2017-02-20',
    noRevenue: 'Saisissez le chiffre d’affaires en dollars entiers, comme 250000',
  },
});
const both = (name: 'noForm' | 'noDay' | 'noRevenue') => ({ fr: words.fr[name], en: words.en[name] });

const formIn = (language: 'fr' | 'en', value: string): string => {
  const known = legalForms.find((one) => one === value);
  return known ? words[language].forms[known] : value;
};

export const firm: Step = {
  path: 'firm',
  title: { fr: words.fr.title, en: words.en.title },
  sections: ['legalForm', 'foundedOn', 'revenueCad'],
  asks: {
    legalForm: { field: 'legalForm', message: both('noForm') },
    foundedOn: { field: 'foundedOn', message: both('noDay') },
    revenueCad: { field: 'revenueCad', message: both('noRevenue') },
  },
  read: (fields) => {
    const revenue = textOf(fields, 'revenueCad');
    return {
      legalForm: textOf(fields, 'legalForm') || null,
      foundedOn: dateOf(textOf(fields, 'foundedOn')) || null,
      revenueCad: revenue === '' ? null : countOf(revenue),
    };
  },
  body: ({ language, answers, errors }) => {
    const said = words[language];
    return (
      <>
        <Radios
          language={language}
          name="legalForm"
          label={said.form}
          value={typed(answers.legalForm)}
          error={errorOf(errors, 'legalForm')}
          options={legalForms.map((value) => ({ value, text: said.forms[value] }))}
          small
        />
        <DateField
          language={language}
          name="foundedOn"
          label={said.founded}
          hint={said.foundedHint}
          example="2017-02-20"
          value={typed(answers.foundedOn)}
          error={errorOf(errors, 'foundedOn')}
        />
        <TextField
          language={language}
          name="revenueCad"
          label={said.revenue}
          hint={said.revenueHint}
          value={typed(answers.revenueCad)}
          error={errorOf(errors, 'revenueCad')}
          inputmode="numeric"
          width={10}
          prefix="$"
        />
      </>
    );
  },
  rows: ({ language, answers }) => [
    { key: words[language].form, value: formIn(language, typed(answers.legalForm)) },
    {
      key: words[language].founded,
      value: /^\d{4}-\d\d-\d\d$/.test(typed(answers.foundedOn))
        ? formats(language).day(typed(answers.foundedOn))
        : typed(answers.foundedOn),
    },
    {
      key: words[language].revenue,
      value:
        typeof answers.revenueCad === 'number'
          ? formats(language).money(answers.revenueCad)
          : typed(answers.revenueCad),
    },
  ],
};
