import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { PDFDocument } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningS3, startS3 } from '#local/s3/testing.ts';
import { caseworkKey, type DocumentRecord, documentRecord } from '#schemas/records.ts';
import { startTestDatabase, type TestDatabase } from '#test/support/dynamodb.ts';
import { startInspector } from '#test/support/inspector.ts';
import { pageOf } from '../api/view.ts';
import { TooCostly } from '../inspection.ts';
import { acceptedKey } from '../keys.ts';
import { renderAccepted } from './render.ts';

let database: TestDatabase;
let files: RunningS3;
let program: Awaited<ReturnType<typeof startInspector>>;
let casework: string;

beforeAll(async () => {
  database = await startTestDatabase();
  casework = await database.table('casework');
  files = await startS3({ evidence: {}, views: {} });
  program = await startInspector();
}, 60_000);
afterAll(async () => {
  program.stop();
  await files.stop();
  await database.stop();
});

const accepted = async (pages: number, document: string): Promise<DocumentRecord> => {
  const paper = await PDFDocument.create();
  for (let page = 1; page <= pages; page++)
    paper.addPage([200, 200]).drawText(`Page number ${page}`, { x: 20, y: 100, size: 12 });
  const bytes = await paper.save();
  const record = documentRecord.parse({
    document,
    submission: 'sub_00000000000000000000000000',
    supplier: 'sup_00000000000000000000000000',
    evidenceType: 'articles',
    supports: [],
    fileName: 'paper.pdf',
    mediaType: 'application/pdf',
    bytes: bytes.length,
    sha256: 'a'.repeat(64),
    state: 'accepted',
    findings: [{ code: 'malware-check-basic', effect: 'flags' }],
    pages,
    declaredAt: '2026-11-22T12:00:00Z',
    receivedAt: '2026-11-22T12:00:01Z',
  });
  await files.client.send(new PutObjectCommand({ Bucket: 'evidence', Key: acceptedKey(record), Body: bytes }));
  await database.db.send(new PutCommand({ TableName: casework, Item: { ...keyOf(record), ...record } }));
  return record;
};
const keyOf = ({ submission, document }: DocumentRecord) => caseworkKey.document(submission, document);
const stored = async (record: DocumentRecord) => {
  const { Item } = await database.db.send(new GetCommand({ TableName: casework, Key: keyOf(record) }));
  return documentRecord.parse(Item);
};

/** Draws with the real program, but for the pages that `fails` names: those take too long. */
const drawn = async (record: DocumentRecord, fails: (page: number) => boolean = () => false) => {
  const tried: number[] = [];
  const deps = {
    db: database.db,
    s3: files.client,
    casework,
    evidence: 'evidence',
    views: 'views',
    inspector: {
      ...program.asked,
      ask: (question: Parameters<typeof program.asked.ask>[0]) => {
        if (question.ask !== 'page') throw new Error('only pages');
        tried.push(question.page);
        return fails(question.page) ? Promise.reject(new TooCostly('time')) : program.asked.ask(question);
      },
    },
  };
  await renderAccepted(deps, { id: 'one', sequence: '1', before: undefined, after: record });
  return { tried, record: await stored(record) };
};
const seen = (record: DocumentRecord, page: number) =>
  pageOf({ s3: files.client, evidence: 'evidence', views: 'views' }, record, page, new Date()).then(
    ({ text }) => text,
    (error) => error.detail?.en ?? error.code,
  );

describe('a document that was accepted', () => {
  it('is shown page by page, also behind a page that cannot be drawn, and that page says so', async () => {
    const before = await accepted(4, 'doc_00000000000000000000000001');
    expect(await seen(before, 1)).toMatch(/not ready yet/);
    const { record } = await drawn(before, (page) => page === 2);
    expect(record).toMatchObject({ viewable: 4, undrawn: [2] });
    expect(record.findings.map(({ code, detail }) => [code, detail])).toEqual([
      ['malware-check-basic', undefined],
      ['pages-not-drawn', 'page 2'],
    ]);
    expect(await Promise.all([1, 2, 3, 4, 5].map((page) => seen(record, page)))).toEqual([
      'Page number 1',
      expect.stringMatching(/cannot be shown.*original/),
      'Page number 3',
      'Page number 4',
      'not-found',
    ]);
    const image = await files.client.send(
      new GetObjectCommand({ Bucket: 'views', Key: `${acceptedKey(record)}/4.webp` }),
    );
    expect(image.ContentType).toBe('image/webp');
  });

  it('whose pages cannot be drawn is given up after a few, and says that of all', async () => {
    const { tried, record } = await drawn(await accepted(40, 'doc_00000000000000000000000002'), (page) => page > 1);
    expect(tried).toEqual([1, 2, 3, 4, 5, 6]);
    expect(record.undrawn).toHaveLength(39);
    expect(record.findings.at(-1)?.detail?.length).toBeLessThan(120);
    expect(await seen(record, 40)).toMatch(/cannot be shown/);
  });

  it('is the same after the change came twice', async () => {
    const before = await accepted(2, 'doc_00000000000000000000000003');
    const once = await drawn(before, (page) => page === 2);
    const twice = await drawn(before, (page) => page === 2);
    expect(twice.record).toEqual(once.record);
    expect((await drawn(twice.record)).tried).toEqual([]);
  });
});
