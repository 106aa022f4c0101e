import type { EventType } from '#schemas/events/v1.ts';
import type { Institution } from '#schemas/institution.ts';
import type { Bilingual, Language } from '#schemas/primitives.ts';

/** One vendor's latest news. */
export type Told = { type: EventType; name: string };

const headings: Record<EventType, Bilingual> = {
  'vendor.qualified.v1': { fr: 'Nouvellement reconnus', en: 'Newly recognized' },
  'vendor.updated.v1': { fr: 'Modifiés', en: 'Changed' },
  'vendor.expiring.v1': { fr: 'Bientôt à échéance', en: 'About to expire' },
  'vendor.disqualified.v1': { fr: 'Plus reconnus', en: 'No longer recognized' },
};

const said = {
  subject: { fr: 'Fournisseurs reconnus\u00a0: ce qui a changé', en: 'Recognized vendors: what changed' },
  count: {
    fr: (n: number) =>
      `${n} fournisseur${n < 2 ? '' : 's'} reconnu${n < 2 ? '' : 's'} aujourd’hui; la liste est jointe.`,
    en: (n: number) => `${n} vendor${n === 1 ? '' : 's'} recognized today; the list is attached.`,
  },
};

const inLanguage = ({ name }: Institution, told: readonly Told[], vendors: number, language: Language): string => {
  const parts = (Object.keys(headings) as EventType[]).flatMap((type) => {
    const names = told.filter((one) => one.type === type).map((one) => `- ${one.name}`);
    return names.length > 0 ? [`${headings[type][language]} (${names.length})\n${names.join('\n')}`] : [];
  });
  return [name[language], ...parts, said.count[language](vendors)].join('\n\n');
};

/** The digest in both languages, the institution's own first. */
export const tellDigest = (profile: Institution, told: readonly Told[], vendors: number) => {
  const languages: Language[] = profile.language === 'fr' ? ['fr', 'en'] : ['en', 'fr'];
  return {
    subject: languages.map((one) => said.subject[one]).join(' · '),
    text: languages.map((one) => inLanguage(profile, told, vendors, one)).join('\n\n—\n\n'),
  };
};
