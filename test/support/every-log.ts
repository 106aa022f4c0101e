import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tracesUnder } from './traces.ts';

let folder: string;

/** Every network that any test starts keeps its logs here, and they are read when the last test is done. */
export const setup = (): void => {
  folder = mkdtempSync(join(tmpdir(), 'passerelle-every-log-'));
  process.env.PASSERELLE_LOGS = folder;
};

/** @throws Error where a log tells of a person, a firm or a secret: the whole run fails. */
export const teardown = (): void => {
  const traces = tracesUnder(folder);
  rmSync(folder, { recursive: true, force: true });
  if (traces.length > 0) throw new Error(`logs tell what they must not:\n${traces.slice(0, 20).join('\n')}`);
};
