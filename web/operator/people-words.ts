import { say } from '../words/say.ts';

/** Words of the page of people and roles. */
export const peopleWords = say({
  en: {
    peopleLead:
      'Roles are groups of the identity provider. A change counts from a person’s next access token: within 15 minutes.',
    person: 'Name',
    email: 'E-mail',
    roles: { verifier: 'Verifiers', operator: 'Operators', buyer: 'Buyers' },
    oneRole: { verifier: 'Verifier', operator: 'Operator', buyer: 'Buyer' },
    roleHint: {
      verifier: 'Takes cases and decides on them',
      operator: 'Sees to the network: institutions, people, suspensions, the audit log',
      buyer: 'Reads the vendors that one institution recognizes',
    },
    nobodyIs: { verifier: 'Nobody is a verifier.', operator: 'Nobody is an operator.', buyer: 'Nobody is a buyer.' },
    take: 'Remove the role',
    yourself: 'You: somebody else must remove it',
    give: 'Give a role',
    role: 'Role',
    emailHint: 'The address with which the person signs in. Somebody new gets an invitation there.',
    nameHint: 'Only for somebody new',
    emailNeeded: 'Enter the person’s e-mail address',
    roleNeeded: 'Choose a role',
    buysFor: 'Institution',
    buysForHint: 'Only for buyers',
    buysForNeeded: 'Choose the institution that the person buys for',
    roleDone: {
      invited: 'The invitation is on its way. The role counts from the first sign-in.',
      given: 'The role is given. It counts from the person’s next access token.',
      taken: 'The role is removed. It ends with the person’s access token, within 15 minutes.',
      ended: 'Every session of the person ends within half a minute.',
    },
  },
  fr: {
    peopleLead:
      'Les rôles sont des groupes du fournisseur d’identité. Un changement vaut dès le prochain jeton d’accès de la personne : d’ici 15 minutes.',
    person: 'Nom',
    email: 'Courriel',
    roles: { verifier: 'Vérification', operator: 'Gestion du réseau', buyer: 'Achats' },
    oneRole: { verifier: 'Vérification', operator: 'Gestion du réseau', buyer: 'Achats' },
    roleHint: {
      verifier: 'Prend des dossiers en charge et statue',
      operator: 'Veille au réseau : institutions, personnes, suspensions, journal d’audit',
      buyer: 'Consulte les fournisseurs qu’une institution reconnaît',
    },
    nobodyIs: {
      verifier: 'Personne n’est à la vérification.',
      operator: 'Personne ne gère le réseau.',
      buyer: 'Personne n’est aux achats.',
    },
    take: 'Retirer le rôle',
    yourself: 'Vous : quelqu’un d’autre doit le retirer',
    give: 'Donner un rôle',
    role: 'Rôle',
    emailHint: 'L’adresse avec laquelle la personne se connecte. Une nouvelle personne y reçoit une invitation.',
    nameHint: 'Seulement pour une nouvelle personne',
    emailNeeded: 'Saisissez l’adresse courriel de la personne',
    roleNeeded: 'Choisissez un rôle',
    buysFor: 'Institution',
    buysForHint: 'Seulement pour les achats',
    buysForNeeded: 'Choisissez l’institution pour laquelle la personne achète',
    roleDone: {
      invited: 'L’invitation est partie. Le rôle vaut dès la première connexion.',
      given: 'Le rôle est donné. Il vaut dès le prochain jeton d’accès de la personne.',
      taken: 'Le rôle est retiré. Il prend fin avec le jeton d’accès de la personne, d’ici 15 minutes.',
      ended: 'Toutes les sessions de la personne prennent fin en une demi-minute au plus.',
    },
  },
});
