import { errorOf } from '../../parts/errors.tsx';
import { Checkboxes, DateField, TextField } from '../../parts/fields.tsx';
import { dateOf, textOf } from '../../parts/read-form.ts';
import { formats, say } from '../../words/say.ts';
import { today } from '../../words/today.ts';
import { isObject, type Step, typed } from '../step.ts';

const words = say({
  en: {
    title: 'Sign and date the attestation',
    text: 'I attest that what is said in this form is true to the best of my knowledge, that I may act for the firm, and that I will tell the network when something changes. I understand that a false statement can end the certification.',
    signedBy: 'Name of the person who signs',
    role: 'Title in the firm',
    signedOn: 'Signed on',
    accepted: 'I attest to this',
    noName: 'Enter the name of the person who signs',
    noTitle: 'Enter the title of the person who signs',
    noDay: 'Enter the day of signature, like 2026-11-22',
    notAccepted: 'Tick that you attest to this',
    signed: (name: string, title: string, day: string) => `${name}, ${title}, ${day}`,
  },
  fr: {
    title: 'Signez et datez l’attestation',
    text: 'J’atteste que ce qui est dit dans ce formulaire est vrai à ma connaissance, que je peux agir pour l’entreprise et que j’aviserai le réseau de tout changement. Je comprends qu’une fausse déclaration peut mettre fin à la certification.',
    signedBy: 'Nom de la personne qui signe',
    role: 'Fonction dans l’entreprise',
    signedOn: 'Signée le',
    accepted: 'Je l’atteste',
    noName: 'Saisissez le nom de la personne qui signe',
    noTitle: 'Saisissez la fonction de la personne qui signe',
    noDay: 'Saisissez la date de signature, comme 2026-11-22',
    notAccepted: 'Cochez que vous l’attestez',
    signed: (name, title, day) => `${name}, ${title}, ${day}`,
  },
});
const both = (name: 'noName' | 'noTitle' | 'noDay' | 'notAccepted' | 'title') => ({
  fr: words.fr[name],
  en: words.en[name],
});

/** The calendar day in Toronto. */

export const attestation: Step = {
  path: 'attestation',
  title: both('title'),
  sections: ['attestation'],
  asks: { attestation: { field: 'signedBy', message: both('noName') } },
  says: {
    'attestation.signedBy': { message: both('noName') },
    'attestation.title': { field: 'role', message: both('noTitle') },
    'attestation.signedOn': { message: both('noDay') },
    'attestation.accepted': { message: both('notAccepted') },
  },
  read: (fields) => ({
    attestation: {
      signedBy: textOf(fields, 'signedBy') || null,
      title: textOf(fields, 'role') || null,
      signedOn: dateOf(textOf(fields, 'signedOn')) || null,
      accepted: textOf(fields, 'accepted') === 'yes',
    },
  }),
  body: ({ language, answers, errors }) => {
    const said = words[language];
    return (
      <>
        <p class="note">{said.text}</p>
        <TextField
          language={language}
          name="signedBy"
          label={said.signedBy}
          value={typed(answers.attestation, 'signedBy')}
          error={errorOf(errors, 'signedBy')}
          autocomplete="name"
        />
        <TextField
          language={language}
          name="role"
          label={said.role}
          value={typed(answers.attestation, 'title')}
          error={errorOf(errors, 'role')}
          autocomplete="organization-title"
        />
        <DateField
          language={language}
          name="signedOn"
          label={said.signedOn}
          example={today()}
          value={typed(answers.attestation, 'signedOn') || today()}
          error={errorOf(errors, 'signedOn')}
        />
        <Checkboxes
          language={language}
          name="accepted"
          label={said.accepted}
          values={isObject(answers.attestation) && answers.attestation.accepted === true ? ['yes'] : []}
          error={errorOf(errors, 'accepted')}
          options={[{ value: 'yes', text: said.accepted }]}
          hideLabel
        />
      </>
    );
  },
  rows: ({ language, answers }) => {
    const day = typed(answers.attestation, 'signedOn');
    return [
      {
        key: words[language].title,
        value: words[language].signed(
          typed(answers.attestation, 'signedBy'),
          typed(answers.attestation, 'title'),
          /^\d{4}-\d\d-\d\d$/.test(day) ? formats(language).day(day) : day,
        ),
      },
    ];
  },
};
