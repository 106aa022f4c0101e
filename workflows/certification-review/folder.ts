import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { Sealer } from '#platform/sealed.ts';
import type { Item } from '#platform/tables.ts';
import { type Receipt, receipt } from '#schemas/api/intake.ts';
import {
  type DocumentRecord,
  documentRecord,
  type HistoryRecord,
  historyRecord,
  type SubmissionRecord,
  submissionRecord,
} from '#schemas/records.ts';
import {
  type CaseRecord,
  type Casework,
  caseRecord,
  casework,
  type SavedFindings,
  savedFindings,
} from '#schemas/review.ts';
import { type Answers, answers } from '#schemas/submission.ts';

/** Everything that rests about one submission. */
export type Folder = {
  submission: SubmissionRecord;
  documents: DocumentRecord[];
  /** Oldest first. */
  history: HistoryRecord[];
  receipts: Receipt[];
  /** Every time that findings were saved, oldest first. */
  saved: SavedFindings[];
  case: CaseRecord | undefined;
};

/** Reads a submission's whole folder in one query, consistently; undefined when there is none. */
export const readFolder = async (
  db: DynamoDBDocumentClient,
  table: string,
  submission: string,
): Promise<Folder | undefined> => {
  const items: Item[] = [];
  const pages = paginateQuery(
    { client: db },
    {
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': `SUBMISSION#${submission}` },
      ConsistentRead: true,
    },
  );
  for await (const page of pages) items.push(...(page.Items ?? []));
  const one = (sk: string) => items.find((item) => item.sk === sk);
  const all = (prefix: string) => items.filter((item) => String(item.sk).startsWith(prefix));
  const head = one('SUBMISSION');
  if (!head) return undefined;
  const held = one('CASE');
  return {
    submission: submissionRecord.parse(head),
    documents: all('DOCUMENT#').map((item) => documentRecord.parse(item)),
    history: all('HISTORY#').map((item) => historyRecord.parse(item)),
    saved: all('FINDINGS#').map((item) => savedFindings.parse(item)),
    receipts: all('RECEIPT#').map(({ pk: _, sk: __, ...item }) => receipt.parse(item)),
    case: held && caseRecord.parse(held),
  };
};

/** The answers as they were last submitted. */
export const openSubmitted = async (seals: Sealer, record: SubmissionRecord): Promise<Answers> => {
  if (!record.submitted) throw new Error(`${record.submission} was never submitted`);
  return answers.parse(await seals.open(record.supplier, record.submitted));
};

/** What the case says in people's words. */
export const openWork = async (seals: Sealer, record: Pick<CaseRecord, 'supplier' | 'work'>): Promise<Casework> =>
  casework.parse(await seals.open(record.supplier, record.work));
