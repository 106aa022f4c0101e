import type { Language } from '#schemas/primitives.ts';
import type { notices } from '#schemas/tasks.ts';
import type { Words } from '../post/letter.ts';

type Notice = (typeof notices)[number];

/** What the words of a notice are made with: dates are written out already, in the language. */
export type Telling = {
  /** The submission's page. */
  url: string;
  dueOn: string;
  answerBy: string;
  appealBy: string;
  expiresOn: string;
  mayAppeal: boolean;
  items: readonly string[];
};

const open: Record<Language, string> = { fr: 'Ouvrir votre demande', en: 'Open your submission' };
const linked = (language: Language, { url }: Telling) => ({ link: { url, words: open[language] } });

type Texts = Record<Notice | 'answer-reminder', (telling: Telling) => Words>;

const fr: Texts = {
  received: (telling) => ({
    subject: 'Nous avons reçu votre demande',
    paragraphs: [
      'Votre demande est arrivée avec tous ses fichiers. L’accusé de réception, avec l’empreinte de chaque fichier, est dans votre compte.',
      'Une personne du réseau l’étudie. Vous verrez à tout moment où elle en est et la date prévue de la décision.',
    ],
    ...linked('fr', telling),
  }),
  'information-requested': (telling) => ({
    subject: `Il manque quelque chose à votre demande : répondez d’ici le ${telling.answerBy}`,
    paragraphs: ['Voici exactement ce qui manque. Le reste est accepté et n’est pas à refaire.'],
    list: telling.items,
    after: [`Répondez d’ici le ${telling.answerBy}. Sans réponse, la demande deviendra caduque.`],
    ...linked('fr', telling),
  }),
  'answer-reminder': (telling) => ({
    subject: `Rappel : votre réponse est attendue d’ici le ${telling.answerBy}`,
    paragraphs: ['Votre demande attend encore ceci :'],
    list: telling.items,
    after: [`Sans réponse d’ici le ${telling.answerBy}, elle deviendra caduque. Vos réponses resteront enregistrées.`],
    ...linked('fr', telling),
  }),
  approved: (telling) => ({
    subject: 'Votre demande est approuvée',
    paragraphs: [
      `Votre entreprise est certifiée jusqu’au ${telling.expiresOn}. Les institutions du réseau l’apprennent maintenant, chacune selon sa propre définition.`,
      'Nous vous écrirons 90, 60, 30 et 7 jours avant que quelque chose n’expire.',
    ],
    ...linked('fr', telling),
  }),
  rejected: (telling) => ({
    subject: 'Votre demande est refusée : voici pourquoi',
    paragraphs: ['Votre demande n’a pas été approuvée, pour ces motifs :'],
    list: telling.items,
    after: telling.mayAppeal
      ? [`Vous pouvez porter ce refus en appel d’ici le ${telling.appealBy} : une autre personne relira tout.`]
      : ['Cet appel est définitif. Vous pouvez commencer une nouvelle demande en tout temps.'],
    ...linked('fr', telling),
  }),
  withdrawn: (telling) => ({
    subject: 'Votre demande est retirée',
    paragraphs: ['Comme vous l’avez demandé, nous avons fermé votre demande. Vous pouvez en commencer une autre.'],
    ...linked('fr', telling),
  }),
  lapsed: (telling) => ({
    subject: 'Votre demande est caduque',
    paragraphs: [
      'Nous n’avons pas reçu de réponse à temps et avons fermé votre demande. Ce n’est pas un refus. Il manquait ceci :',
    ],
    list: telling.items,
    after: [
      'Aucune personne n’a pris cette décision : le délai était écoulé. Si vous n’êtes pas d’accord, présentez vos observations dans votre compte; une personne du réseau les lira et vous répondra.',
      'Vous pouvez commencer une nouvelle demande quand vous voulez.',
    ],
    ...linked('fr', telling),
  }),
};

const en: Texts = {
  received: (telling) => ({
    subject: 'We have received your submission',
    paragraphs: [
      'Your submission arrived with all its files. The receipt, with the hash of every file, is in your account.',
      'Someone from the network is reviewing it. You can see at any time where it stands and when a decision is expected.',
    ],
    ...linked('en', telling),
  }),
  'information-requested': (telling) => ({
    subject: `Something is missing from your submission: answer by ${telling.answerBy}`,
    paragraphs: ['This is exactly what is missing. Everything else is accepted and need not be done again.'],
    list: telling.items,
    after: [`Answer by ${telling.answerBy}. Without an answer the submission will lapse.`],
    ...linked('en', telling),
  }),
  'answer-reminder': (telling) => ({
    subject: `Reminder: your answer is expected by ${telling.answerBy}`,
    paragraphs: ['Your submission is still waiting for this:'],
    list: telling.items,
    after: [`Without an answer by ${telling.answerBy} it will lapse. Your answers will stay saved.`],
    ...linked('en', telling),
  }),
  approved: (telling) => ({
    subject: 'Your submission is approved',
    paragraphs: [
      `Your firm is certified until ${telling.expiresOn}. The institutions of the network are being told now, each under its own definition.`,
      'We will write to you 90, 60, 30 and 7 days before something expires.',
    ],
    ...linked('en', telling),
  }),
  rejected: (telling) => ({
    subject: 'Your submission is rejected: here is why',
    paragraphs: ['Your submission was not approved, for these reasons:'],
    list: telling.items,
    after: telling.mayAppeal
      ? [`You can appeal until ${telling.appealBy}: someone else will read everything again.`]
      : ['This appeal is final. You can start a new submission at any time.'],
    ...linked('en', telling),
  }),
  withdrawn: (telling) => ({
    subject: 'Your submission is withdrawn',
    paragraphs: ['As you asked, we have closed your submission. You can start another.'],
    ...linked('en', telling),
  }),
  lapsed: (telling) => ({
    subject: 'Your submission has lapsed',
    paragraphs: [
      'We did not receive an answer in time and have closed your submission. This is not a rejection. This was missing:',
    ],
    list: telling.items,
    after: [
      'No person made this decision: the time had passed. If you disagree, submit your observations in your account; someone from the network will read and answer them.',
      'You can start a new submission whenever you like.',
    ],
    ...linked('en', telling),
  }),
};

export const words: Record<Language, Texts> = { fr, en };
