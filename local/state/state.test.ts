import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockState, StateInUse } from './lock.ts';
import { choosePorts } from './ports.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'state-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

test('a state folder has one owner at a time, and says who it is', () => {
  const release = lockState(dir);
  expect(() => lockState(dir)).toThrow(StateInUse);
  expect(() => lockState(dir)).toThrow(`process ${process.pid}`);
  release();
  lockState(dir)();
});

test('an owner that was killed leaves no lock behind', () => {
  const lock = new URL('./lock.ts', import.meta.url).href;
  const script = `const { lockState } = await import('${lock}'); lockState('${dir}'); process.kill(process.pid, 'SIGKILL')`;
  expect(spawnSync(process.execPath, ['--input-type=module', '-e', script]).signal).toBe('SIGKILL');
  lockState(dir)();
});

test('a port is kept from one start to the next, and given up when somebody else holds it', async () => {
  const first = await choosePorts(dir, { api: undefined, aws: undefined });
  expect(first.api).not.toBe(first.aws);
  expect(await choosePorts(dir, { api: undefined, aws: undefined })).toEqual(first);

  const squatter = createServer().listen(first.api, '127.0.0.1');
  await new Promise((resolve) => squatter.once('listening', resolve));
  const second = await choosePorts(dir, { api: undefined, aws: undefined });
  squatter.close();
  expect(second.api).not.toBe(first.api);
  expect(second.aws).toBe(first.aws);
  expect(await choosePorts(dir, { api: undefined, aws: undefined })).toEqual(second);
});
