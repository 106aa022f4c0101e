import { say } from '../words/say.ts';

/** Words about the clients with which an institution's systems sign in. */
export const systemWords = say({
  en: {
    title: (name: string) => `Access for the systems of ${name}`,
    lead: 'A system that pulls the feed signs in with a client of its own: an id and a secret, for the OAuth 2.0 client credentials grant. People sign in otherwise.',
    guide: 'How a system signs in and pulls the feed: the integrator’s guide',
    none: 'No system has access.',
    label: 'System',
    client: 'Client id',
    made: 'Made',
    state: 'State',
    active: 'Active',
    removed: (day: string) => `Removed ${day}`,
    change: 'Change',
    remove: 'Remove',
    rotate:
      'To rotate a secret, make a second client, give it to the system, and remove the first. Both count until then.',
    add: 'Make a client',
    addTitle: 'Make a client for a system',
    labelField: 'What the system is called',
    labelHint: 'So that people know which one to remove, for example “ERP, production”.',
    scopes: 'What the system may do',
    scope: { 'feed.read': 'Read the feed and the list of vendors', 'feed.replay': 'Ask for events to be sent again' },
    scopeHint: {
      'feed.read': 'Enough for a system that pulls the feed.',
      'feed.replay': 'Only for a system that also receives signed webhooks.',
    },
    secretTitle: 'Copy the secret now',
    secretText: 'It is shown this once and never again. Whoever has it acts as the system.',
    secret: 'Secret',
    onward: 'I have copied it',
    removeTitle: (label: string) => `Remove the access of ${label}?`,
    removeText:
      'Within half a minute no token of this client is taken, and its secret is worth nothing. This cannot be undone: make another client instead.',
    removeYes: 'Remove the access',
    removeNo: 'No, keep it',
    need: {
      label: 'Say what the system is called',
      long: 'Use at most 200 characters',
      scopes: 'Choose at least one thing that the system may do',
    },
    done: {
      copied: 'The client can be used at once.',
      removed: 'The access is removed.',
    },
    twice:
      'The first click made the client. Its secret was shown once, on the page that the first click opened, and cannot be shown again. If you do not have it, choose “Remove” beside that client in the list, then “Make a client”.',
  },
  fr: {
    title: (name) => `Accès des systèmes : ${name}`,
    lead: 'Un système qui consulte le fil se connecte avec un client technique à lui : un identifiant et un secret, selon OAuth 2.0 (client credentials). Les personnes se connectent autrement.',
    guide: 'Comment un système se connecte et consulte le fil : le guide de l’intégration',
    none: 'Aucun système n’a d’accès.',
    label: 'Système',
    client: 'Identifiant du client',
    made: 'Créé',
    state: 'État',
    active: 'Actif',
    removed: (day) => `Retiré le ${day}`,
    change: 'Modifier',
    remove: 'Retirer',
    rotate:
      'Pour renouveler un secret, créez un second client, donnez-le au système, puis retirez le premier. Les deux valent jusque-là.',
    add: 'Créer un client technique',
    addTitle: 'Créer un client technique pour un système',
    labelField: 'Comment s’appelle le système',
    labelHint: 'Pour que l’on sache lequel retirer, par exemple « Progiciel, production ».',
    scopes: 'Ce que le système peut faire',
    scope: { 'feed.read': 'Lire le fil et la liste des fournisseurs', 'feed.replay': 'Demander une rediffusion' },
    scopeHint: {
      'feed.read': 'Suffit à un système qui consulte le fil.',
      'feed.replay': 'Seulement pour un système qui reçoit aussi des webhooks signés.',
    },
    secretTitle: 'Copiez maintenant le secret',
    secretText: 'Il n’est montré qu’une fois. Qui le possède agit au nom du système.',
    secret: 'Secret',
    onward: 'Je l’ai copié',
    removeTitle: (label) => `Retirer l’accès : ${label} ?`,
    removeText:
      'En une demi-minute au plus, aucun jeton de ce client n’est accepté, et son secret ne vaut plus rien. C’est définitif : créez plutôt un autre client.',
    removeYes: 'Retirer l’accès',
    removeNo: 'Non, le garder',
    need: {
      label: 'Dites comment s’appelle le système',
      long: 'Utilisez au plus 200 caractères',
      scopes: 'Choisissez au moins une chose que le système peut faire',
    },
    done: {
      copied: 'Le client peut servir tout de suite.',
      removed: 'L’accès est retiré.',
    },
    twice:
      'Le premier clic a créé le client technique. Son secret n’a été montré qu’une fois, à la page que ce clic a ouverte, et ne peut plus l’être. Si vous ne l’avez pas, choisissez « Retirer » à côté de ce client dans la liste, puis « Créer un client technique ».',
  },
});
