import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestDatabase, type TestDatabase } from '#test/support/dynamodb.ts';

const cli = (() => {
  try {
    return execFileSync('aws', ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch {
    return undefined;
  }
})();
if (!cli) process.stderr.write('SKIPPED: no AWS CLI on this machine; the database was not asked through it.\n');

describe.skipIf(!cli)('the embedded database, through the AWS CLI', () => {
  let database: TestDatabase;
  const aws = (...args: string[]) =>
    JSON.parse(
      execFileSync(
        'aws',
        ['dynamodb', ...args, '--endpoint-url', database.endpoint, '--region', 'ca-central-1', '--output', 'json'],
        {
          encoding: 'utf8',
          env: { ...process.env, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' },
        },
      ) || '{}',
    );

  beforeAll(async () => {
    database = await startTestDatabase();
    await database.table('cli', ['person']);
  }, 30_000);
  afterAll(() => database.stop());

  it('describes a table, keeps an item under its condition, and finds it by its index', () => {
    const { Table } = aws('describe-table', '--table-name', 'cli');
    expect(Table.StreamSpecification).toMatchObject({ StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' });
    const item = { pk: { S: 'A' }, sk: { S: '1' }, personPk: { S: 'PERSON#p' }, personSk: { S: 'A' } };
    const put = [
      'put-item',
      '--table-name',
      'cli',
      '--item',
      JSON.stringify(item),
      '--condition-expression',
      'attribute_not_exists(pk)',
    ];
    aws(...put);
    expect(() => aws(...put)).toThrow(/ConditionalCheckFailed/);
    const { Items } = aws(
      ...['query', '--table-name', 'cli', '--index-name', 'person', '--key-condition-expression', 'personPk = :p'],
      ...['--expression-attribute-values', JSON.stringify({ ':p': { S: 'PERSON#p' } })],
    );
    expect(Items).toEqual([item]);
  }, 60_000);
});
