import { type Article, part } from '../article.ts';

export const glossary: Article = {
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
      'Un organisme public qui achète : une ville, une université, un hôpital. Il garde sa propre définition.',
    ]),
    part('Definition', 'Définition', [
      'The rule by which one institution says who is a diverse supplier, with its source and version.',
      'La règle par laquelle une institution dit qui est un fournisseur issu de la diversité, avec sa source et sa version.',
    ]),
    part('Criterion', 'Critère', [
      'One part of a definition, such as ownership of 51% or a certificate.',
      'Une partie d’une définition, par exemple une propriété de 51 % ou un certificat.',
    ]),
    part('Evidence', 'Preuve', ['A document that shows a claim.', 'Un document qui montre une affirmation.']),
    part('Finding', 'Constat', [
      'What a verifier says of one claim: met, not met, or more information needed.',
      'Ce qu’une personne qui vérifie dit d’une affirmation : conforme, non conforme, ou à compléter.',
    ]),
    part('Verdict', 'Verdict', [
      'What a definition says of a vendor: qualifies, does not qualify, or is undetermined because not enough is known.',
      'Ce qu’une définition dit d’un fournisseur : admissible, non admissible, ou indéterminé, faute de renseignements.',
    ]),
    part('Assurance', 'Degré de certitude', [
      'How well something is known: declared by the supplier, shown by a document, or verified by a person or at its source. A definition says which it asks for.',
      'À quel point une chose est connue : déclarée par le fournisseur, montrée par un document, ou vérifiée par une personne ou à la source. Une définition dit lequel elle demande.',
    ]),
    part('Attestation', 'Attestation', [
      'The statement, signed and dated, by which the supplier answers for what the form says.',
      'La déclaration, signée et datée, par laquelle le fournisseur répond de ce que dit la demande.',
    ]),
    part('Consent', 'Consentement', [
      'The supplier’s permission for one institution to see the verdict criterion by criterion. It can be withdrawn.',
      'La permission que donne le fournisseur à une institution de voir le verdict critère par critère. Elle peut être retirée.',
    ]),
    part('Second reader', 'Seconde lecture', [
      'A verifier who confirms or returns what another has proposed, where the network’s policy asks for two.',
      'Une personne qui confirme ou renvoie ce qu’une autre a proposé, là où la politique du réseau en demande deux.',
    ]),
    part('Commodity (UNSPSC)', 'Produit ou service (UNSPSC)', [
      'What a vendor sells, by an international code of 8 digits in 4 levels: segment, family, class, commodity.',
      'Ce que vend un fournisseur, selon un code international de 8 chiffres à 4 niveaux : segment, famille, classe, produit.',
    ]),
    part('Business Number (BN)', 'Numéro d’entreprise (NE)', [
      'The 9 digits under which the Canada Revenue Agency knows a firm.',
      'Les 9 chiffres sous lesquels l’Agence du revenu du Canada connaît une entreprise.',
    ]),
    part('NEQ', 'NEQ', [
      'The 10 digits under which Québec’s enterprise register knows a firm.',
      'Les 10 chiffres sous lesquels le Registraire des entreprises du Québec connaît une entreprise.',
    ]),
    part('Endpoint', 'Point de réception', [
      'The address of an institution’s system to which signed events are sent.',
      'L’adresse du système d’une institution à laquelle sont envoyés les événements signés.',
    ]),
    part('Feed', 'Fil', [
      'The numbered events of one institution, in order.',
      'Les événements numérotés d’une institution, dans l’ordre.',
    ]),
  ],
};
