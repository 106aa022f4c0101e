import type { Bilingual, Language } from '../../primitives.ts';
import { rooms } from '../operations.ts';
import type { Json } from './components.ts';

const said = (words: Bilingual, language: Language) => words[language];

const requestHeaders: Readonly<Record<string, { name: string; required: boolean; words: Bilingual; schema?: Json }>> = {
  'If-Match': {
    name: 'If-Match',
    required: true,
    words: {
      fr: 'L’ETag de la version à modifier; "0" pour ce qui n’existe pas encore.',
      en: 'The ETag of the version to change; "0" for what is not there yet.',
    },
  },
  'If-Match-Optional': {
    name: 'If-Match',
    required: false,
    words: {
      fr: 'L’ETag de la version qui a été lue; la requête est refusée s’il y en a une plus récente.',
      en: 'The ETag of the version that was read; the request is refused where there is a newer one.',
    },
  },
  'If-None-Match': {
    name: 'If-None-Match',
    required: false,
    words: { fr: 'Le dernier ETag lu.', en: 'The last ETag that was read.' },
  },
  'Idempotency-Key': {
    name: 'Idempotency-Key',
    required: true,
    words: {
      fr: 'Une clé par demande : répétée, elle donne la première réponse.',
      en: 'One key per request: repeated, it gives the first answer.',
    },
    schema: { type: 'string', minLength: 1, maxLength: 128 },
  },
  'Idempotency-Key-Optional': {
    name: 'Idempotency-Key',
    required: false,
    words: {
      fr: 'Une clé par demande : répétée, rien n’est fait deux fois.',
      en: 'One key per request: repeated, nothing is done twice.',
    },
    schema: { type: 'string', minLength: 1, maxLength: 128 },
  },
  'Accept-Language': {
    name: 'Accept-Language',
    required: false,
    words: { fr: 'Langue des messages : fr ou en.', en: 'Language of messages: fr or en.' },
  },
};

/** Headers of requests, by the names under which operations point to them. */
export const parameters = (language: Language): Json =>
  Object.fromEntries(
    Object.entries(requestHeaders).map(([key, { name, required, words, schema = { type: 'string' } }]) => [
      key,
      { ...{ name, in: 'header', required }, description: said(words, language), schema },
    ]),
  );

const responseHeaders: Readonly<Record<string, { words: Bilingual; required?: boolean; schema?: Json }>> = {
  ETag: {
    required: true,
    words: { fr: 'La version, pour If-Match ou If-None-Match.', en: 'The version, for If-Match or If-None-Match.' },
  },
  Location: { required: true, words: { fr: 'L’adresse de ce qui a été créé.', en: 'The address of what was made.' } },
  'Retry-After': {
    required: true,
    words: { fr: 'Secondes à attendre.', en: 'Seconds to wait.' },
    schema: { type: 'integer', minimum: 0 },
  },
  'WWW-Authenticate': { required: true, words: { fr: 'Comment se connecter.', en: 'How to sign in.' } },
  'Content-Language': {
    required: true,
    words: { fr: 'La langue de la réponse.', en: 'The language of the answer.' },
    schema: { type: 'string', enum: ['fr', 'en'] },
  },
  'Idempotent-Replay': {
    words: { fr: '« true » : la première réponse, répétée.', en: '“true”: the first answer, repeated.' },
  },
};

/** Headers of answers, by their names. */
export const headers = (language: Language): Json =>
  Object.fromEntries(
    Object.entries(responseHeaders).map(([name, { words, required = false, schema = { type: 'string' } }]) => [
      name,
      { description: said(words, language), required, schema },
    ]),
  );

/** What the operations are about, in the order of the journey. */
export const tags = (language: Language): Json[] => [
  ...rooms.map(({ tag, about }) => ({ name: tag, description: said(about, language) })),
  {
    name: 'webhooks',
    description: said(
      { fr: 'Ce que votre point de réception reçoit de nous.', en: 'What your endpoint receives from us.' },
      language,
    ),
  },
];
