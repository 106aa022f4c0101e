import type { Language } from '#schemas/primitives.ts';
import type { Words } from '../post/letter.ts';

export type Announcement = 'suspended' | 'reinstated' | 'revoked' | 'expired' | 'expiring';
type Telling = { reason: string; endsOn: string; days: number; url: string };

/** What a supplier reads when something happens to their certification. */
export const words: Record<Language, Record<Announcement, (telling: Telling) => Words>> = {
  fr: {
    suspended: ({ reason, url }) => ({
      subject: 'Votre certification est suspendue',
      paragraphs: ['Votre certification est suspendue, pour ce motif :'],
      list: [reason],
      after: [
        'Les institutions du réseau en sont informées. Rien n’est effacé; votre certification peut être rétablie.',
      ],
      link: { url, words: 'Ouvrir votre dossier' },
    }),
    reinstated: ({ url }) => ({
      subject: 'Votre certification est rétablie',
      paragraphs: ['Votre certification est de nouveau en vigueur. Les institutions du réseau en sont informées.'],
      link: { url, words: 'Ouvrir votre dossier' },
    }),
    revoked: ({ reason, url }) => ({
      subject: 'Votre certification est révoquée',
      paragraphs: ['Deux personnes du réseau ont lu votre dossier. Votre certification est révoquée, pour ce motif :'],
      list: [reason],
      after: ['Vous pouvez commencer une nouvelle demande en tout temps.'],
      link: { url, words: 'Ouvrir votre dossier' },
    }),
    expired: ({ url }) => ({
      subject: 'Votre certification est expirée',
      paragraphs: [
        'Votre certification a pris fin sans renouvellement. Les institutions du réseau en sont informées.',
        'Un renouvellement ne vous demande que ce qui a changé.',
        'Aucune personne n’a pris cette décision : le dernier jour était passé. Si vous n’êtes pas d’accord, présentez vos observations dans votre compte; une personne du réseau les lira et vous répondra.',
      ],
      link: { url, words: 'Renouveler' },
    }),
    expiring: ({ endsOn, days, url }) => ({
      subject: `À renouveler d’ici ${days} jours`,
      paragraphs: [
        `Votre certification, ou un document sur lequel elle repose, prend fin le ${endsOn}.`,
        'Le renouvellement est déjà rempli avec ce que nous savons : corrigez ce qui a changé, joignez le document en vigueur et signez l’attestation.',
      ],
      link: { url, words: 'Renouveler' },
    }),
  },
  en: {
    suspended: ({ reason, url }) => ({
      subject: 'Your certification is suspended',
      paragraphs: ['Your certification is suspended, for this reason:'],
      list: [reason],
      after: ['The institutions of the network are told. Nothing is erased; it can be reinstated.'],
      link: { url, words: 'Open your account' },
    }),
    reinstated: ({ url }) => ({
      subject: 'Your certification is reinstated',
      paragraphs: ['Your certification is in force again. The institutions of the network are told.'],
      link: { url, words: 'Open your account' },
    }),
    revoked: ({ reason, url }) => ({
      subject: 'Your certification is revoked',
      paragraphs: ['Two people of the network have read your file. Your certification is revoked, for this reason:'],
      list: [reason],
      after: ['You can start a new submission at any time.'],
      link: { url, words: 'Open your account' },
    }),
    expired: ({ url }) => ({
      subject: 'Your certification has expired',
      paragraphs: [
        'Your certification has ended without a renewal. The institutions of the network are told.',
        'A renewal asks only for what has changed.',
        'No person made this decision: the last day had passed. If you disagree, submit your observations in your account; someone from the network will read and answer them.',
      ],
      link: { url, words: 'Renew' },
    }),
    expiring: ({ endsOn, days, url }) => ({
      subject: `To be renewed within ${days} days`,
      paragraphs: [
        `Your certification, or a document that it rests on, ends on ${endsOn}.`,
        'The renewal is already filled in with what we know: correct what has changed, add the document in force, and sign the attestation.',
      ],
      link: { url, words: 'Renew' },
    }),
  },
};
