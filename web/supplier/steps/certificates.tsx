import { errorOf } from '../../parts/errors.tsx';
import { Checkboxes, DateField, TextField } from '../../parts/fields.tsx';
import { dateOf, listOf, textOf } from '../../parts/read-form.ts';
import { formats, say } from '../../words/say.ts';
import { items, type Step, type StepView, typed } from '../step.ts';

const words = say({
  en: {
    title: 'Which certifications does the firm hold?',
    hint: 'Tick those in force today. Many institutions ask for none.',
    none: 'none',
    detailsTitle: 'Details of each certificate',
    number: 'Certificate number',
    expires: 'Last day on which it is in force',
    until: (day: string) => `until ${day}`,
    noDate: 'Enter the last day of the certificate, like 2027-06-30',
    nothing: 'You ticked no certification: there is nothing to add here.',
  },
  fr: {
    title: 'Quelles certifications l’entreprise détient-elle ?',
    hint: 'Cochez celles qui sont en vigueur aujourd’hui. Beaucoup d’institutions n’en demandent aucune.',
    none: 'aucune',
    detailsTitle: 'Détails de chaque certificat',
    number: 'Numéro du certificat',
    expires: 'Dernier jour où il est en vigueur',
    until: (day) => `jusqu’au ${day}`,
    noDate: 'Saisissez le dernier jour du certificat, comme 2027-06-30',
    nothing: 'Vous n’avez coché aucune certification : il n’y a rien à ajouter ici.',
  },
});

const nameOf = ({ language, network }: Pick<StepView, 'language' | 'network'>, certification: unknown): string =>
  network.vocabulary.certifications[typed(certification)]?.[language] ?? typed(certification);

export const certificates: Step = {
  path: 'certificates',
  title: { fr: words.fr.title, en: words.en.title },
  sections: ['certificates'],
  asks: {},
  says: {
    'certificates.certification': { field: 'certificates' },
    // Asked on the page that follows.
    'certificates.expiresOn': { field: '' },
    'certificates.number': { field: '' },
  },
  read: (fields, answers) => {
    const held = new Map(items(answers.certificates).map((one) => [typed(one.certification), one]));
    return {
      certificates: listOf(fields, 'certificates').map((certification) => held.get(certification) ?? { certification }),
    };
  },
  body: ({ language, answers, errors, network }) => (
    <Checkboxes
      language={language}
      name="certificates"
      label={words[language].title}
      hint={words[language].hint}
      heading
      values={items(answers.certificates).map(({ certification }) => typed(certification))}
      error={errorOf(errors, 'certificates')}
      options={Object.entries(network.vocabulary.certifications).map(([value, text]) => ({
        value,
        text: text[language],
      }))}
    />
  ),
  rows: (view) => {
    const { language, answers } = view;
    const all = items(answers.certificates);
    return [
      {
        key: words[language].title,
        value: all.map((one) => nameOf(view, one.certification)).join(', ') || words[language].none,
      },
    ];
  },
};

export const certificateDetails: Step = {
  path: 'certificate-details',
  title: { fr: words.fr.detailsTitle, en: words.en.detailsTitle },
  sections: ['certificates'],
  asks: {},
  says: {
    'certificates.certification': { field: '' },
    'certificates.expiresOn': { message: { fr: words.fr.noDate, en: words.en.noDate }, indexed: true },
  },
  read: (fields, answers) => ({
    certificates: items(answers.certificates).map(({ certification }, index) => {
      const number = textOf(fields, `number-${index}`);
      const expiresOn = dateOf(textOf(fields, `expiresOn-${index}`));
      return { certification, ...(number && { number }), ...(expiresOn && { expiresOn }) };
    }),
  }),
  body: (view) => {
    const { language, answers, errors } = view;
    const said = words[language];
    const all = items(answers.certificates);
    if (all.length === 0) return <p>{said.nothing}</p>;
    return (
      <>
        {all.map((one, index) => (
          <fieldset class="group">
            <legend>{nameOf(view, one.certification)}</legend>
            <TextField
              language={language}
              name={`number-${index}`}
              label={said.number}
              value={typed(one.number)}
              error={errorOf(errors, `number-${index}`)}
              width={20}
              optional
            />
            <DateField
              language={language}
              name={`expiresOn-${index}`}
              label={said.expires}
              example="2027-06-30"
              value={typed(one.expiresOn)}
              error={errorOf(errors, `expiresOn-${index}`)}
              optional
            />
          </fieldset>
        ))}
      </>
    );
  },
  rows: (view) =>
    items(view.answers.certificates).map((one) => {
      const ends = typed(one.expiresOn);
      const said = words[view.language];
      const until = ends && said.until(/^\d{4}-\d\d-\d\d$/.test(ends) ? formats(view.language).day(ends) : ends);
      return { key: nameOf(view, one.certification), value: [typed(one.number), until].filter(Boolean).join(' · ') };
    }),
};
