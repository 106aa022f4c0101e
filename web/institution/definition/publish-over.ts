import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod/mini';
import { ifThere } from '#schemas/api/client.ts';
import { readDraft } from '#schemas/api/network.ts';
import type { Definition } from '#schemas/definition.ts';
import type { PageContext } from '../../context.ts';
import type { Dispute } from '../../three-way/conflicts.tsx';
import { choicesIn, shownIn } from '../../three-way/shown.ts';
import { formats } from '../../words/say.ts';
import { ownDefinition } from './own.tsx';
import { changeWords } from './words.ts';

type Said = Pick<Definition, 'rule' | 'source'>;
const same = (one: Said, other: Said): boolean =>
  isDeepStrictEqual([one.rule, one.source.text], [other.rule, other.source.text]);

/** What a publication goes over: the newest version, and the draft that waits. */
const over = z.object({ version: z.number(), draft: z.number() });

/** What is there now for a publication to go over. */
export const goesOver = async (c: PageContext, definition: string) => {
  const [{ coming, definition: inForce }, draft] = await Promise.all([
    ownDefinition(c),
    ifThere(c.var.api(readDraft, { params: { definition } })),
  ]);
  const newest = coming ?? inForce;
  const shown: z.infer<typeof over> = { version: newest?.version ?? 0, draft: draft?.body.revision ?? 0 };
  return { newest, draft: draft?.body, shown };
};

/** What was published, or left as a draft, after the page was opened that a form was sent from. */
export const overtakenBy = async (c: PageContext, definition: string, content: Said) => {
  const { fields, language } = c.var;
  const said = changeWords[language];
  const { newest, draft, shown: now } = await goesOver(c, definition);
  const parsed = over.safeParse(shownIn(fields));
  const seen = parsed.success ? parsed.data : { version: 0, draft: 0 };
  const choices = choicesIn(fields);
  const open = (at: string, changed: boolean) => (changed || choices.shown.has(at)) && choices.of(at) !== 'mine';
  const disputes: Dispute[] = [];
  if (newest && open('version', newest.version !== seen.version))
    disputes.push({
      at: 'version',
      label: said.newestVersion,
      shown: seen.version > 0 ? said.versionNumber(seen.version) : '',
      typed: said.tried,
      kept: said.versionNumber(newest.version),
    });
  // A draft that says what this form says is its own, saved a moment ago.
  if (draft && !same(draft, content) && open('draft', draft.revision !== seen.draft))
    disputes.push({
      at: 'draft',
      label: said.draftWaiting,
      shown: seen.draft > 0 ? said.earlierDraft : '',
      typed: said.tried,
      kept: said.draftOf(formats(language).moment(draft.updatedAt)),
    });
  return {
    /** The other click published it already. */
    done: newest !== undefined && newest.version > seen.version && parsed.success && same(newest, content),
    given: disputes.some(({ at }) => choices.of(at) === 'kept'),
    disputes,
    revision: choices.of('draft') === 'mine' ? now.draft : seen.draft,
  };
};
