import * as z from 'zod';
import { answered, relations } from '../comparison-records.ts';
import { unboundedRule } from '../definition.ts';
import { bilingual, slug } from '../primitives.ts';
import { operation } from './contract.ts';

const reading = z.enum(['evidence', 'standards']).default('evidence');
/** `not-decided`: not within the steps that a comparison may take. `pending`: not compared yet, for a publication is new. */
const relation = z.enum([...relations, 'pending']);
const named = z.strictObject({ id: slug, institution: slug, version: z.int(), label: bilingual });

export const compareDefinitions = operation({
  name: 'compareDefinitions',
  method: 'GET',
  path: '/v1/comparison',
  action: 'definition.read',
  summary: {
    fr: 'Lire comment deux définitions que nomment des institutions se recoupent pour tous les fournisseurs possibles, exemples à l’appui',
    en: 'Read how two definitions that institutions name relate for all possible suppliers, with examples',
  },
  query: z.strictObject({ a: slug, b: slug, reading }),
  answer: z.strictObject({
    a: named,
    b: named,
    relation,
    aImpliesB: answered,
    bImpliesA: answered,
    disjoint: answered,
    /** What both ask together. `satisfiable`: whether any supplier can qualify under both. */
    core: z.strictObject({ satisfiable: answered, of: z.array(slug), rule: unboundedRule }),
    told: z.strictObject({
      relation: bilingual,
      /** Which suppliers "every" means. */
      reading: bilingual,
      never: z.array(bilingual),
      examples: z.array(z.strictObject({ title: bilingual, facts: z.array(bilingual), outcomes: z.array(bilingual) })),
    }),
  }),
  refusals: ['not-found'],
});

export const readMatrix = operation({
  name: 'readComparisonMatrix',
  method: 'GET',
  path: '/v1/comparison/matrix',
  action: 'definition.read',
  summary: {
    fr: 'Lire comment toutes les définitions en vigueur que nomment des institutions se recoupent',
    en: 'Read how all definitions in force that institutions name relate to each other',
  },
  query: z.strictObject({ reading }),
  answer: z.strictObject({
    reading: z.enum(['evidence', 'standards']),
    definitions: z.array(named),
    /** `relations[i][j]`: the i-th definition as a, the j-th as b. */
    relations: z.array(z.array(relation)),
    /** Whether any supplier can qualify under the i-th. */
    satisfiable: z.array(answered),
  }),
});

export const readCommonCore = operation({
  name: 'readCommonCore',
  method: 'GET',
  path: '/v1/comparison/common-core',
  action: 'definition.read',
  summary: {
    fr: 'Lire ce que plusieurs définitions ont en commun (toutes celles en vigueur, ou celles nommées)',
    en: 'Read what several definitions have in common (all in force, or those named)',
  },
  query: z.strictObject({
    /** Ids separated by commas. */
    definitions: z
      .string()
      .regex(/^[a-z0-9-]+(,[a-z0-9-]+)*$/)
      .optional(),
    kind: z.enum(['all', 'any']).default('all'),
    reading,
  }),
  answer: z.strictObject({
    definitions: z.array(named),
    satisfiable: answered,
    /** The definitions that the rule is made of; each of the others adds nothing to these. */
    of: z.array(slug),
    rule: unboundedRule,
  }),
  refusals: ['not-found'],
});

export const comparisonOperations = [compareDefinitions, readMatrix, readCommonCore] as const;
