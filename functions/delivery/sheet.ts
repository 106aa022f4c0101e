import { regionName } from '#definitions/asked.ts';
import type { Cell, Sheet } from '#platform/spreadsheet.ts';
import { commodities } from '#schemas/commodities.ts';
import type { QualifiedData } from '#schemas/events/v1.ts';
import type { Assurance } from '#schemas/facts.ts';
import type { Bilingual, Language } from '#schemas/primitives.ts';

const assurances: Record<Assurance, Bilingual> = {
  declared: { fr: 'déclaré', en: 'declared' },
  documented: { fr: 'documenté', en: 'documented' },
  verified: { fr: 'vérifié', en: 'verified' },
};
const languages: Record<Language, Bilingual> = {
  fr: { fr: 'français', en: 'French' },
  en: { fr: 'anglais', en: 'English' },
};

type Column = { title: Bilingual; of: (vendor: QualifiedData, language: Language) => Cell };
const known: Readonly<Record<string, Bilingual>> = commodities;
const number = (scheme: string) => (data: QualifiedData) =>
  data.vendor.identifiers.find((one) => one.scheme === scheme)?.id ?? '';

/** The columns of the vendors' list, in their order. */
const columns: readonly Column[] = [
  { title: { fr: 'Identifiant', en: 'Identifier' }, of: ({ vendor }) => vendor.id },
  { title: { fr: 'Nom légal', en: 'Legal name' }, of: ({ vendor }) => vendor.legalName },
  { title: { fr: 'Nom commercial', en: 'Operating name' }, of: ({ vendor }) => vendor.operatingName ?? '' },
  { title: { fr: 'Numéro d’entreprise', en: 'Business Number' }, of: number('CA-CRA_ACR') },
  { title: { fr: 'NEQ', en: 'NEQ' }, of: number('CA-QC-NEQ') },
  { title: { fr: 'Courriel', en: 'E-mail' }, of: ({ vendor }) => vendor.email },
  { title: { fr: 'Téléphone', en: 'Telephone' }, of: ({ vendor }) => vendor.phone ?? '' },
  { title: { fr: 'Site Web', en: 'Website' }, of: ({ vendor }) => vendor.website ?? '' },
  { title: { fr: 'Langue', en: 'Language' }, of: ({ vendor }, language) => languages[vendor.language][language] },
  {
    title: { fr: 'Produits et services (UNSPSC)', en: 'Commodities (UNSPSC)' },
    of: (data, language) => data.commodities.map(({ id }) => `${id} ${known[id]?.[language] ?? ''}`.trim()).join('; '),
  },
  {
    title: { fr: 'Lieux', en: 'Places' },
    of: ({ places }, language) => places.map(({ region }) => regionName(region, language)).join('; '),
  },
  { title: { fr: 'Certifié le', en: 'Certified on' }, of: ({ certification }) => ({ day: certification.certifiedOn }) },
  {
    title: { fr: 'Fin de la certification', en: 'Certification ends' },
    of: ({ certification }) => ({ day: certification.expiresOn }),
  },
  {
    title: { fr: 'Définition', en: 'Definition' },
    of: ({ verdict }) => `${verdict.definition} (${verdict.definitionVersion})`,
  },
  {
    title: { fr: 'Degré de certitude', en: 'Assurance' },
    of: ({ verdict }, language) => (verdict.assurance ? assurances[verdict.assurance][language] : ''),
  },
  {
    title: { fr: 'Verdict valable jusqu’au', en: 'Verdict valid until' },
    of: ({ verdict }) => (verdict.validUntil ? { day: verdict.validUntil } : ''),
  },
];

/** The vendors that an institution recognises, as a table in one language. */
export const vendorSheet = (vendors: readonly QualifiedData[], language: Language): Sheet => ({
  name: language === 'fr' ? 'Fournisseurs reconnus' : 'Recognized vendors',
  columns: columns.map(({ title }) => title[language]),
  rows: vendors.map((vendor) => columns.map(({ of }) => of(vendor, language))),
});
