import type * as z from 'zod';
import en from 'zod/v4/locales/en.js';
import frCA from 'zod/v4/locales/fr-CA.js';
import type { Bilingual } from '#schemas/primitives.ts';
import { refusals } from '#schemas/refusals.ts';
import type { Remark } from '#schemas/remark.ts';

/** A place in a definition, from its root. */
export type Path = readonly PropertyKey[];

const said = {
  'unknown-group': (name: string) => ({
    fr: `Le groupe « ${name} » n’est pas dans le vocabulaire du réseau.`,
    en: `The group “${name}” is not in the network’s vocabulary.`,
  }),
  'unknown-flag': (name: string) => ({
    fr: `L’énoncé « ${name} » n’est pas dans le vocabulaire du réseau.`,
    en: `The statement “${name}” is not in the network’s vocabulary.`,
  }),
  'unknown-certification': (name: string) => ({
    fr: `La certification « ${name} » n’est pas dans le vocabulaire du réseau.`,
    en: `The certification “${name}” is not in the network’s vocabulary.`,
  }),
  'unknown-table': (name: string) => ({
    fr: `Aucune table de réciprocité ne s’appelle « ${name} ».`,
    en: `No reciprocity table is called “${name}”.`,
  }),
  'repeated-id': (name: string) => ({
    fr: `Deux critères portent l’identifiant « ${name} » : on ne saurait dire lequel explique un verdict.`,
    en: `Two criteria have the id “${name}”: a verdict could not say which one explains it.`,
  }),
  'reciprocity-cycle': (names: string) => ({
    fr: `Cette table tourne en rond : ${names}.`,
    en: `This table goes round in a circle: ${names}.`,
  }),
  'repeated-table': (name: string) => ({
    fr: `La table « ${name} » existe deux fois dans cette version.`,
    en: `The table “${name}” exists twice in this version.`,
  }),
  'always-met': () => ({
    fr: 'Toute entreprise remplit ce critère : il ne demande rien.',
    en: 'Every firm meets this criterion: it asks for nothing.',
  }),
  'never-met': () => ({
    fr: 'Aucune entreprise ne peut remplir cette condition.',
    en: 'No firm can meet this condition.',
  }),
  'nobody-qualifies': () => ({
    fr: 'Aucune entreprise ne peut répondre à cette définition.',
    en: 'No firm can qualify under this definition.',
  }),
  'not-checked': () => ({
    fr: 'Cette règle est trop complexe : on n’a pas pu vérifier qu’une entreprise peut y répondre.',
    en: 'This rule is too complex: it could not be checked that any firm can qualify.',
  }),
  'parts-not-checked': () => ({
    fr: 'Cette règle est trop complexe : on n’a pas pu vérifier si certaines de ses conditions sont inutiles.',
    en: 'This rule is too complex: it could not be checked whether some of its conditions are idle.',
  }),
  'everybody-qualifies': () => ({
    fr: 'Toute entreprise répond à cette définition, même inconnue.',
    en: 'Every firm qualifies under this definition, even one nothing is known of.',
  }),
  'idle-part': () => ({
    fr: 'Cette condition peut être retirée sans rien changer pour aucune entreprise.',
    en: 'This condition can be left out without changing anything for any firm.',
  }),
  'single-part': () => ({
    fr: 'Cette liste ne contient qu’une condition : la condition seule suffit.',
    en: 'This list holds a single condition: the condition alone is enough.',
  }),
  'double-negation': () => ({
    fr: 'Deux négations se suivent et s’annulent.',
    en: 'Two negations follow each other and cancel out.',
  }),
  'counts-to-all': () => ({
    fr: 'Ce nombre demande toutes les conditions : dites « toutes ».',
    en: 'This number asks for all conditions: say “all”.',
  }),
  'counts-to-any': () => ({
    fr: 'Ce nombre se contente d’une condition : dites « une ».',
    en: 'This number is content with one condition: say “any”.',
  }),
  'implied-part': (name: string) => ({
    fr: `Cette condition ne change rien à côté de « ${name} ».`,
    en: `This condition changes nothing beside “${name}”.`,
  }),
  'contradicts-part': (name: string) => ({
    fr: `Cette condition ne peut pas être remplie avec « ${name} ».`,
    en: `This condition cannot be met together with “${name}”.`,
  }),
} satisfies Record<string, (name: string) => Bilingual>;
export type Code = keyof typeof said;

export const remarkOf = (severity: Remark['severity'], path: Path, code: Code, name = ''): Remark => ({
  severity,
  path: path.map(String).join('.'),
  code,
  message: said[code](name),
});

const locales = { fr: frCA().localeError, en: en().localeError };
const inLanguage = (issue: z.core.$ZodIssue, language: 'fr' | 'en'): string => {
  const own = issue.code === 'custom' ? refusals[String(issue.params?.code)] : undefined;
  if (own !== undefined) return own[language];
  const text = locales[language](issue as z.core.$ZodRawIssue);
  return typeof text === 'string' ? text : (text?.message ?? issue.message);
};

const codeOf = (issue: z.core.$ZodIssue): string =>
  issue.code === 'custom' ? String(issue.params?.code) : issue.code.replaceAll('_', '-');

/** More remarks than this help nobody. */
export const MOST = 200;

const placed = (issue: z.core.$ZodIssue): { issue: z.core.$ZodIssue; path: Path }[] =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.slice(0, MOST).map((key) => ({ issue: { ...issue, keys: [key] }, path: [...issue.path, key] }))
    : [{ issue, path: issue.path }];

/** What the schema refuses, each at the exact key. */
export const refused = (error: z.ZodError): Remark[] =>
  error.issues
    .flatMap(placed)
    .slice(0, MOST)
    .map(({ issue, path }) => ({
      severity: 'error',
      path: path.map(String).join('.'),
      code: codeOf(issue),
      message: { fr: inLanguage(issue, 'fr'), en: inLanguage(issue, 'en') },
    }));
