import { say } from '../../words/say.ts';

/** Words of what institutions may see of a firm. */
export const consentWords = say({
  en: {
    consentsTitle: 'What institutions may see',
    consentsLead:
      'Every institution learns whether its own definition recognizes the firm, and nothing about who its owners or workers are. Here you say who may see more.',
    whatFor: 'What it allows',
    whatForText: 'To see the verdict criterion by criterion, such as which group owns how much of the firm.',
    whyText: 'Some institutions report on their purchases by group, or check the criteria themselves.',
    why_: 'Why they ask',
    howLong: 'For how long',
    howLongText:
      'Until you withdraw it, at any time. The institution is then told to delete what it received, and sees only the verdict.',
    given: 'May see the criteria',
    notGiven: 'See only the verdict',
    nobody: 'Nobody.',
    since: (day: string) => `since ${day}`,
    give: 'Allow',
    withdraw: 'Withdraw',
    gave: (name: string) => `${name} may now see the criteria`,
    took: (name: string) => `${name} sees only the verdict from now on`,
    undo: 'Undo',
  },
  fr: {
    consentsTitle: 'Ce que les institutions peuvent voir',
    consentsLead:
      'Chaque institution apprend si sa propre définition reconnaît l’entreprise, et rien sur l’identité des propriétaires ou du personnel. Vous dites ici qui peut voir davantage.',
    whatFor: 'Ce que cela permet',
    whatForText: 'Voir le verdict critère par critère, par exemple quel groupe détient quelle part de l’entreprise.',
    whyText: 'Certaines institutions rendent compte de leurs achats par groupe, ou vérifient les critères elles-mêmes.',
    why_: 'Pourquoi elles le demandent',
    howLong: 'Pour combien de temps',
    howLongText:
      'Jusqu’à ce que vous le retiriez, en tout temps. L’institution est alors avisée de supprimer ce qu’elle a reçu et ne voit plus que le verdict.',
    given: 'Peuvent voir les critères',
    notGiven: 'Ne voient que le verdict',
    nobody: 'Personne.',
    since: (day) => `depuis le ${day}`,
    give: 'Autoriser',
    withdraw: 'Retirer',
    gave: (name) => `L’institution ${name} peut maintenant voir les critères`,
    took: (name) => `L’institution ${name} ne voit plus que le verdict`,
    undo: 'Annuler ce changement',
  },
});
