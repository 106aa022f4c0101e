import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';
import { route } from '#platform/api.ts';
import { Problem } from '#platform/problem.ts';
import { readRecord } from '#platform/relations.ts';
import type { Write } from '#platform/tables.ts';
import { admitClient, listClients, makeClient, revokeClient } from '#schemas/api/clients.ts';
import { clientRecord, networkKey } from '#schemas/network-records.ts';
import type { Dependencies } from './deps.ts';
import { ofInstitution } from './standing.ts';

type Client = z.infer<typeof clientRecord>;
const said = ({ client, label, createdAt, revokedAt }: Client) => ({
  ...{ client, label, createdAt },
  ...(revokedAt && { revokedAt }),
});

/** The records that tie clients of the identity provider to institutions; the provider itself keeps their credentials. */
export const clientRoutes = (deps: Dependencies) => {
  const { db, network: table } = deps;
  const subject = ofInstitution(deps);
  const find = (client: string) => readRecord(db, table, networkKey.client(client), clientRecord);
  const taken = new Problem('already-exists');
  /** Under its own key, where tokens are checked, and under its institution, where it is listed. */
  const writes = (record: Client): Write[] => [
    {
      Put: {
        TableName: table,
        Item: { ...networkKey.client(record.client), ...record },
        ConditionExpression: 'attribute_not_exists(pk) OR institution = :institution',
        ExpressionAttributeValues: { ':institution': record.institution },
      },
      orElse: taken,
    },
    {
      Put: {
        TableName: table,
        Item: { ...networkKey.institutionClient(record.institution, record.client), ...record },
      },
    },
  ];

  return [
    route(listClients, {
      subject,
      handle: async ({ params }) => {
        const { Items = [] } = await db.send(
          new QueryCommand({
            TableName: table,
            KeyConditionExpression: 'pk = :pk AND begins_with(sk, :client)',
            ExpressionAttributeValues: { ':pk': networkKey.endpoint(params.institution).pk, ':client': 'CLIENT#' },
          }),
        );
        return { body: { clients: Items.map((item) => said(clientRecord.parse(item))) } };
      },
    }),
    route(makeClient, {
      subject,
      handle: async ({ params: { institution }, body: { label, scopes }, at }) => {
        const wanted = [...new Set(scopes)];
        // Made before it is recorded: a client that nobody recorded is refused everywhere.
        const { client, secret } = await deps.people.makeClient(`institution.${institution}`, wanted);
        const record: Client = { client, institution, label, createdAt: at.toISOString() };
        return {
          body: { ...said(record), secret, scopes: wanted },
          audit: { subjects: [client], codes: { scopes: wanted } },
          writes: writes(record),
          takeBack: () => deps.people.removeClient(client),
        };
      },
    }),
    route(admitClient, {
      subject,
      handle: async ({ params: { institution, client }, body: { label }, at }) => {
        const known = await find(client);
        if (known && known.institution !== institution) throw taken;
        if (known?.revokedAt) throw new Problem('wrong-state');
        const record: Client = { client, institution, label, createdAt: known?.createdAt ?? at.toISOString() };
        return { body: said(record), writes: writes(record) };
      },
    }),
    route(revokeClient, {
      subject,
      handle: async ({ params: { institution, client }, at }) => {
        const known = await find(client);
        if (!known || known.institution !== institution) throw new Problem('not-found');
        const record: Client = { ...known, revokedAt: known.revokedAt ?? at.toISOString() };
        return { body: said(record), writes: writes(record) };
      },
    }),
  ];
};
