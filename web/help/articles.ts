import type { Bilingual } from '#schemas/primitives.ts';

/** One question that people have, and its answer in paragraphs. */
export type Part = { heading: Bilingual; text: readonly Bilingual[] };
export type Article = { slug: string; title: Bilingual; lead: Bilingual; parts: readonly Part[] };

const part = (en: string, fr: string, ...text: readonly (readonly [en: string, fr: string])[]): Part => ({
  heading: { en, fr },
  text: text.map(([one, two]) => ({ en: one, fr: two })),
});

const suppliers: Article = {
  slug: 'suppliers',
  title: { en: 'The supplier’s pathway', fr: 'Le parcours du fournisseur' },
  lead: {
    en: 'From the first question to the certificate, and its renewal.',
    fr: 'De la première question au certificat, puis à son renouvellement.',
  },
  parts: [
    part(
      'Before you start',
      'Avant de commencer',
      [
        'Use “Would I qualify?” first: a few questions say which institutions would likely recognise your firm. Nothing you enter there is kept.',
        'Commencez par « Serais-je admissible ? » : quelques questions disent quelles institutions reconnaîtraient sans doute votre entreprise. Rien de ce que vous y saisissez n’est conservé.',
      ],
      [
        'Have at hand your articles, the share register or partnership agreement, and the certificates you hold, as PDF, JPEG or PNG, up to 10 MB each. A clear photo taken with a phone will do.',
        'Ayez sous la main vos statuts, le registre des actions ou la convention d’association, et les certificats que vous détenez, en PDF, JPEG ou PNG, d’au plus 10 Mo chacun. Une photo nette prise au téléphone convient.',
      ],
    ),
    part(
      'Filling in the form',
      'Remplir le formulaire',
      [
        'Each page asks one thing and is saved when you continue, even when something in it is wrong. You can leave and come back, on another device too.',
        'Chaque page demande une seule chose et s’enregistre quand vous continuez, même si quelque chose y est à corriger. Vous pouvez partir et revenir, sur un autre appareil aussi.',
      ],
      [
        'Nobody must say to which groups they belong. What is not said stays unknown: it is never counted as a no, and you see what it would change.',
        'Personne n’est tenu de dire à quels groupes il appartient. Ce qui n’est pas dit reste inconnu : cela ne compte jamais comme un non, et vous voyez ce que cela changerait.',
      ],
    ),
    part(
      'After you submit',
      'Après l’envoi',
      [
        'You get a receipt that lists every file with its fingerprint (SHA-256). A verifier looks at each claim. The page of your submission says who has it and by when a decision is due.',
        'Vous recevez un accusé qui donne l’empreinte (SHA-256) de chaque fichier. Une personne examine chaque affirmation. La page de votre demande dit qui l’a en main et quand la décision est due.',
      ],
      [
        'If something is missing, you are asked for exactly that, with what would answer it. Only those questions open again.',
        'S’il manque quelque chose, on vous demande exactement cela et ce qui y répondrait. Seules ces questions se rouvrent.',
      ],
    ),
    part('If you disagree', 'Si vous n’êtes pas d’accord', [
      'A rejection gives its reasons, criterion by criterion. You can appeal once; somebody who has not seen the case before hears the appeal.',
      'Un refus donne ses motifs, critère par critère. Vous pouvez faire appel une fois ; une personne qui n’a pas encore vu le dossier entend l’appel.',
    ]),
    part(
      'Showing that you are certified',
      'Montrer que vous êtes certifié',
      [
        'The page of your firm gives you a certificate as PDF, with a QR code. Whoever scans it, or enters its number under “Verify a certificate”, sees whether it holds on that day, without an account.',
        'La page de votre entreprise vous donne un certificat en PDF, avec un code QR. Quiconque le balaie, ou saisit son numéro sous « Vérifier un certificat », voit s’il tient ce jour-là, sans compte.',
      ],
      [
        'It says the name of the firm and the dates, and nothing about its owners.',
        'Il donne le nom de l’entreprise et les dates, et rien sur ses propriétaires.',
      ],
    ),
    part('Several people for one firm', 'Plusieurs personnes pour une entreprise', [
      'An owner of the account invites others: owners do everything, editors fill in the form and send documents, readers look. You send the link yourself; it works once, for seven days.',
      'Une personne propriétaire du compte en invite d’autres : les propriétaires font tout, la rédaction remplit le formulaire et envoie les documents, la lecture regarde. Vous envoyez vous-même le lien ; il sert une fois, pendant sept jours.',
    ]),
    part('A decision without a person', 'Une décision prise sans personne', [
      'Verdicts, the end of a certification, a submission that lapsed and a file refused on arrival are decided by fixed rules. Beside each, you can ask a person to look again and say what they should know.',
      'Les verdicts, la fin d’une certification, une demande caduque et un fichier refusé à son arrivée sont décidés selon des règles fixes. À côté de chacun, vous pouvez demander qu’une personne le revoie et dire ce qu’il faudrait savoir.',
    ]),
    part('Renewing', 'Renouveler', [
      'You are told before the certification ends. The renewal starts from what is on record: check it and change only what changed.',
      'Vous êtes prévenu avant la fin de la certification. Le renouvellement part de ce qui est au dossier : vérifiez-le et ne changez que ce qui a changé.',
    ]),
  ],
};

const verifiers: Article = {
  slug: 'verifiers',
  title: { en: 'The verifier’s guide', fr: 'Le guide de la vérification' },
  lead: {
    en: 'How a case is taken, examined, answered and decided.',
    fr: 'Comment un dossier est pris, examiné, complété et décidé.',
  },
  parts: [
    part('Taking a case', 'Prendre un dossier', [
      'The queue shows what is due first. Taking a case holds it for you for a limited time, which each saved finding extends; give it back when you stop. If you know the firm or its people, declare a conflict: you will see none of its cases again.',
      'La file montre d’abord ce qui est dû le plus tôt. Prendre un dossier vous le réserve pour un temps limité, que chaque constat enregistré prolonge ; rendez-le quand vous arrêtez. Si vous connaissez l’entreprise ou ses gens, déclarez un conflit : vous ne verrez plus aucun de ses dossiers.',
    ]),
    part(
      'Looking at the evidence',
      'Regarder les preuves',
      [
        'Each line of the checklist is one claim. Its documents open beside it as page images with the text that was read. The original is only ever downloaded.',
        'Chaque ligne de la liste est une affirmation. Ses documents s’ouvrent à côté en images de pages, avec le texte qui y a été lu. L’original ne peut qu’être téléchargé.',
      ],
      [
        'What the automatic checks found helps you look; it decides nothing.',
        'Ce qu’ont trouvé les contrôles automatiques vous aide à regarder ; cela ne décide de rien.',
      ],
    ),
    part(
      'Asking and deciding',
      'Demander et décider',
      [
        'Choose a reason for what is not met: the supplier reads it in their own language, with your note. Before you send a request or a decision, you see what the supplier will read.',
        'Choisissez un motif pour ce qui n’est pas conforme : le fournisseur le lit dans sa langue, avec votre note. Avant d’envoyer une demande ou une décision, vous voyez ce que le fournisseur lira.',
      ],
      [
        'Some decisions go to a second reader, who confirms or returns them. Nobody reads second what they decided first.',
        'Certaines décisions vont en seconde lecture, qui les confirme ou les renvoie. Nul ne relit en second ce qu’il a décidé en premier.',
      ],
    ),
    part('By keyboard', 'Au clavier', [
      'In a case, press ? for the sheet of shortcuts; it also turns them off. Tab and Enter always reach everything.',
      'Dans un dossier, appuyez sur ? pour la feuille des raccourcis ; elle permet aussi de les désactiver. Tab et Entrée mènent toujours à tout.',
    ]),
  ],
};

const integrators: Article = {
  slug: 'integrators',
  title: { en: 'The integrator’s guide', fr: 'Le guide de l’intégration' },
  lead: {
    en: 'How an institution’s systems receive the vendors it recognises.',
    fr: 'Comment les systèmes d’une institution reçoivent les fournisseurs qu’elle reconnaît.',
  },
  parts: [
    part('Four ways, any of them enough', 'Quatre façons, dont une seule suffit', [
      'Read and download the list in the portal (CSV or XLSX); receive a digest by e-mail; pull the feed; or receive signed webhooks. You can begin with the first and move on later.',
      'Lire et télécharger la liste dans le portail (CSV ou XLSX) ; recevoir un résumé par courriel ; tirer le fil ; ou recevoir des webhooks signés. Vous pouvez commencer par la première et changer plus tard.',
    ]),
    part(
      'Events',
      'Événements',
      [
        'Events are CloudEvents 1.0 in JSON: vendor.qualified, vendor.updated, vendor.disqualified and vendor.expiring. Each has a sequence without gaps in your feed, and an id that stays the same in every retry: keep the ids you have seen, and doing it twice does no harm.',
        'Les événements sont des CloudEvents 1.0 en JSON : vendor.qualified, vendor.updated, vendor.disqualified et vendor.expiring. Chacun porte un numéro de séquence sans trou dans votre fil et un identifiant qui reste le même à chaque nouvel essai : retenez ceux que vous avez vus, et un double ne nuit pas.',
      ],
      [
        'Verify the signature before you read the body, over the exact bytes received. When the secret is rotated, both secrets sign for 24 hours.',
        'Vérifiez la signature avant de lire le corps, sur les octets exacts reçus. Quand le secret est renouvelé, les deux signent pendant 24 heures.',
      ],
    ),
    part(
      'When something fails',
      'Quand quelque chose échoue',
      [
        'Failures are retried with growing pauses; an event that your system refuses on its own is set aside and the others go on. “Delivery health” shows the attempts, sends again, and replays the feed from any number.',
        'Les échecs sont réessayés à intervalles croissants ; un événement que votre système refuse seul est mis de côté et les autres continuent. « État des livraisons » montre les tentatives, renvoie, et rejoue le fil depuis n’importe quel numéro.',
      ],
      [
        'The sandbox feed at /v1/sandbox/events holds an example of every type; the whole API is described at /v1/openapi.json.',
        'Le fil d’essai à /v1/sandbox/events contient un exemple de chaque type ; toute l’API est décrite à /v1/openapi.json.',
      ],
    ),
  ],
};

const glossary: Article = {
  slug: 'glossary',
  title: { en: 'Glossary', fr: 'Glossaire' },
  lead: { en: 'The words of this network.', fr: 'Les mots de ce réseau.' },
  parts: [
    part('Supplier', 'Fournisseur', [
      'A firm that asks to be certified, or the people who act for it.',
      'Une entreprise qui demande sa certification, ou les personnes qui agissent pour elle.',
    ]),
    part('Vendor', 'Fournisseur certifié', [
      'A supplier whose certification stands, as institutions see it.',
      'Un fournisseur dont la certification est en vigueur, tel que les institutions le voient.',
    ]),
    part('Institution', 'Institution', [
      'A public body that buys: a city, a university, a hospital. It keeps its own definition.',
      'Un organisme public qui achète : une ville, une université, un hôpital. Elle garde sa propre définition.',
    ]),
    part('Definition', 'Définition', [
      'The rule by which one institution says who is a diverse supplier, with its source and version.',
      'La règle par laquelle une institution dit qui est un fournisseur issu de la diversité, avec sa source et sa version.',
    ]),
    part('Criterion', 'Critère', [
      'One part of a definition, such as ownership of 51 % or a certificate.',
      'Une partie d’une définition, par exemple une propriété de 51 % ou un certificat.',
    ]),
    part('Evidence', 'Preuve', ['A document that shows a claim.', 'Un document qui montre une affirmation.']),
    part('Finding', 'Constat', [
      'What a verifier says of one claim: met, not met, or more information needed.',
      'Ce qu’une personne qui vérifie dit d’une affirmation : conforme, non conforme, ou à compléter.',
    ]),
    part('Verdict', 'Verdict', [
      'What a definition says of a vendor: qualifies, does not qualify, or not enough is known.',
      'Ce qu’une définition dit d’un fournisseur : admissible, non admissible, ou pas assez de renseignements.',
    ]),
    part('Feed', 'Fil', [
      'The numbered events of one institution, in order.',
      'Les événements numérotés d’une institution, dans l’ordre.',
    ]),
  ],
};

const privacy: Article = {
  slug: 'privacy',
  title: { en: 'Privacy', fr: 'Vie privée' },
  lead: {
    en: 'What is kept, who sees it, and what you can do about it.',
    fr: 'Ce qui est conservé, qui le voit et ce que vous pouvez y faire.',
  },
  parts: [
    part('What institutions see', 'Ce que voient les institutions', [
      'An institution that recognises you receives your firm’s name, contact, places, commodities and the verdict. It sees the criteria only with your consent, given for that institution alone, which you can withdraw at any time. Documents never leave the network.',
      'Une institution qui vous reconnaît reçoit le nom de l’entreprise, ses coordonnées, ses lieux, ses produits et services, et le verdict. Elle ne voit les critères qu’avec votre consentement, donné pour elle seule et que vous pouvez retirer à tout moment. Les documents ne quittent jamais le réseau.',
    ]),
    part(
      'How it is kept',
      'Comment c’est conservé',
      [
        'In Canada, encrypted under a key of your firm’s own. The audit log holds codes and ids only, never what people wrote.',
        'Au Canada, chiffré sous une clé propre à votre entreprise. Le journal ne contient que des codes et des identifiants, jamais ce que des personnes ont écrit.',
      ],
      [
        '“My data” gives you everything that is held about your firm. Each look at a document by a verifier is recorded.',
        '« Mes données » vous remet tout ce qui est détenu sur votre entreprise. Chaque consultation d’un document par une personne qui vérifie est consignée.',
      ],
      [
        'There you can also close the account: nothing is shared any more, and when the time that the law asks us to keep records is over, everything is erased.',
        'Vous pouvez aussi y fermer le compte : plus rien n’est communiqué, et quand le temps de conservation que la loi demande est passé, tout est effacé.',
      ],
    ),
    part('Cookies', 'Témoins', [
      'Only those that keep you signed in and keep what you typed when a session ends. Nothing follows you.',
      'Seulement ceux qui maintiennent votre session et gardent ce que vous avez saisi quand elle prend fin. Rien ne vous suit.',
    ]),
  ],
};

const accessibility: Article = {
  slug: 'accessibility',
  title: { en: 'Accessibility', fr: 'Accessibilité' },
  lead: {
    en: 'Made to be used by everyone, on any device.',
    fr: 'Fait pour être utilisé par tout le monde, sur tout appareil.',
  },
  parts: [
    part('What we aim for', 'Ce que nous visons', [
      'WCAG 2.2, level AA, on every page, in both languages. Everything works with the keyboard alone, with a screen reader, at 400 % zoom, and without scripts.',
      'Les WCAG 2.2, niveau AA, à chaque page, dans les deux langues. Tout fonctionne au clavier seul, avec un lecteur d’écran, à 400 % d’agrandissement et sans scripts.',
    ]),
    part('Known limits', 'Limites connues', [
      'The page images of uploaded documents are as legible as the document. The text that could be read on them is beside each image; on a photo or a scan there may be none.',
      'Les images de pages des documents remis sont aussi lisibles que le document. Le texte qui a pu y être lu se trouve à côté ; sur une photo ou une numérisation, il peut manquer.',
    ]),
    part('If something is in your way', 'Si quelque chose vous gêne', [
      'Tell whoever runs this network, in either language: what you wanted to do, on which page, and with which device.',
      'Dites-le à qui gère ce réseau, dans l’une ou l’autre langue : ce que vous vouliez faire, à quelle page et avec quel appareil.',
    ]),
  ],
};

export const articles: readonly Article[] = [suppliers, verifiers, integrators, glossary, privacy, accessibility];
