import { say } from '../../words/say.ts';

/** Words of all pages about a firm: where it stands, and what whoever acts for it may do. */
export const firmWords = say({
  en: {
    standing: {
      none: 'Not certified yet',
      active: (day: string) => `Certified until ${day}`,
      expired: (day: string) => `Expired on ${day}`,
      suspended: 'Suspended',
      revoked: 'Revoked',
      withdrawn: 'Withdrawn: the account is closed',
    },
    why: 'The reason given:',
    pages: 'About this firm',
    people: 'Who acts for the firm',
    consents: 'What institutions may see',
    certificate: 'Certificate',
    data: 'My data',
    joined: 'You now act for this firm',
    onlyOwners: 'Only an owner can change this.',
  },
  fr: {
    standing: {
      none: 'Pas encore certifiée',
      active: (day) => `Certifiée jusqu’au ${day}`,
      expired: (day) => `Expirée le ${day}`,
      suspended: 'Suspendue',
      revoked: 'Révoquée',
      withdrawn: 'Retirée : le compte est fermé',
    },
    why: 'Le motif donné :',
    pages: 'Au sujet de l’entreprise',
    people: 'Qui agit pour l’entreprise',
    consents: 'Ce que les institutions peuvent voir',
    certificate: 'Certificat',
    data: 'Mes données',
    joined: 'Vous agissez maintenant pour cette entreprise',
    onlyOwners: 'Seule une personne propriétaire du compte peut modifier cela.',
  },
});
