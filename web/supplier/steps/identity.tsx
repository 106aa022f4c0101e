import { errorOf } from '../../parts/errors.tsx';
import { TextField } from '../../parts/fields.tsx';
import { textOf } from '../../parts/read-form.ts';
import { Details } from '../../parts/show.tsx';
import { say } from '../../words/say.ts';
import { type Step, typed } from '../step.ts';

const words = say({
  en: {
    legalName: 'Legal name of the firm',
    legalNameHint: 'As on the articles or the registration.',
    operatingName: 'Operating name',
    businessNumber: 'Business Number (BN)',
    businessNumberHint: '9 digits from the Canada Revenue Agency. Spaces and program accounts (RC0001) are fine.',
    neq: 'Québec enterprise number (NEQ)',
    neqHint: '10 digits starting with 11, 22, 33 or 88. One of the two numbers is enough.',
    where: 'Where do I find these numbers?',
    whereBn:
      'The BN is on any letter from the Canada Revenue Agency (GST/HST, payroll, corporate income tax): the first 9 digits of the account number. An Ontario corporation or business identification number is another number.',
    whereNeq: 'The NEQ is on the declaration of registration with the Registraire des entreprises.',
    contactTitle: 'How do we reach the firm?',
    email: 'E-mail address',
    emailHint: 'We write here when something happens to your certification, and for nothing else.',
    phone: 'Telephone',
    website: 'Website',
    websiteHint: 'For example https://example.ca',
    number: 'Number',
  },
  fr: {
    legalName: 'Nom légal de l’entreprise',
    legalNameHint: 'Comme dans les statuts ou l’immatriculation.',
    operatingName: 'Nom commercial',
    businessNumber: 'Numéro d’entreprise (NE)',
    businessNumberHint:
      '9 chiffres de l’Agence du revenu du Canada. Les espaces et les comptes de programme (RC0001) sont acceptés.',
    neq: 'Numéro d’entreprise du Québec (NEQ)',
    neqHint: '10 chiffres commençant par 11, 22, 33 ou 88. Un seul des deux numéros suffit.',
    where: 'Où trouver ces numéros ?',
    whereBn:
      'Le NE figure sur toute lettre de l’Agence du revenu du Canada (TPS/TVH, paie, impôt des sociétés) : les 9 premiers chiffres du numéro de compte. Le numéro de société ou d’identification d’entreprise de l’Ontario est un autre numéro.',
    whereNeq: 'Le NEQ figure sur la déclaration d’immatriculation au Registraire des entreprises.',
    contactTitle: 'Comment joindre l’entreprise ?',
    email: 'Adresse courriel',
    emailHint: 'Nous y écrivons quand il y a du nouveau pour votre certification, et pour rien d’autre.',
    phone: 'Téléphone',
    website: 'Site Web',
    websiteHint: 'Par exemple https://example.ca',
    number: 'Numéro',
  },
});

const missing = { fr: 'Saisissez le nom légal de l’entreprise', en: 'Enter the legal name of the firm' };

export const identity: Step = {
  path: 'identity',
  title: { fr: 'Nom et numéros de l’entreprise', en: 'Name and numbers of the firm' },
  sections: ['identity'],
  asks: { identity: { field: 'legalName', message: missing } },
  says: {
    'identity.legalName': { message: missing },
    'identity.operatingName': {},
    'identity.businessNumber': {},
    'identity.neq': {},
    // Asked on the page that follows.
    'identity.email': { field: '' },
    'identity.phone': { field: '' },
    'identity.website': { field: '' },
  },
  read: (fields) => ({
    identity: {
      legalName: textOf(fields, 'legalName') || null,
      operatingName: textOf(fields, 'operatingName') || null,
      businessNumber: textOf(fields, 'businessNumber') || null,
      neq: textOf(fields, 'neq') || null,
    },
  }),
  body: ({ language, answers, errors }) => {
    const said = words[language];
    const field = (name: 'legalName' | 'operatingName' | 'businessNumber' | 'neq') => ({
      language,
      name,
      label: said[name],
      value: typed(answers.identity, name),
      error: errorOf(errors, name),
    });
    return (
      <>
        <TextField {...field('legalName')} hint={said.legalNameHint} autocomplete="organization" />
        <TextField {...field('operatingName')} optional />
        <TextField {...field('businessNumber')} hint={said.businessNumberHint} width={20} />
        <TextField {...field('neq')} hint={said.neqHint} width={20} inputmode="numeric" />
        <Details summary={said.where}>
          <p>{said.whereBn}</p>
          <p>{said.whereNeq}</p>
        </Details>
      </>
    );
  },
  rows: ({ language, answers }) => [
    { key: words[language].legalName, value: typed(answers.identity, 'legalName') },
    { key: words[language].operatingName, value: typed(answers.identity, 'operatingName') },
    { key: words[language].businessNumber, value: typed(answers.identity, 'businessNumber') },
    { key: words[language].neq, value: typed(answers.identity, 'neq') },
  ],
};

const noEmail = {
  fr: 'Saisissez une adresse courriel, comme nom@example.ca',
  en: 'Enter an e-mail address, like name@example.ca',
};
export const contact: Step = {
  path: 'contact',
  title: { fr: words.fr.contactTitle, en: words.en.contactTitle },
  sections: ['identity'],
  asks: { identity: { field: 'email', message: noEmail } },
  says: {
    'identity.legalName': { field: '' },
    'identity.businessNumber': { field: '' },
    'identity.neq': { field: '' },
    'identity.email': { message: noEmail },
    'identity.phone': {
      message: {
        fr: 'Saisissez un numéro de téléphone d’au moins 7 chiffres',
        en: 'Enter a telephone number of at least 7 digits',
      },
    },
    'identity.website': {
      message: { fr: 'Saisissez une adresse comme https://example.ca', en: 'Enter an address like https://example.ca' },
    },
  },
  read: (fields) => {
    const website = textOf(fields, 'website');
    return {
      identity: {
        email: textOf(fields, 'email') || null,
        phone: textOf(fields, 'phone') || null,
        // People leave out the beginning.
        website: (/^[\w-]+(\.[\w-]+)+(\/\S*)?$/.test(website) ? `https://${website}` : website) || null,
      },
    };
  },
  body: ({ language, answers, errors }) => {
    const said = words[language];
    const field = (name: 'email' | 'phone' | 'website') => ({
      language,
      name,
      label: said[name],
      value: typed(answers.identity, name),
      error: errorOf(errors, name),
    });
    return (
      <>
        <TextField {...field('email')} hint={said.emailHint} type="email" autocomplete="email" />
        <TextField {...field('phone')} type="tel" autocomplete="tel" width={20} optional />
        <TextField {...field('website')} hint={said.websiteHint} type="url" autocomplete="url" optional />
      </>
    );
  },
  rows: ({ language, answers }) => [
    { key: words[language].email, value: typed(answers.identity, 'email') },
    { key: words[language].phone, value: typed(answers.identity, 'phone') },
    { key: words[language].website, value: typed(answers.identity, 'website') },
  ],
};
