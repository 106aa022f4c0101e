import { isDeepStrictEqual } from 'node:util';
import type * as z from 'zod';
import { lint } from '#definitions/lint/lint.ts';
import { lintTables } from '#definitions/lint/tables.ts';
import type { Network } from '#platform/network.ts';
import { type FieldReason, Problem } from '#platform/problem.ts';
import type { networkImport } from '#schemas/api/network.ts';
import { definition, reciprocityTable } from '#schemas/definition.ts';
import { institution } from '#schemas/institution.ts';
import { refusals } from '#schemas/refusals.ts';
import { vocabulary } from '#schemas/vocabulary.ts';
import { reasonsAgainst } from './definition-ids.ts';
import type { Publication } from './publication.ts';

type Import = z.infer<typeof networkImport>;

const reason = (field: string, code: string, fr: string, en: string): FieldReason => ({
  field,
  code,
  message: { fr, en },
});

/** A published version never changes, and versions follow each other. */
const versionReason = (field: string, version: number, newest: number): FieldReason | undefined => {
  if (version <= newest)
    return reason(
      field,
      'published-versions-never-change',
      'Cette version est publiée et ne change plus : publiez la suivante.',
      'This version is published and never changes: publish the next one.',
    );
  if (version > newest + 1)
    return reason(
      field,
      'version-skipped',
      `La prochaine version est ${newest + 1}.`,
      `The next version is ${newest + 1}.`,
    );
  return undefined;
};

/** What of an import is new to the network. @throws Problem that names every value that cannot be published. */
export const importInto = (
  network: Network,
  given: Import,
): { publication: Publication; written: number; unchanged: number } => {
  const errors: FieldReason[] = [];
  let unchanged = 0;
  /** Items that are not there word for word already. */
  const fresh = <T>(items: readonly T[], same: (item: T) => unknown, schema: z.ZodObject): [T, number][] =>
    items.flatMap((item, index): [T, number][] => {
      const known = same(item);
      if (known === undefined || !isDeepStrictEqual(schema.strip().parse(known), item)) return [[item, index]];
      unchanged++;
      return [];
    });
  const newest = (versions: readonly { id: string; version: number }[], id: string) =>
    Math.max(0, ...versions.filter((one) => one.id === id).map(({ version }) => version));

  const institutions = fresh(
    given.institutions,
    (one) => network.institutions.find((known) => known.institution === one.institution),
    institution,
  );
  for (const [one, index] of institutions)
    if (institutions.some(([earlier, before]) => before < index && earlier.institution === one.institution))
      errors.push({
        field: `institutions.${index}.institution`,
        code: 'named-twice',
        message: refusals['named-twice']!,
      });
  const versioned = <T extends { id: string; version: number }>(
    items: readonly T[],
    known: readonly T[],
    schema: z.ZodObject,
    name: string,
  ) => {
    const added = fresh(
      items,
      (one) => known.find(({ id, version }) => id === one.id && version === one.version),
      schema,
    );
    const seen = [...known];
    for (const [one, index] of added) {
      const error = versionReason(`${name}.${index}.version`, one.version, newest(seen, one.id));
      if (error) errors.push(error);
      seen.push(one);
    }
    return added;
  };
  const reciprocity = versioned(given.reciprocity, network.reciprocity, reciprocityTable, 'reciprocity');
  const definitions = versioned(given.definitions, network.definitions, definition, 'definitions');
  const words = given.vocabulary && fresh([given.vocabulary], () => network.vocabulary, vocabulary)[0]?.[0];

  const vocabularyThen = given.vocabulary ?? network.vocabulary ?? { groups: {}, flags: {}, certifications: {} };
  const tables = [...network.reciprocity, ...reciprocity.map(([one]) => one)];
  for (const { severity, code, path, message } of lintTables(given.reciprocity, vocabularyThen))
    if (severity === 'error') errors.push({ field: `reciprocity.${path}`, code, message });
  const members = new Set([...network.institutions, ...given.institutions].map((one) => one.institution));
  for (const [one, index] of definitions) {
    if (!members.has(one.institution))
      errors.push(
        reason(
          `definitions.${index}.institution`,
          'unknown-institution',
          'Cette institution n’est pas membre du réseau.',
          'This institution is not a member of the network.',
        ),
      );
    const owner = network.definitions.find(({ id }) => id === one.id)?.institution;
    const others = definitions.map(([other]) => other).filter((other) => other !== one);
    for (const { code, message } of reasonsAgainst(
      { ...network, institutions: [...network.institutions, ...given.institutions] },
      one,
      others,
    ))
      errors.push({ field: `definitions.${index}.id`, code, message });
    if (owner !== undefined && owner !== one.institution)
      errors.push(
        reason(
          `definitions.${index}.id`,
          'taken',
          'Une autre institution utilise cet identifiant.',
          'Another institution uses this id.',
        ),
      );
    for (const { severity, code, path, message } of lint(one, vocabularyThen, tables).remarks)
      if (severity === 'error') errors.push({ field: `definitions.${index}.${path}`, code, message });
  }
  if (errors.length > 0) throw new Problem('invalid', { fields: errors });
  const publication: Publication = {
    institutions: institutions.map(([one]) => one),
    definitions: definitions.map(([one]) => one),
    reciprocity: reciprocity.map(([one]) => one),
    vocabulary: words,
    withdrawals: [],
  };
  const written = institutions.length + definitions.length + reciprocity.length + (words ? 1 : 0);
  return { publication, written, unchanged };
};
