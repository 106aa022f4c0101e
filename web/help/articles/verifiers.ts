import { type Article, part } from '../article.ts';

export const verifiers: Article = {
  slug: 'verifiers',
  title: { en: 'The verifier’s guide', fr: 'Le guide de la vérification' },
  lead: {
    en: 'How a case is taken, examined, answered and decided.',
    fr: 'Comment un dossier est pris, examiné, complété et décidé.',
  },
  parts: [
    part('What is due when', 'Les délais', [
      'A review is due 10 business days after the submission, a second reading 3 business days after the proposal. “Due soon” shows what has 2 business days or fewer left. While the supplier has a question to answer, the time stands still.',
      'L’examen doit être terminé 10 jours ouvrables après l’envoi, une seconde lecture 3 jours ouvrables après la proposition. « Échéance proche » montre les dossiers à qui il reste 2 jours ouvrables ou moins. Tant que le fournisseur a une question à répondre, le temps ne court pas.',
    ]),
    part('Taking a case', 'Prendre un dossier en charge', [
      'The queue shows what is due first. Taking a case holds it for you for a limited time, which each saved finding extends; give it back when you stop. If you know the firm or its people, declare a conflict of interest: you will see none of its cases again.',
      'La file montre d’abord les échéances les plus proches. Prendre un dossier en charge vous le réserve pour un temps limité, que chaque constat enregistré prolonge ; rendez-le quand vous arrêtez. Si vous connaissez l’entreprise ou des personnes qui en font partie, déclarez un conflit d’intérêts : vous ne verrez plus aucun de ses dossiers.',
    ]),
    part(
      'Looking at the evidence',
      'Regarder les preuves',
      [
        'Each line of the checklist is one claim. Its documents open beside it as page images with the text that was read. The original is only ever downloaded.',
        'Chaque ligne de la liste est une affirmation. Ses documents s’ouvrent à côté en images de pages, avec le texte qui y a été lu. L’original ne peut qu’être téléchargé.',
      ],
      [
        'Forms show what was filled in, and the text lists each field with its value, the notes, and who signed. An electronic signature is shown but not checked: the name is what the file says.',
        'Les formulaires montrent ce qui y a été inscrit, et le texte énumère chaque champ avec sa valeur, les notes et les signataires. Une signature électronique est montrée, mais non vérifiée : le nom est celui que donne le fichier.',
      ],
      [
        'What the automatic checks found helps you look; it decides nothing.',
        'Ce que les contrôles automatiques ont trouvé vous aide à regarder ; cela ne décide de rien.',
      ],
    ),
    part(
      'Line by line',
      'Ligne par ligne',
      [
        'Identity: the name and the number in the articles are those of the form, letter for letter. Ownership: the shares in the register add up to the form’s, and its date is not older than the last change. An owner: a document or the attestation says what is claimed, no more.',
        'Identité : le nom et le numéro des statuts sont ceux de la demande, à la lettre près. Propriété : les parts du registre s’additionnent comme dans la demande, et sa date n’est pas antérieure au dernier changement. Propriétaire : un document ou l’attestation dit ce qui est affirmé, rien de plus.',
      ],
      [
        'Governance, without owners: the articles or the by-laws say that nobody holds a share of the firm, and which body governs it. How many of its members belong to a group is what they chose to say: the attestation is enough.',
        'Gouvernance, sans propriétaires : les statuts ou les règlements disent que personne ne détient de part de l’entreprise, et quelle instance la gouverne. Le nombre de ses membres qui font partie d’un groupe est ce que ces personnes ont choisi de dire : l’attestation suffit.',
      ],
      [
        'A certificate: issued to this firm, by this body, and in force today; enter its last day. Workforce and revenue: the order of size is what definitions ask about. The attestation: signed by an owner or officer within the last 90 days.',
        'Certificat : délivré à cette entreprise, par cet organisme, et en vigueur aujourd’hui ; saisissez son dernier jour. Effectif et chiffre d’affaires : les définitions demandent l’ordre de grandeur. Attestation : signée par une personne propriétaire ou dirigeante, il y a au plus 90 jours.',
      ],
    ),
    part('A possible duplicate', 'Un doublon possible', [
      'The checks tell when a file or a number was already given by another supplier. It may be the same firm under a second account, a branch, or a copied document. Ask before you decide; such a case is read by two people.',
      'Les contrôles signalent un fichier ou un numéro déjà fourni par un autre fournisseur. Ce peut être la même entreprise sous un second compte, une succursale ou un document copié. Posez la question avant de décider ; un tel dossier est lu par deux personnes.',
    ]),
    part(
      'Asking and deciding',
      'Demander et décider',
      [
        'Choose a reason for what is not met: the supplier reads it in their own language, with your note. Before you send a request or a decision, you see what the supplier will read.',
        'Choisissez un motif pour ce qui n’est pas conforme : le fournisseur le lit dans sa langue, avec votre note. Avant d’envoyer une demande ou une décision, vous voyez ce que le fournisseur lira.',
      ],
      [
        'Some decisions go to a second reader, who confirms or returns them. Nobody does the second reading of their own decision.',
        'Certaines décisions vont en seconde lecture, où une autre personne les confirme ou les renvoie. Personne ne fait la seconde lecture de sa propre décision.',
      ],
    ),
    part('Ask, approve or reject', 'Demander, approuver ou refuser', [
      'Ask where something could still be shown: the supplier is asked for the lines marked “More information needed”, and only these. Approve when what has to be shown is met; a line that only says more than needed can stay open. Reject when it is plain that it cannot be met, with the reason on its line.',
      'Demandez là où quelque chose pourrait encore être montré : le fournisseur n’est interrogé que sur les lignes marquées « Il faut plus de renseignements ». Approuvez quand ce qui doit être montré l’est ; une ligne qui en dit plus que nécessaire peut rester ouverte. Refusez quand il est clair que cela ne peut l’être, avec le motif sur la ligne.',
    ]),
    part('What you never do', 'Ce que vous ne faites jamais', [
      'You do not decide on a firm that you know, judge by what is not in the file, keep a copy of a document, or write a note that you would not read aloud to the supplier. Each look at a document is in the audit log.',
      'Vous ne décidez pas d’une entreprise que vous connaissez, ne jugez pas sur ce qui n’est pas au dossier, ne gardez copie d’aucun document et n’écrivez aucune note que vous ne liriez pas à voix haute au fournisseur. Chaque consultation d’un document figure au journal d’audit.',
    ]),
    part('By keyboard', 'Au clavier', [
      'In a case, press ? for the sheet of shortcuts; it also turns them off. Tab and Enter always reach everything.',
      'Dans un dossier, appuyez sur ? pour la feuille des raccourcis ; elle permet aussi de les désactiver. Tab et Entrée mènent toujours à tout.',
    ]),
  ],
};
