import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lint } from '#definitions/lint/lint.ts';
import { type Definition, definition, type Rule } from '#schemas/definition.ts';
import { institution } from '#schemas/institution.ts';
import { vocabulary as vocabularySchema } from '#schemas/vocabulary.ts';
import { institutions } from '../institutions.ts';
import { vocabulary } from '../vocabulary.ts';
import { definitions } from './index.ts';

const criteria = (rule: Rule): Exclude<Rule, { of: unknown }>[] => {
  if (rule.kind === 'not') return criteria(rule.of);
  return 'of' in rule ? rule.of.flatMap(criteria) : [rule];
};
const byId = new Map(definitions.map((one) => [one.id, one]));

describe('the sample network', () => {
  it('has 18 institutions of which only 3 are invented, at every level of connection', () => {
    expect(institutions.map((one) => institution.parse(one))).toHaveLength(18);
    expect(institutions.filter((one) => one.sample)).toHaveLength(3);
    expect(new Set(institutions.map((one) => one.level))).toEqual(new Set([0, 1, 2, 3]));
  });

  it('gives every institution a definition of its own in force', () => {
    for (const one of institutions) expect(byId.get(one.definition)?.institution).toBe(one.institution);
  });

  it('speaks of groups, flags and certifications in both languages', () => {
    expect(vocabularySchema.parse(vocabulary)).toEqual(vocabulary);
  });
});

it.each(['docs/definitions.md', 'docs/definitions.fr.md'])(
  '%s names the source of every published definition',
  (page) => {
    const text = readFileSync(new URL(`../../${page}`, import.meta.url), 'utf8');
    const sites = definitions.flatMap(({ source: { url } }) =>
      url === undefined ? [] : [url.slice('https://'.length)],
    );
    expect(sites.filter((site) => !text.includes(site))).toEqual([]);
  },
);

describe.each(definitions.map((one) => [one.id, one] as const))('definition %s', (_id, one: Definition) => {
  it('is a well-formed definition with both languages in every label and source', () => {
    expect(definition.parse(one)).toEqual(one);
  });

  it('belongs to one of the institutions', () => {
    expect(institutions.map(({ institution }) => institution)).toContain(one.institution);
  });

  it('says that it is our encoding where it was published, and that it is invented where it was not', () => {
    const { sample } = institutions.find(({ institution }) => institution === one.institution)!;
    expect(one.source.status).toBe(sample ? 'sample' : 'published');
    if (sample) {
      expect(one.source.url).toBeUndefined();
      expect(one.source.text.en).toContain('invented');
      expect(one.source.text.fr).toContain('inventée');
    } else {
      expect(one.source.url).toMatch(/^https:\/\//);
      expect(one.source.text.en).toContain('not the institution’s word');
      expect(one.source.text.fr).toContain('pas la parole de l’institution');
    }
  });

  it('can be published as it stands: no name of it states a number that its rule does not ask', () => {
    expect(lint(one, vocabulary).remarks.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('names each criterion once and uses only words of the vocabulary', () => {
    const all = criteria(one.rule);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    const used = all.flatMap((criterion) => {
      if ('groups' in criterion) return criterion.groups.map((word) => vocabulary.groups[word] ?? word);
      if (criterion.kind === 'flag') return [vocabulary.flags[criterion.flag] ?? criterion.flag];
      if (criterion.kind === 'certification')
        return criterion.anyOf.map((word) => vocabulary.certifications[word] ?? word);
      return [];
    });
    expect(used.filter((word) => typeof word === 'string')).toEqual([]);
  });
});
