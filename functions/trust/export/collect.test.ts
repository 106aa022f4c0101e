import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KeyDestroyed, type Sealer } from '#platform/sealed.ts';
import { startTestDatabase, type TestDatabase } from '#test/support/dynamodb.ts';
import { openSeals } from '../testing.ts';
import { type CollectDependencies, collect } from './collect.ts';

const mine = `sup_${'a'.repeat(26)}`;
const others = `sup_${'b'.repeat(26)}`;
const submission = `sub_${'c'.repeat(26)}`;
let database: TestDatabase;
let deps: CollectDependencies;
let destroyed = false;

const seals: Sealer = {
  ...openSeals,
  open: async (subject, box) => {
    if (destroyed) throw new KeyDestroyed(subject);
    return openSeals.open(subject, box);
  },
};

beforeAll(async () => {
  database = await startTestDatabase();
  await database.table('casework');
  await database.table('registry');
  deps = { db: database.db, seals, casework: 'casework', registry: 'registry' };
  const put = (TableName: string, Item: object) => database.db.send(new PutCommand({ TableName, Item: { ...Item } }));
  const answers = await seals.seal(mine, 'answers', { owners: [{ name: 'Ada', bp: 5100 }] });
  await put('casework', { pk: `SUPPLIER#${mine}`, sk: 'SUPPLIER', name: 'Atelier' });
  await put('casework', { pk: `SUPPLIER#${mine}`, sk: `SUBMISSION#${submission}`, submission });
  await put('casework', { pk: `SUPPLIER#${mine}`, sk: 'INVITATION#1', invitation: 'its hash' });
  await put('casework', { pk: `SUBMISSION#${submission}`, sk: 'SUBMISSION', answers, state: 'approved' });
  await put('casework', { pk: `SUBMISSION#${submission}`, sk: 'WAIT#decision', taskToken: 'opens the workflow' });
  await put('casework', { pk: `SUBMISSION#${submission}`, sk: 'CASE', holder: 'verifier-7' });
  await put('casework', { pk: `SUPPLIER#${others}`, sk: 'SUPPLIER', name: 'Concurrent' });
  const facts = await seals.seal(mine, 'vendor-facts', { flags: { social: true } });
  await put('registry', { pk: `VENDOR#${mine}`, sk: 'CURRENT', version: 1, sealed: facts, expiryPk: 'EXPIRY' });
}, 30_000);
afterAll(() => database.stop());

describe('what is held about a supplier', () => {
  it('is given whole and opened: account, submissions, vendor', async () => {
    const { data } = await collect(deps, mine);
    expect(data).toEqual({
      supplier: mine,
      account: [
        { record: 'SUBMISSION#'.concat(submission), submission },
        { record: 'SUPPLIER', name: 'Atelier' },
      ],
      submissions: {
        [submission]: [{ record: 'SUBMISSION', state: 'approved', answers: { owners: [{ name: 'Ada', bp: 5100 }] } }],
      },
      vendor: [{ record: 'CURRENT', version: 1, sealed: { flags: { social: true } } }],
    });
  });

  it('holds nothing of others, nothing that opens a door, and not who the verifiers are', async () => {
    const text = JSON.stringify(await collect(deps, mine));
    for (const word of ['Concurrent', 'its hash', 'opens the workflow', 'verifier-7']) expect(text).not.toContain(word);
  });

  it('is gone where its key was destroyed, while what was decided remains', async () => {
    destroyed = true;
    const text = JSON.stringify(await collect(deps, mine));
    expect(text).not.toContain('Ada');
    expect(text).toContain('approved');
  });
});
