import { type Article, part } from '../article.ts';

export const suppliers: Article = {
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
        'Use “Would I qualify?” first: a few questions say which institutions would likely recognize your firm. Nothing you enter there is kept.',
        'Commencez par « Serais-je admissible ? » : quelques questions disent quelles institutions reconnaîtraient probablement votre entreprise. Rien de ce que vous y saisissez n’est conservé.',
      ],
      [
        'Have at hand your articles, the share register or partnership agreement, and the certificates you hold, as PDF, JPEG or PNG, up to 10 MB each. A clear photo taken with a phone will do. A form that shows only in Acrobat must be printed to PDF first.',
        'Ayez sous la main vos statuts, le registre des actionnaires ou le contrat de société, et les certificats que vous détenez, en PDF, JPEG ou PNG, d’au plus 10 Mo chacun. Une photo nette prise au téléphone convient. Un formulaire qui ne s’affiche que dans Acrobat doit d’abord être imprimé en PDF.',
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
        'Nobody has to say which groups they belong to. What is not said stays unknown: it is never counted as a no, and you see what it would change.',
        'Dire à quels groupes on appartient n’est jamais obligatoire. Ce qui n’est pas dit reste inconnu : cela ne compte jamais comme un non, et vous voyez ce que cela changerait.',
      ],
    ),
    part(
      'When nobody owns the firm',
      'Quand l’entreprise n’appartient à personne',
      [
        'A non-profit, a co-operative, a mutual or a band can say that it has no owners. It then says who governs it: a board, its members or a band council, and how many they are. Its articles or by-laws show it.',
        'Un organisme sans but lucratif, une coopérative, une mutuelle ou une bande peut dire n’avoir aucun propriétaire. L’organisation dit alors qui la gouverne : un conseil d’administration, ses membres ou un conseil de bande, et combien de personnes y siègent. Ses statuts ou ses règlements le montrent.',
      ],
      [
        'That nobody owns it is an answer: definitions that ask for a share of ownership do not recognize it, and those made for such firms do. A group controls it when its members are more than half of those who govern, as far as they choose to say.',
        'N’appartenir à personne est une réponse : les définitions qui demandent une part de propriété ne la reconnaissent pas, et celles qui sont faites pour elle la reconnaissent. Un groupe la contrôle si ses membres sont plus de la moitié des personnes qui gouvernent, d’après ce qu’elles choisissent de dire.',
      ],
    ),
    part(
      'After you submit',
      'Après l’envoi',
      [
        'You get a receipt that lists every file with its fingerprint (SHA-256). A verifier looks at each claim. The page of your submission says where it stands and by when a decision is due.',
        'Vous recevez un accusé de réception qui donne l’empreinte (SHA-256) de chaque fichier. Une personne examine chaque affirmation. La page de votre demande dit où elle en est et quand la décision doit être rendue.',
      ],
      [
        'If something is missing, you are asked for exactly that, with what would answer it. Only those questions open again.',
        'S’il manque quelque chose, on vous demande exactement cela, en disant ce qui y répondrait. Seules ces questions se rouvrent.',
      ],
    ),
    part(
      'Which document shows what',
      'Quel document montre quoi',
      [
        'Articles show the name, the legal form and the founding day; a share register or partnership agreement shows who owns how much. A certificate speaks for itself: its number and its last day must be legible.',
        'Les statuts montrent le nom, la forme juridique et le jour de fondation ; le registre des actionnaires ou le contrat de société montre qui détient quelle part. Un certificat se suffit à lui-même : son numéro et son dernier jour doivent être lisibles.',
      ],
      [
        'Membership in a group is shown by a status card, a letter of a community or body, or a certificate; often the signed attestation is enough. Send only what shows the claim, and cover what it does not need, such as a health or social insurance number.',
        'L’appartenance à un groupe se montre par une carte de statut, une lettre d’une communauté ou d’un organisme, ou un certificat ; souvent, l’attestation signée suffit. N’envoyez que ce qui montre l’affirmation, et masquez ce qui n’y sert pas, comme un numéro d’assurance maladie ou d’assurance sociale.',
      ],
    ),
    part('How long it takes', 'Combien de temps cela prend', [
      'A decision is due 10 business days after you submit, 3 more where a second person reads the file. You have 20 business days to answer a question, and are reminded 5 days before they end. The page of your submission gives the day that is forecast.',
      'La décision est rendue au plus tard 10 jours ouvrables après l’envoi, 3 de plus si une seconde personne lit le dossier. Vous avez 20 jours ouvrables pour répondre à une question, avec un rappel 5 jours avant la fin. La page de votre demande donne le jour prévu.',
    ]),
    part('If you disagree', 'Si vous n’êtes pas d’accord', [
      'A rejection gives its reasons, criterion by criterion. You can appeal once; somebody who has not seen the case before hears the appeal.',
      'Un refus donne ses motifs, critère par critère. Vous pouvez faire appel une fois ; une personne qui n’a pas encore vu le dossier examine l’appel.',
    ]),
    part(
      'Showing that you are certified',
      'Montrer que l’entreprise est certifiée',
      [
        'The page of your firm gives you a certificate as PDF, with a QR code. Whoever scans it, or enters its number under “Verify a certificate”, sees whether it holds on that day; no account is needed.',
        'La page de votre entreprise vous donne un certificat en PDF, avec un code QR. Quiconque le balaie, ou saisit son numéro sous « Vérifier un certificat », voit, sans compte, s’il est valable ce jour-là.',
      ],
      [
        'It says the name of the firm and the dates, and nothing about its owners.',
        'Il donne le nom de l’entreprise et les dates, et rien sur ses propriétaires.',
      ],
    ),
    part('Several people for one firm', 'Plusieurs personnes pour une entreprise', [
      'An owner of the account invites others: owners can do everything, editors fill in the form and send documents, readers look and change nothing. You send the link yourself; it works once, for seven days.',
      'Une personne propriétaire du compte en invite d’autres : les propriétaires peuvent tout faire, les personnes à la rédaction remplissent le formulaire et envoient les documents, celles à la lecture regardent sans rien changer. Vous envoyez vous-même le lien ; il sert une fois, pendant sept jours.',
    ]),
    part('A decision without a person', 'Une décision prise sans intervention humaine', [
      'Verdicts, the end of a certification, a submission that lapsed and a file refused on arrival are decided by fixed rules. Beside each, you can ask a person to look again and say what they should know.',
      'Les verdicts, la fin d’une certification, une demande caduque et un fichier refusé à son arrivée sont décidés selon des règles fixes. À côté de chacun, vous pouvez demander qu’une personne le revoie et dire ce qu’il faudrait savoir.',
    ]),
    part('Renewing', 'Renouveler', [
      'You are told before the certification ends. The renewal starts from what is on record: check it and change only what changed.',
      'Nous vous prévenons avant la fin de la certification. Le renouvellement part de ce qui est au dossier : vérifiez-le et ne changez que ce qui a changé.',
    ]),
  ],
};
