import type * as z from 'zod';
import { versionsById } from '#definitions/in-force.ts';
import { lint } from '#definitions/lint/lint.ts';
import { route } from '#platform/api.ts';
import type { Caller } from '#platform/caller.ts';
import { dayOf } from '#platform/clock.ts';
import { currentNetwork, type Network, ofNetworkOnce } from '#platform/network.ts';
import { type FieldReason, Problem } from '#platform/problem.ts';
import { readRecord } from '#platform/relations.ts';
import {
  listDefinitions,
  listVersions,
  publishDraft,
  readDraft,
  saveDraft,
  withdrawDefinition,
} from '#schemas/api/network.ts';
import { type Definition, definition } from '#schemas/definition.ts';
import { type draft as draftBody, draftRecord, networkKey } from '#schemas/network-records.ts';
import { reasonsAgainst } from '../definition-ids.ts';
import { nothing, publicationWrites } from '../publication.ts';
import type { Dependencies } from './deps.ts';
import { ofNetwork, standingTo } from './standing.ts';

const newestFirst = (a: Definition, b: Definition) => b.version - a.version;
const said = (record: Definition): Definition => definition.strip().parse(record);

/** What a person should look at before this draft speaks for their institution, as if it were published next. */
const remarksOn = (network: Network, id: string, version: number, draft: z.infer<typeof draftBody>) => {
  const { institution, label, effective, source, rule } = draft;
  const words = network.vocabulary ?? { groups: {}, flags: {}, certifications: {} };
  return lint({ id, institution, version, label, effective, source, rule }, words, network.reciprocity).remarks;
};

const refuse = (fields: readonly FieldReason[]): void => {
  if (fields.length > 0) throw new Problem('invalid', { fields: [...fields] });
};

export const definitionRoutes = (deps: Dependencies) => {
  const { db, network: table } = deps;
  const draftOf = (id: string) => readRecord(db, table, networkKey.draft(id), draftRecord);

  /** A definition belongs to the institution that drafts it or has published it; a new id is anyone's to take. */
  const ofDraft = async ({ params, caller }: { params: { definition: string }; caller: Caller }) => {
    const draft = await draftOf(params.definition);
    const versions = (await currentNetwork(db, table)).definitions.filter(({ id }) => id === params.definition);
    const owner = draft?.institution ?? versions[0]?.institution ?? caller.institution;
    return {
      relation: owner === undefined ? ('none' as const) : standingTo(caller, owner),
      record: { draft, newest: Math.max(0, ...versions.map(({ version }) => version)), published: versions[0] },
    };
  };

  return [
    route(listDefinitions, {
      subject: ofNetwork,
      handle: async ({ query }) => {
        const listed = ({ definitions }: Network) =>
          [...versionsById(definitions.filter(({ withdrawnOn }) => withdrawnOn === undefined)).values()]
            .flatMap((versions) => (query.versions === 'all' ? versions : versions.slice(0, 1)))
            .filter(({ institution }) => query.institution === undefined || institution === query.institution)
            .sort((a, b) => (a.id === b.id ? newestFirst(a, b) : a.id < b.id ? -1 : 1));
        const network = await currentNetwork(db, table);
        // Those of all institutions are what every portal reads after each publication.
        if (query.institution !== undefined) return { body: { definitions: listed(network).map(said) } };
        return {
          body: ofNetworkOnce(network, `definitions ${query.versions}`, (all) => ({
            definitions: listed(all).map(said),
          })),
        };
      },
    }),
    route(listVersions, {
      subject: ofNetwork,
      handle: async ({ params }) => {
        const versions = (await currentNetwork(db, table)).definitions.filter(({ id }) => id === params.definition);
        if (versions.length === 0) throw new Problem('not-found');
        const { withdrawnOn } = versions[0]!;
        return { body: { versions: [...versions].sort(newestFirst).map(said), ...(withdrawnOn && { withdrawnOn }) } };
      },
    }),
    route(readDraft, {
      subject: ofDraft,
      handle: async ({ params, record: { draft, newest } }) => {
        if (!draft) throw new Problem('not-found');
        const remarks = remarksOn(await currentNetwork(db, table), params.definition, newest + 1, draft);
        return { body: { ...draft, remarks }, revision: draft.revision };
      },
    }),
    route(saveDraft, {
      subject: ofDraft,
      handle: async ({ body, params, record, caller, ifMatch, at }) => {
        const belongs = record.published?.institution ?? record.draft?.institution ?? body.institution;
        const foreign = !caller.roles.includes('operator') && body.institution !== caller.institution;
        if (belongs !== body.institution || foreign)
          throw new Problem('invalid', {
            fields: [
              {
                field: 'institution',
                code: 'not-yours',
                message: {
                  fr: 'Cette définition appartient à une autre institution.',
                  en: 'This definition belongs to another institution.',
                },
              },
            ],
          });
        if ((record.draft?.revision ?? 0) !== ifMatch) throw new Problem('stale-version');
        const network = await currentNetwork(db, table);
        refuse(reasonsAgainst(network, { id: params.definition, institution: body.institution }));
        const saved = { ...body, revision: ifMatch + 1, updatedAt: at.toISOString() };
        return {
          body: {
            ...saved,
            remarks: remarksOn(network, params.definition, record.newest + 1, body),
          },
          revision: saved.revision,
          writes: [
            {
              Put: {
                TableName: table,
                Item: { ...networkKey.draft(params.definition), ...saved },
                ...(ifMatch === 0
                  ? { ConditionExpression: 'attribute_not_exists(pk)' }
                  : {
                      ConditionExpression: 'revision = :seen',
                      ExpressionAttributeValues: { ':seen': ifMatch },
                    }),
              },
              orElse: new Problem('stale-version'),
            },
          ],
        };
      },
    }),
    route(publishDraft, {
      subject: ofDraft,
      handle: async ({ params, record: { draft, newest }, ifMatch, at }) => {
        if (!draft) throw new Problem('not-found');
        if (draft.revision !== ifMatch) throw new Problem('stale-version');
        const network = await currentNetwork(db, table);
        const { revision: _, updatedAt: __, ...content } = draft;
        const next: Definition = { ...content, id: params.definition, version: newest + 1 };
        refuse(reasonsAgainst(network, next));
        const errors = remarksOn(network, next.id, next.version, next).filter(({ severity }) => severity === 'error');
        refuse(errors.map(({ path, code, message }) => ({ field: path, code, message })));
        return {
          body: next,
          writes: [
            ...publicationWrites(table, network, { ...nothing, definitions: [next] }, at),
            {
              Delete: {
                TableName: table,
                Key: networkKey.draft(params.definition),
                ConditionExpression: 'revision = :seen',
                ExpressionAttributeValues: { ':seen': ifMatch },
              },
              orElse: new Problem('stale-version'),
            },
          ],
        };
      },
    }),
    route(withdrawDefinition, {
      subject: ofDraft,
      handle: async ({ params: { definition: id }, record: { draft, published }, at }) => {
        if (!published) throw new Problem('not-found');
        // Whoever withdraws it again finds that it is.
        if (published.withdrawnOn) return { body: { definition: id, withdrawnOn: published.withdrawnOn } };
        const network = await currentNetwork(db, table);
        const on = dayOf(at);
        const withdrawal = { id, institution: published.institution, on, at: at.toISOString() };
        return {
          body: { definition: id, withdrawnOn: on },
          writes: [
            ...publicationWrites(table, network, { ...nothing, withdrawals: [withdrawal] }, at),
            ...(draft ? [{ Delete: { TableName: table, Key: networkKey.draft(id) } }] : []),
          ],
        };
      },
    }),
  ];
};
