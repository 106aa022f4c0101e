import { route } from '#platform/api.ts';
import { currentNetwork, ofNetworkOnce } from '#platform/network.ts';
import { Problem } from '#platform/problem.ts';
import {
  changeConnection,
  changeInstitution,
  createInstitution,
  importNetwork,
  institutionSaid,
  listInstitutions,
  listReciprocity,
  readConnection,
  readInstitution,
  readVocabulary,
} from '#schemas/api/network.ts';
import type { Institution } from '#schemas/institution.ts';
import { importInto } from '../import.ts';
import { nothing, publicationWrites } from '../publication.ts';
import type { Dependencies } from './deps.ts';
import { ofInstitution, ofNetwork } from './standing.ts';

/** Drops what is not for everyone. */
const said = (record: Institution) => institutionSaid.strip().parse(record);

const noSuchDefinition = (definition: string, field = 'definition') =>
  new Problem('invalid', {
    fields: [
      {
        field,
        code: 'unknown-definition',
        message: {
          fr: `L’institution n’a pas publié de définition « ${definition} ».`,
          en: `The institution has published no definition “${definition}”.`,
        },
      },
    ],
  });

const digestNeeded = new Problem('invalid', {
  fields: [
    {
      field: 'digest',
      code: 'digest-needed',
      message: {
        fr: 'Dites à quelle adresse va le sommaire par courriel.',
        en: 'Say to which address the e-mail digest goes.',
      },
    },
  ],
});

export const institutionRoutes = (deps: Dependencies) => {
  const { db, network: table } = deps;
  return [
    route(listInstitutions, {
      subject: ofNetwork,
      handle: async () => {
        const body = ofNetworkOnce(await currentNetwork(db, table), 'institutions', ({ institutions, generation }) => ({
          institutions: institutions.map(said),
          generation,
        }));
        return { body };
      },
    }),
    route(readInstitution, {
      subject: ofInstitution(deps),
      handle: async ({ record }) => ({ body: said(record), revision: record.revision }),
    }),
    route(createInstitution, {
      subject: ofNetwork,
      handle: async ({ body, at }) => {
        const network = await currentNetwork(db, table);
        if (network.institutions.some(({ institution }) => institution === body.institution))
          throw new Problem('already-exists');
        const writes = publicationWrites(table, network, { ...nothing, institutions: [body] }, at);
        return { body: said(body), revision: 1, writes };
      },
    }),
    route(changeInstitution, {
      subject: ofInstitution(deps),
      handle: async ({ body, params, at, ifMatch, record }) => {
        if (record.revision !== ifMatch) throw new Problem('stale-version');
        const network = await currentNetwork(db, table);
        // Where the digest goes is not shown with the rest: who sends back what they read must not end it.
        const { digest = record.digest } = body;
        const changed = { ...body, ...(digest && { digest }), institution: params.institution };
        const isPublished = (named: string) =>
          network.definitions.some(
            (one) => one.id === named && one.institution === changed.institution && one.withdrawnOn === undefined,
          );
        if (!isPublished(changed.definition) && changed.definition !== record.definition)
          throw noSuchDefinition(changed.definition);
        for (const [index, one] of (changed.compared ?? []).entries())
          if (!isPublished(one)) throw noSuchDefinition(one, `compared.${index}`);
        const writes = publicationWrites(table, network, { ...nothing, institutions: [changed] }, at);
        return { body: said(changed), revision: ifMatch + 1, writes };
      },
    }),
    route(readConnection, {
      subject: ofInstitution(deps),
      handle: async ({ record: { level, digest, revision } }) => ({
        body: { level, ...(digest && { digest }) },
        revision,
      }),
    }),
    route(changeConnection, {
      subject: ofInstitution(deps),
      handle: async ({ body, at, ifMatch, record }) => {
        if (record.revision !== ifMatch) throw new Problem('stale-version');
        if (body.level === 1 && !body.digest) throw digestNeeded;
        const { digest: _, revision: __, ...rest } = record;
        const network = await currentNetwork(db, table);
        const writes = publicationWrites(table, network, { ...nothing, institutions: [{ ...rest, ...body }] }, at);
        return { body, revision: ifMatch + 1, writes };
      },
    }),
    route(importNetwork, {
      subject: ofNetwork,
      handle: async ({ body, at }) => {
        const network = await currentNetwork(db, table);
        const { publication, written, unchanged } = importInto(network, body);
        const writes = written > 0 ? publicationWrites(table, network, publication, at) : [];
        return { body: { written, unchanged, generation: network.generation + (written > 0 ? 1 : 0) }, writes };
      },
    }),
    route(readVocabulary, {
      subject: ofNetwork,
      handle: async () => {
        const { groups = {}, flags = {}, certifications = {} } = (await currentNetwork(db, table)).vocabulary ?? {};
        return { body: { groups, flags, certifications } };
      },
    }),
    route(listReciprocity, {
      subject: ofNetwork,
      handle: async () => ({
        body: {
          tables: (await currentNetwork(db, table)).reciprocity.map(({ id, version, effective, entries }) => ({
            ...{ id, version, effective, entries },
          })),
        },
      }),
    }),
  ];
};
