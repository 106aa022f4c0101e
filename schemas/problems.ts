import type { Bilingual } from './primitives.ts';

/** Every refusal of the API: its HTTP status and its title. `type` in the answer is `/problems/{code}` (RFC 9457). */
export const problems = {
  'malformed-json': {
    status: 400,
    title: { fr: 'Le corps de la requête n’est pas du JSON valide.', en: 'The request body is not valid JSON.' },
  },
  invalid: {
    status: 422,
    title: { fr: 'Certaines valeurs ne sont pas acceptées.', en: 'Some values are not accepted.' },
  },
  'invalid-cursor': {
    status: 400,
    title: { fr: 'Ce curseur n’est pas valide pour cette liste.', en: 'This cursor is not valid for this list.' },
  },
  'unsupported-media-type': {
    status: 415,
    title: {
      fr: 'Le corps doit être envoyé en application/json.',
      en: 'The body must be sent as application/json.',
    },
  },
  'too-large': {
    status: 413,
    title: { fr: 'La requête est trop volumineuse.', en: 'The request is too large.' },
  },
  unauthenticated: {
    status: 401,
    title: { fr: 'Connectez-vous pour continuer.', en: 'Sign in to continue.' },
  },
  forbidden: {
    status: 403,
    title: { fr: 'Votre rôle ne permet pas cette action.', en: 'Your role does not allow this action.' },
  },
  'not-found': {
    status: 404,
    title: { fr: 'Introuvable, ou hors de votre portée.', en: 'Not found, or not within your reach.' },
  },
  'method-not-allowed': {
    status: 405,
    title: { fr: 'Cette méthode n’existe pas à cette adresse.', en: 'This method does not exist at this address.' },
  },
  'wrong-state': {
    status: 409,
    title: { fr: 'L’état actuel ne permet pas cette action.', en: 'The current state does not allow this action.' },
  },
  'submission-open': {
    status: 409,
    title: {
      fr: 'Cette entreprise a déjà une demande en cours.',
      en: 'This firm already has a submission in progress.',
    },
  },
  'trial-running': {
    status: 409,
    title: {
      fr: 'Un essai est déjà en cours pour cette institution : attendez qu’il se termine.',
      en: 'A trial is already running for this institution: wait until it has ended.',
    },
  },
  'already-exists': { status: 409, title: { fr: 'Cet élément existe déjà.', en: 'This already exists.' } },
  'if-match-required': {
    status: 428,
    title: {
      fr: 'Indiquez la version modifiée dans l’en-tête If-Match.',
      en: 'Name the version you change in the If-Match header.',
    },
  },
  'stale-version': {
    status: 412,
    title: {
      fr: 'Quelqu’un a modifié cet élément entre-temps : relisez-le, puis recommencez.',
      en: 'Someone changed this in the meantime: read it again, then retry.',
    },
  },
  'idempotency-key-required': {
    status: 400,
    title: {
      fr: 'Indiquez un en-tête Idempotency-Key de 1 à 128 caractères.',
      en: 'Send an Idempotency-Key header of 1 to 128 characters.',
    },
  },
  'idempotency-key-reused': {
    status: 422,
    title: {
      fr: 'Cette valeur d’Idempotency-Key a déjà servi à une autre requête.',
      en: 'This Idempotency-Key was already used for a different request.',
    },
  },
  'feed-trimmed': {
    status: 410,
    title: {
      fr: 'Ces événements ne sont plus conservés dans le fil.',
      en: 'These events are no longer kept in the feed.',
    },
  },
  'too-many-requests': {
    status: 429,
    title: { fr: 'Trop de requêtes : attendez un instant.', en: 'Too many requests: wait a moment.' },
  },
  unprintable: {
    status: 422,
    title: {
      fr: 'Ce nom a des caractères que nos polices ne dessinent pas.',
      en: 'This name has characters that our fonts do not draw.',
    },
  },
  busy: {
    status: 503,
    title: {
      fr: 'Le service est momentanément occupé : recommencez.',
      en: 'The service is busy for a moment: please retry.',
    },
  },
  'outcome-unknown': {
    status: 500,
    title: {
      fr: 'Une erreur de notre côté. La modification a peut-être été enregistrée : vérifiez avant de recommencer.',
      en: 'An error on our side. The change may have been saved: check before you try again.',
    },
  },
  internal: {
    status: 500,
    title: { fr: 'Une erreur de notre côté. Rien n’a été modifié.', en: 'An error on our side. Nothing was changed.' },
  },
} as const satisfies Record<string, { status: number; title: Bilingual }>;

export type ProblemCode = keyof typeof problems;
