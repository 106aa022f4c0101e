import { execFile, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { credentials, type RunningS3, region, startS3 } from './testing.ts';

const hasCli = spawnSync('aws', ['--version'], { stdio: 'ignore' }).status === 0;
if (!hasCli) console.warn('The AWS CLI is not installed: its tests are skipped.');
const run = promisify(execFile);
let running: RunningS3;

beforeAll(async () => {
  running = await startS3({ docs: { versioning: true } });
});
afterAll(() => running.stop());

async function aws(...command: string[]): Promise<string> {
  const { stdout } = await run('aws', ['--endpoint-url', running.endpoint, ...command], {
    env: {
      PATH: process.env.PATH,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_DEFAULT_REGION: region,
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_MAX_ATTEMPTS: '1',
    },
  });
  return stdout;
}

test.skipIf(!hasCli)(
  'the AWS CLI copies a small and a large file there and back',
  async () => {
    const [small, large, back] = ['small', 'large', 'back'].map((name) => join(running.dir, name)) as [
      string,
      string,
      string,
    ];
    const bytes = randomBytes(9 * 1024 * 1024);
    await writeFile(small, 'reçu');
    await writeFile(large, bytes);
    await aws('s3', 'cp', small, 's3://docs/dossier/reçu 1.txt');
    await aws('s3', 'cp', large, 's3://docs/dossier/large.bin');
    await aws('s3', 'cp', 's3://docs/dossier/large.bin', back);
    expect((await readFile(back)).equals(bytes)).toBe(true);
    const listed = await aws('s3', 'ls', '--recursive', 's3://docs/');
    expect(listed).toMatch(/ 9437184 dossier\/large\.bin\n.* 5 dossier\/reçu 1\.txt\n/);
    const url = (await aws('s3', 'presign', 's3://docs/dossier/reçu 1.txt')).trim();
    expect(await (await fetch(url)).text()).toBe('reçu');
  },
  60_000,
);

test.skipIf(!hasCli)(
  'the AWS CLI reads and sets what an object carries',
  async () => {
    const at = ['--bucket', 'docs', '--key', 'carried'];
    const body = join(running.dir, 'body');
    await writeFile(body, 'content');
    await aws(
      's3api',
      'put-object',
      ...at,
      '--body',
      body,
      '--checksum-algorithm',
      'SHA256',
      '--metadata',
      'a=1',
      '--tagging',
      'b=2',
    );
    const head = JSON.parse(await aws('s3api', 'head-object', ...at, '--checksum-mode', 'ENABLED'));
    expect(head).toMatchObject({
      ContentLength: 7,
      ChecksumSHA256: '7XACtDnprIRfIjV9giusFERzD722AW0+yUMil7nsn3M=',
      Metadata: { a: '1' },
    });
    const tags = JSON.parse(await aws('s3api', 'get-object-tagging', ...at));
    expect(tags.TagSet).toEqual([{ Key: 'b', Value: '2' }]);
    const gone = JSON.parse(await aws('s3api', 'delete-object', ...at));
    expect(gone.DeleteMarker).toBe(true);
    const versions = JSON.parse(await aws('s3api', 'list-object-versions', '--bucket', 'docs', '--prefix', 'carried'));
    expect([versions.Versions.length, versions.DeleteMarkers.length]).toEqual([1, 1]);
    await expect(aws('s3api', 'get-object', ...at, join(running.dir, 'none'))).rejects.toMatchObject({
      stderr: expect.stringContaining('NoSuchKey'),
    });
  },
  60_000,
);
