import type { ObservationRecord } from '#schemas/observation.ts';
import type { Language } from '#schemas/primitives.ts';
import type { Words } from '../post/letter.ts';

export type News = 'closing' | 'reopened' | 'answered';
/** Days are written out already, in the language. */
export type Telling = {
  cancelBy: string;
  eraseOn: string;
  outcome: ObservationRecord['outcome'];
  url: string;
};

/** What a supplier reads when its account is closed or reopened, and when a person has answered its observations. */
export const words: Record<Language, Record<News, (telling: Telling) => Words>> = {
  fr: {
    closing: ({ cancelBy, eraseOn, url }) => ({
      subject: 'Votre compte est fermé',
      paragraphs: [
        'À la demande d’une personne propriétaire de votre compte, plus rien n’est communiqué à votre sujet. Les demandes en cours sont retirées, les consentements aussi, et votre certification a pris fin : les institutions qui vous reconnaissaient en sont avisées et doivent supprimer ce qu’elles ont reçu.',
        `Vous pouvez annuler cette fermeture jusqu’au ${cancelBy}.`,
        `Jusqu’au ${eraseOn}, votre dossier reste lisible et vous pouvez en télécharger une copie complète. Ce jour-là, ce que nous savons de votre entreprise et de ses propriétaires sera effacé pour de bon. Seules demeurent les décisions et leurs preuves, sans renseignement personnel.`,
      ],
      link: { url, words: 'Ouvrir votre compte' },
    }),
    reopened: ({ url }) => ({
      subject: 'La fermeture de votre compte est annulée',
      paragraphs: [
        'Votre compte est rouvert et votre certification est de nouveau ce qu’elle était.',
        'Les consentements retirés ne reviennent pas d’eux-mêmes : donnez-les de nouveau si vous le souhaitez. Une demande retirée est à recommencer.',
      ],
      link: { url, words: 'Ouvrir votre compte' },
    }),
    answered: ({ outcome, url }) => ({
      subject: 'Une personne a répondu à vos observations',
      paragraphs: [
        outcome === 'changed'
          ? 'Une personne du réseau a lu vos observations et revu la décision automatisée : elle sera changée. Sa réponse vous attend dans votre compte.'
          : 'Une personne du réseau a lu vos observations et revu la décision automatisée : elle est maintenue. Ses motifs vous attendent dans votre compte.',
      ],
      link: { url, words: 'Lire la réponse' },
    }),
  },
  en: {
    closing: ({ cancelBy, eraseOn, url }) => ({
      subject: 'Your account is closed',
      paragraphs: [
        'As an owner of your account asked, nothing about you is shared any more. Open submissions and consents are withdrawn and your certification has ended: the institutions that recognized you are told, and must delete what they received.',
        `You can undo this until ${cancelBy}.`,
        `Until ${eraseOn} your file stays readable and you can download a complete copy of it. On that day, what we know of your firm and its owners is erased for good. Only decisions and their proofs remain, without personal information.`,
      ],
      link: { url, words: 'Open your account' },
    }),
    reopened: ({ url }) => ({
      subject: 'The closing of your account is undone',
      paragraphs: [
        'Your account is open again, and your certification is what it was.',
        'Consents that were withdrawn do not come back by themselves: give them again if you wish. A withdrawn submission has to be started again.',
      ],
      link: { url, words: 'Open your account' },
    }),
    answered: ({ outcome, url }) => ({
      subject: 'A person has answered your observations',
      paragraphs: [
        outcome === 'changed'
          ? 'Someone from the network has read your observations and looked at the automated decision again: it will be changed. Their answer is waiting in your account.'
          : 'Someone from the network has read your observations and looked at the automated decision again: it stands. Their reasons are waiting in your account.',
      ],
      link: { url, words: 'Read the answer' },
    }),
  },
};
