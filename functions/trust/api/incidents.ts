import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { route } from '#platform/api.ts';
import { newId } from '#platform/ids.ts';
import { Problem } from '#platform/problem.ts';
import { readRecord } from '#platform/relations.ts';
import type { Write } from '#platform/tables.ts';
import { listIncidents, readIncident, recordIncident, updateIncident } from '#schemas/api/rights.ts';
import {
  type IncidentContent,
  type IncidentRecord,
  incidentId,
  incidentKey,
  incidentRecord,
  incidentYears,
} from '#schemas/incident.ts';
import { addMonths } from '#workflows/certification-review/term.ts';
import type { Dependencies } from './deps.ts';
import { ofNobody } from './standing.ts';

/** The register of confidentiality incidents. What was once written in it stays: a correction is one more version. */
export const incidentRoutes = ({ db, casework: table }: Pick<Dependencies, 'db' | 'casework'>) => {
  const find = (id: string) => readRecord(db, table, incidentKey.listed(id), incidentRecord);

  const added = (
    content: IncidentContent,
    head: Pick<IncidentRecord, 'incident' | 'version'>,
    by: string,
    at: Date,
  ): { record: IncidentRecord; writes: Write[] } => {
    const record: IncidentRecord = {
      ...content,
      ...head,
      recordedBy: by,
      recordedAt: at.toISOString(),
      keepUntil: addMonths(content.awareOn, incidentYears * 12),
    };
    return {
      record,
      writes: [
        {
          Put: {
            TableName: table,
            Item: { ...incidentKey.version(head.incident, head.version), ...record },
            ConditionExpression: 'attribute_not_exists(pk)',
          },
          orElse: new Problem('stale-version'),
        },
        { Put: { TableName: table, Item: { ...incidentKey.listed(head.incident), ...record } } },
      ],
    };
  };
  const codes = ({ version, state, risk, notices }: IncidentRecord) => ({
    ...{ version, state, notices: notices.length },
    serious: risk.serious ? 1 : 0,
  });

  return [
    route(recordIncident, {
      subject: ofNobody,
      handle: async ({ body, caller, at }) => {
        const incident = incidentId.parse(newId('inc', at));
        const { record, writes } = added(body, { incident, version: 1 }, caller.id, at);
        return {
          body: record,
          revision: 1,
          headers: { location: `/v1/incidents/${incident}` },
          audit: { subjects: [incident], codes: codes(record) },
          writes,
        };
      },
    }),
    route(updateIncident, {
      subject: ofNobody,
      handle: async ({ params, body, caller, ifMatch, at }) => {
        const before = await find(params.incident);
        if (!before) throw new Problem('not-found');
        if (before.version !== ifMatch) throw new Problem('stale-version');
        const head = { incident: before.incident, version: before.version + 1 };
        const { record, writes } = added(body, head, caller.id, at);
        return { body: record, revision: record.version, audit: { codes: codes(record) }, writes };
      },
    }),
    route(listIncidents, {
      subject: ofNobody,
      handle: async ({ query: { limit, cursor } }) => {
        const after = cursor === undefined ? undefined : incidentId.safeParse(cursor);
        if (after && !after.success) throw new Problem('invalid-cursor');
        const { Items = [], LastEvaluatedKey } = await db.send(
          new QueryCommand({
            TableName: table,
            KeyConditionExpression: 'pk = :pk',
            ExpressionAttributeValues: { ':pk': incidentKey.listed('').pk },
            ScanIndexForward: false,
            Limit: limit,
            ...(after && { ExclusiveStartKey: incidentKey.listed(after.data) }),
          }),
        );
        const incidents = Items.map((item) => incidentRecord.parse(item));
        return { body: { incidents, ...(LastEvaluatedKey && { next: String(LastEvaluatedKey.sk) }) } };
      },
    }),
    route(readIncident, {
      subject: ofNobody,
      handle: async ({ params }) => {
        const { Items = [] } = await db.send(
          new QueryCommand({
            TableName: table,
            KeyConditionExpression: 'pk = :pk',
            ExpressionAttributeValues: { ':pk': incidentKey.version(params.incident, 1).pk },
            ScanIndexForward: false,
          }),
        );
        const versions = Items.map((item) => incidentRecord.parse(item));
        const [newest] = versions;
        if (!newest) throw new Problem('not-found');
        return { body: { versions }, revision: newest.version };
      },
    }),
  ];
};
