import type { Network } from '#platform/network.ts';
import type { FieldReason } from '#platform/problem.ts';
import type { DefinitionRecord } from '#schemas/network-records.ts';

/** At most as many definitions as an institution may have published and not withdrawn. */
export const mostDefinitions = 20;

type Named = { id: string; institution: string };

/** The institution that an id is of: the one with the longest id that it is, or begins with. */
const institutionOf = (id: string, institutions: readonly { institution: string }[]): string | undefined =>
  institutions
    .map(({ institution }) => institution)
    .filter((one) => id === one || id.startsWith(`${one}-`))
    .sort((a, b) => b.length - a.length)[0];

/**
 * Why nothing can be published under an id by an institution, now or with `others` that are published along with it.
 * What has been published under an id goes on under it, also where it is not of the institution's own name.
 */
export const reasonsAgainst = (
  {
    definitions,
    institutions,
  }: {
    definitions: readonly DefinitionRecord[];
    institutions: Network['institutions'] | readonly { institution: string }[];
  },
  { id, institution }: Named,
  others: readonly Named[] = [],
): FieldReason[] => {
  const versions = definitions.filter((one) => one.id === id);
  const field = 'definition';
  if (versions.some(({ withdrawnOn }) => withdrawnOn !== undefined))
    return [
      {
        field,
        code: 'withdrawn',
        message: {
          fr: 'Cette définition est retirée pour de bon : publiez sous un autre identifiant.',
          en: 'This definition is withdrawn for good: publish under another id.',
        },
      },
    ];
  if (versions.length > 0) return [];
  const reasons: FieldReason[] = [];
  if (institutionOf(id, institutions) !== institution)
    reasons.push({
      field,
      code: 'not-of-the-institution',
      message: {
        fr: `L’identifiant d’une définition commence par celui de son institution : « ${institution} », ou « ${institution}-… ».`,
        en: `The id of a definition begins with that of its institution: “${institution}”, or “${institution}-…”.`,
      },
    });
  const published = definitions.filter((one) => one.withdrawnOn === undefined);
  const ids = new Set(
    [...published, ...others].filter((one) => one.institution === institution && one.id !== id).map((one) => one.id),
  );
  if (ids.size >= mostDefinitions)
    reasons.push({
      field,
      code: 'too-many-definitions',
      message: {
        fr: `Une institution a au plus ${mostDefinitions} définitions : retirez-en une d’abord.`,
        en: `An institution has at most ${mostDefinitions} definitions: withdraw one first.`,
      },
    });
  return reasons;
};
