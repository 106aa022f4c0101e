import { type Article, part } from '../article.ts';

export const operators: Article = {
  slug: 'operators',
  title: { en: 'The operator’s guide', fr: 'Le guide de la gestion du réseau' },
  lead: {
    en: 'What the network’s operators see to, and where.',
    fr: 'À quoi veillent les personnes qui gèrent le réseau, et où.',
  },
  parts: [
    part('Each morning', 'Chaque matin', [
      '“Network” shows what came, what waits, how long decisions take, which certifications end and whose events wait to be delivered. Submissions count every case that was opened, including those withdrawn or lapsed since.',
      '« Réseau » montre ce qui est arrivé, ce qui attend, combien de temps prennent les décisions, quelles certifications prennent fin et quels événements attendent d’être livrés. Les demandes comptent chaque dossier ouvert, y compris ceux qui ont été retirés ou sont devenus caducs depuis.',
    ]),
    part('Institutions and their systems', 'Les institutions et leurs systèmes', [
      'Under “Institutions”, change how one connects, and make or remove the clients with which its systems sign in. An institution’s own people can do the latter themselves, under “Our vendors”.',
      'Sous « Institutions », changez la façon dont chacune se raccorde, et créez ou retirez les clients techniques avec lesquels ses systèmes se connectent. L’institution peut aussi gérer elle-même ces clients, sous « Nos fournisseurs ».',
    ]),
    part(
      'People, roles and sessions',
      'Personnes, rôles et sessions',
      [
        'Under “People and roles”, give and remove roles; your own can be removed only by somebody else.',
        'Sous « Personnes et rôles », donnez et retirez des rôles ; seule une autre personne peut retirer le vôtre.',
      ],
      [
        'Somebody has left, or lost a device? End their sessions there: everything open anywhere is refused within half a minute. A person without a role is found by the line of the audit log that names them.',
        'Quelqu’un est parti, ou a perdu un appareil ? Mettez fin à ses sessions au même endroit : tout ce qui est ouvert, où que ce soit, est refusé en une demi-minute au plus. Une personne sans rôle se trouve par la ligne du journal d’audit qui la nomme.',
      ],
    ),
    part(
      'Observations on automated decisions',
      'Observations sur des décisions automatisées',
      [
        'A verdict, the end of a certification, a lapsed submission or a refused file is decided by fixed rules. A firm may say what a person should know; under “Observations” you read it with what the decision went by, look at the decision again, and answer in the firm’s language.',
        'Un verdict, la fin d’une certification, une demande caduque ou un fichier refusé se décide selon des règles fixes. Une entreprise peut dire ce qu’une personne devrait savoir ; sous « Observations », vous le lisez avec ce sur quoi la décision repose, revoyez la décision et répondez dans la langue de l’entreprise.',
      ],
      [
        'If it is to be decided anew, see to that first, then answer: an answer is sent once and cannot be changed.',
        'Si la décision est à reprendre, faites d’abord le nécessaire, puis répondez : une réponse ne s’envoie qu’une fois et ne se modifie plus.',
      ],
    ),
    part(
      'The register of confidentiality incidents',
      'Le registre des incidents de confidentialité',
      [
        'Under “Incidents”, note every confidentiality incident as soon as you know of it, even where nobody could come to harm; complete it as more is known. Each change is one more version, and none is lost.',
        'Sous « Incidents », inscrivez chaque incident de confidentialité dès que vous en avez connaissance, même quand personne ne pourrait en subir un préjudice ; complétez-le à mesure que l’on en sait plus. Chaque changement est une version de plus, et aucune ne se perd.',
      ],
      [
        'With a risk of serious injury, the Commission and the persons concerned are told; the incident cannot be closed before both notices are in the register. Entries are kept for at least five years.',
        'Si un incident présente un risque de préjudice sérieux, la Commission et les personnes concernées sont avisées ; l’incident ne se ferme pas avant que les deux avis figurent au registre. Les inscriptions se conservent au moins cinq ans.',
      ],
    ),
    part('The audit log', 'Le journal d’audit', [
      'Every change, and every look at what is confidential, is a line of the audit log: who, what, which record, never what was in it. Each line can be proven against a tree head signed every hour.',
      'Chaque changement, et chaque consultation de ce qui est confidentiel, est une ligne du journal d’audit : qui, quoi, quel enregistrement, jamais son contenu. Chaque ligne peut être prouvée à partir d’une tête de l’arbre, signée chaque heure.',
    ]),
  ],
};
