import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { route } from '#platform/api.ts';
import { newId } from '#platform/ids.ts';
import { Problem } from '#platform/problem.ts';
import { readRecord, toSupplier } from '#platform/relations.ts';
import { createSupplier, listSuppliers, readSupplier } from '#schemas/api/intake.ts';
import {
  caseworkKey,
  type MemberRecord,
  memberPath,
  memberRecord,
  type SupplierRecord,
  submissionRecord,
  supplierRecord,
} from '#schemas/records.ts';
import type { Dependencies } from './deps.ts';

type Where = { db: DynamoDBDocumentClient; casework: string };

export const readSupplierRecord = async ({ db, casework }: Where, supplier: string): Promise<SupplierRecord> => {
  const found = await readRecord(db, casework, caseworkKey.supplier(supplier), supplierRecord);
  if (!found) throw new Problem('not-found');
  return found;
};

const membershipsOf = async ({ db, casework }: Where, person: string): Promise<MemberRecord[]> => {
  const { Items = [] } = await db.send(
    new QueryCommand({
      TableName: casework,
      IndexName: 'person',
      KeyConditionExpression: 'personPk = :person',
      ExpressionAttributeValues: { ':person': memberPath(person, '').personPk },
      Limit: 100,
    }),
  );
  return Items.map((item) => memberRecord.parse(item));
};

const submissionsOf = async ({ db, casework }: Where, supplier: string) => {
  const { Items = [] } = await db.send(
    new QueryCommand({
      TableName: casework,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :listed)',
      ExpressionAttributeValues: { ':pk': caseworkKey.supplier(supplier).pk, ':listed': 'SUBMISSION#' },
      ScanIndexForward: false,
      Limit: 50,
    }),
  );
  const found = await Promise.all(
    Items.map(({ submission }) => readRecord(db, casework, caseworkKey.submission(submission), submissionRecord)),
  );
  return found
    .filter((one) => one !== undefined)
    .map(({ submission, kind, state, createdAt, submittedAt }) => ({
      submission,
      kind,
      state,
      createdAt,
      ...(submittedAt && { submittedAt }),
    }));
};

/** Accounts of firms, and who acts for them. */
export const suppliers = (deps: Dependencies) => [
  route(createSupplier, {
    subject: async () => ({ relation: 'none', record: undefined }),
    handle: async ({ body, caller, at }) => {
      const supplier = newId('sup', at);
      return {
        body: { ...body, supplier, role: 'owner' as const },
        headers: { location: `/v1/suppliers/${supplier}` },
        writes: [
          {
            Put: {
              TableName: deps.casework,
              Item: {
                ...caseworkKey.supplier(supplier),
                ...body,
                supplier,
                createdAt: at.toISOString(),
                createdBy: caller.id,
              },
              ConditionExpression: 'attribute_not_exists(pk)',
            },
          },
          {
            Put: {
              TableName: deps.casework,
              Item: {
                ...caseworkKey.member(supplier, caller.id),
                supplier,
                person: caller.id,
                role: 'owner',
                ...memberPath(caller.id, supplier),
              },
            },
          },
        ],
      };
    },
  }),
  route(listSuppliers, {
    subject: async () => ({ relation: 'none', record: undefined }),
    handle: async ({ caller }) => {
      const members = await membershipsOf(deps, caller.id);
      const found = await Promise.all(
        members.map(async ({ supplier, role }) => {
          const { name, language } = await readSupplierRecord(deps, supplier);
          return { supplier, name, language, role };
        }),
      );
      return { body: { suppliers: found } };
    },
  }),
  route(readSupplier, {
    subject: async ({ params, caller }) => ({
      relation: await toSupplier(deps, caller, params.supplier),
      record: undefined,
    }),
    handle: async ({ params }) => {
      const { supplier, name, language } = await readSupplierRecord(deps, params.supplier);
      return { body: { supplier, name, language, submissions: await submissionsOf(deps, supplier) } };
    },
  }),
];
