import type { Role } from '#schemas/authorisation.ts';
import type { Language } from '#schemas/primitives.ts';

/** Someone who can sign in to the demonstration. All are invented; `example.org` and `example.ca` reach nobody. */
export type SamplePerson = {
  /** Stable id, what the identity provider calls `sub`. */
  id: string;
  name: string;
  email: string;
  language: Language;
  /** `person`: acts for a supplier. */
  role: Extract<Role, 'person' | 'verifier' | 'buyer' | 'operator'>;
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
  email: `${local}@${role === 'person' ? 'example.ca' : 'example.org'}`,
  language,
  role,
  ...(actsFor === undefined ? {} : { actsFor }),
});

export const people: readonly SamplePerson[] = [
  person('person', 'Amélie Fontaine', 'amelie.fontaine', 'fr', 'atelier-fontaine'),
  person('person', 'Priya Raman', 'priya.raman', 'en', 'raman-print'),
  person('person', 'Nadia Osei', 'nadia.osei', 'en', 'osei-catering'),
  person('person', 'Mei-Ling Tran', 'meiling.tran', 'en', 'tran-translations'),
  person('person', 'Harold Whitcombe', 'harold.whitcombe', 'en', 'silver-birch'),
  person('person', 'Josée Pelletier', 'josee.pelletier', 'fr', 'carrefour-tremplin'),
  person('person', 'Luc Gagnon', 'luc.gagnon', 'fr', 'ateliers-boreal'),
  person('person', 'Dawn Moonias', 'dawn.moonias', 'en', 'cedar-river'),
  person('person', 'Fatou Diallo', 'fatou.diallo', 'fr', 'diallo-securite'),
  person('person', 'Omar Haddad', 'omar.haddad', 'fr', 'haddad-code'),
  person('person', 'Renée Thibault', 'renee.thibault', 'fr', 'thibault-paysage'),
  person('person', 'Greg Lawson', 'greg.lawson', 'en', 'lawson-supply'),
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
