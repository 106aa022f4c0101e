import type { Language } from '#schemas/primitives.ts';

/** Someone who can sign in to the demonstration. All are invented; `example.org` and `example.ca` reach nobody. */
export type SamplePerson = {
  /** Stable id, what the identity provider calls `sub`. */
  id: string;
  name: string;
  email: string;
  language: Language;
  role: 'supplier' | 'verifier' | 'buyer' | 'operator';
  /** The supplier (by sample id) or institution that the person acts for. */
  actsFor?: string;
};

const person = (
  role: SamplePerson['role'],
  name: string,
  local: string,
  language: Language,
  actsFor?: string,
): SamplePerson => ({
  id: `sample-${local.replaceAll('.', '-')}`,
  name,
  email: `${local}@${role === 'supplier' ? 'example.ca' : 'example.org'}`,
  language,
  role,
  ...(actsFor === undefined ? {} : { actsFor }),
});

export const people: readonly SamplePerson[] = [
  person('supplier', 'Amélie Fontaine', 'amelie.fontaine', 'fr', 'atelier-fontaine'),
  person('supplier', 'Priya Raman', 'priya.raman', 'en', 'raman-print'),
  person('supplier', 'Nadia Osei', 'nadia.osei', 'en', 'osei-catering'),
  person('supplier', 'Mei-Ling Tran', 'meiling.tran', 'en', 'tran-translations'),
  person('supplier', 'Harold Whitcombe', 'harold.whitcombe', 'en', 'silver-birch'),
  person('supplier', 'Josée Pelletier', 'josee.pelletier', 'fr', 'carrefour-tremplin'),
  person('supplier', 'Luc Gagnon', 'luc.gagnon', 'fr', 'ateliers-boreal'),
  person('supplier', 'Dawn Moonias', 'dawn.moonias', 'en', 'cedar-river'),
  person('supplier', 'Fatou Diallo', 'fatou.diallo', 'fr', 'diallo-securite'),
  person('supplier', 'Omar Haddad', 'omar.haddad', 'fr', 'haddad-code'),
  person('supplier', 'Renée Thibault', 'renee.thibault', 'fr', 'thibault-paysage'),
  person('supplier', 'Greg Lawson', 'greg.lawson', 'en', 'lawson-supply'),
  person('verifier', 'Marie-Claude Roy', 'marieclaude.roy', 'fr'),
  person('verifier', 'Daniel Okafor', 'daniel.okafor', 'en'),
  /** Reads second and hears appeals: never a case that one of the others decided alone. */
  person('verifier', 'Sylvie Arsenault', 'sylvie.arsenault', 'fr'),
  person('buyer', 'Karen Mitchell', 'karen.mitchell', 'en', 'city-of-toronto'),
  person('buyer', 'Anil Gupta', 'anil.gupta', 'en', 'university-of-toronto'),
  person('buyer', 'Chantal Bergeron', 'chantal.bergeron', 'fr', 'hopital-du-havre'),
  person('buyer', 'Étienne Lavoie', 'etienne.lavoie', 'fr', 'transport-sainte-rive'),
  person('operator', 'Isabelle Côté', 'isabelle.cote', 'fr'),
];
