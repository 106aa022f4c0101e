import type { Language } from '#schemas/primitives.ts';
import type { Outcome } from '#schemas/verdict.ts';
import type { Relation } from './compare.ts';
import type { Reading } from './inquiry.ts';

/** What sentences about two definitions are made of; `a` and `b` are their labels in quotation marks. */
export interface CompareWords {
  quoted: (label: string) => string;
  relation: Record<Relation, (a: string, b: string) => string>;
  reading: Record<Reading, string>;
  never: (a: string) => string;
  only: (a: string, b: string) => string;
  both: (a: string, b: string) => string;
  outcome: Record<Outcome, (label: string) => string>;
  owner: (share: string) => string;
  ofGroup: (group: string, belongs: boolean) => string;
  place: string;
  outside: (region: string) => string;
  allPlaces: string;
  founded: (date: string) => string;
  since: (date: string) => string;
  nothing: string;
}

export const compareWords: Record<Language, CompareWords> = {
  en: {
    quoted: (label) => `“${label}”`,
    relation: {
      equivalent: (a, b) => `${a} and ${b} recognize exactly the same suppliers.`,
      'a-implies-b': (a, b) => `${b} recognizes every supplier that ${a} recognizes, and others.`,
      'b-implies-a': (a, b) => `${a} recognizes every supplier that ${b} recognizes, and others.`,
      disjoint: (a, b) => `No supplier can be recognized by both ${a} and ${b}.`,
      overlapping: (a, b) => `${a} and ${b} share suppliers, and each recognizes some that the other does not.`,
      'not-decided': (a, b) => `How ${a} and ${b} compare was not decided in the time allowed.`,
    },
    reading: {
      evidence: 'Read by evidence alone: a certificate counts only where a definition asks for it.',
      standards: 'Read with certification standards: who holds a certificate is taken to meet its body’s standard.',
    },
    never: (a) => `No supplier can meet ${a}: its conditions contradict each other.`,
    only: (a, b) => `A supplier that ${a} recognizes and ${b} does not`,
    both: (a, b) => `A supplier that both ${a} and ${b} recognize`,
    outcome: {
      qualifies: (label) => `${label} recognizes it.`,
      'does-not-qualify': (label) => `${label} does not recognize it.`,
      undetermined: (label) => `${label} does not recognize it yet: what it asks is not known.`,
    },
    owner: (share) => `An owner of ${share}`,
    ofGroup: (group, belongs) => (belongs ? group : `not of the group “${group}”`),
    place: 'Place of business',
    outside: (region) => `${region}, outside the places named`,
    allPlaces: 'No other place of business',
    founded: (date) => `Founded on ${date}`,
    since: (date) => `established on ${date}`,
    nothing: 'Nothing is known of it.',
  },
  fr: {
    quoted: (label) => `«\u00a0${label}\u00a0»`,
    relation: {
      equivalent: (a, b) => `${a} et ${b} reconnaissent exactement les mêmes fournisseurs.`,
      'a-implies-b': (a, b) => `${b} reconnaît tout fournisseur que ${a} reconnaît, et d’autres.`,
      'b-implies-a': (a, b) => `${a} reconnaît tout fournisseur que ${b} reconnaît, et d’autres.`,
      disjoint: (a, b) => `Aucun fournisseur ne peut être reconnu à la fois par ${a} et par ${b}.`,
      overlapping: (a, b) =>
        `${a} et ${b} ont des fournisseurs en commun, et chacune en reconnaît que l’autre ne reconnaît pas.`,
      'not-decided': (a, b) => `La comparaison de ${a} et de ${b} n’a pas abouti dans le temps imparti.`,
    },
    reading: {
      evidence: 'Lecture selon la preuve seule : un certificat ne compte que là où une définition le demande.',
      standards:
        'Lecture avec les normes de certification : qui détient un certificat est réputé satisfaire à la norme de l’organisme.',
    },
    never: (a) => `Aucun fournisseur ne peut satisfaire à ${a} : ses conditions se contredisent.`,
    only: (a, b) => `Un fournisseur que ${a} reconnaît et que ${b} ne reconnaît pas`,
    both: (a, b) => `Un fournisseur que ${a} et ${b} reconnaissent`,
    outcome: {
      qualifies: (label) => `${label} le reconnaît.`,
      'does-not-qualify': (label) => `${label} ne le reconnaît pas.`,
      undetermined: (label) => `${label} ne le reconnaît pas encore : ce qu’elle demande n’est pas connu.`,
    },
    owner: (share) => `Propriétaire de ${share}`,
    ofGroup: (group, belongs) => (belongs ? group : `hors du groupe «\u00a0${group}\u00a0»`),
    place: 'Établissement',
    outside: (region) => `${region}, hors des lieux nommés`,
    allPlaces: 'Aucun autre établissement',
    founded: (date) => `Fondation le ${date}`,
    since: (date) => `établi le ${date}`,
    nothing: 'On n’en sait rien.',
  },
};

/** What is told of two definitions that have not been compared yet. */
export const pendingTold = (reading: Reading) => ({
  relation: {
    fr: 'Ces définitions n’ont pas encore été comparées : revenez dans quelques minutes.',
    en: 'These definitions have not been compared yet: come back in a few minutes.',
  },
  reading: { fr: compareWords.fr.reading[reading], en: compareWords.en.reading[reading] },
  never: [],
  examples: [],
});
