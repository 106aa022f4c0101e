import type * as z from 'zod';
import type { lintFinding } from '#schemas/api/network.ts';
import type { Criterion, Rule } from '#schemas/definition.ts';
import type { Bilingual } from '#schemas/primitives.ts';
import type { Vocabulary } from '#schemas/vocabulary.ts';

export type Finding = z.infer<typeof lintFinding>;
type Known = { vocabulary: Vocabulary; reciprocity: ReadonlySet<string> };

/** Deep enough for any policy read so far, shallow enough to explain to a person. */
const deepest = 8;

const unknownWord = (kind: 'group' | 'certification' | 'flag', word: string, path: string): Finding => {
  const names: Record<typeof kind, Bilingual> = {
    group: { fr: 'Le groupe', en: 'The group' },
    certification: { fr: 'La certification', en: 'The certification' },
    flag: { fr: 'Le marqueur', en: 'The flag' },
  };
  return {
    severity: 'error',
    code: `unknown-${kind}`,
    path,
    text: {
      fr: `${names[kind].fr} « ${word} » n’est pas dans le vocabulaire du réseau.`,
      en: `${names[kind].en} “${word}” is not in the network’s vocabulary.`,
    },
  };
};

const criterionFindings = (c: Criterion, path: string, { vocabulary, reciprocity }: Known): Finding[] => {
  const has = (kind: keyof Vocabulary, word: string) => Object.hasOwn(vocabulary[kind], word);
  switch (c.kind) {
    case 'ownership':
    case 'workforce':
    case 'control':
      return c.groups.flatMap((group, i) =>
        has('groups', group) ? [] : [unknownWord('group', group, `${path}.groups.${i}`)],
      );
    case 'certification':
      return [
        ...c.anyOf.flatMap((one, i) =>
          has('certifications', one) ? [] : [unknownWord('certification', one, `${path}.anyOf.${i}`)],
        ),
        ...(c.reciprocity === null || reciprocity.has(c.reciprocity)
          ? []
          : [
              {
                severity: 'error' as const,
                code: 'unknown-reciprocity',
                path: `${path}.reciprocity`,
                text: {
                  fr: `La table de réciprocité « ${c.reciprocity} » n’est pas publiée.`,
                  en: `The reciprocity table “${c.reciprocity}” is not published.`,
                },
              },
            ]),
      ];
    case 'flag':
      return has('flags', c.flag) ? [] : [unknownWord('flag', c.flag, `${path}.flag`)];
    default:
      return [];
  }
};

/** What a person should look at before this rule speaks for their institution. */
export const lintRule = (rule: Rule, known: Known): Finding[] => {
  const ids = new Map<string, string>();
  const walk = (node: Rule, path: string, depth: number): Finding[] => {
    if (depth > deepest)
      return [
        {
          severity: 'error',
          code: 'too-deep',
          path,
          text: { fr: 'La règle compte trop de niveaux.', en: 'The rule has too many levels.' },
        },
      ];
    if (node.kind === 'not') return walk(node.of, `${path}.of`, depth + 1);
    if (node.kind === 'all' || node.kind === 'any' || node.kind === 'atLeast') {
      const tooMany: Finding[] =
        node.kind === 'atLeast' && node.n > node.of.length
          ? [
              {
                severity: 'error',
                code: 'asks-too-many',
                path: `${path}.n`,
                text: {
                  fr: `La règle en demande ${node.n}, mais n’en compte que ${node.of.length} : personne n’y satisfait.`,
                  en: `The rule asks for ${node.n} but has only ${node.of.length}: nobody can meet it.`,
                },
              },
            ]
          : [];
      return [...tooMany, ...node.of.flatMap((part, i) => walk(part, `${path}.of.${i}`, depth + 1))];
    }
    // The same criterion may stand in two branches; two different ones under one id could not be told apart.
    const text = JSON.stringify(node);
    const twice = (ids.get(node.id) ?? text) !== text;
    ids.set(node.id, text);
    return [
      ...(twice
        ? [
            {
              severity: 'error' as const,
              code: 'same-id-twice',
              path: `${path}.id`,
              text: {
                fr: `Deux critères différents portent l’identifiant « ${node.id} ».`,
                en: `Two different criteria have the id “${node.id}”.`,
              },
            },
          ]
        : []),
      ...criterionFindings(node, path, known),
    ];
  };
  return walk(rule, 'rule', 1);
};
