import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tracesUnder } from './traces.ts';

const prefix = join(tmpdir(), 'passerelle-every-log-');

/** Every network that any test starts keeps its logs in one folder, for all projects of a run. */
export const setup = (): void => {
  if (!process.env.PASSERELLE_LOGS?.startsWith(prefix)) process.env.PASSERELLE_LOGS = mkdtempSync(prefix);
};

/**
 * Reads them when the last test is done.
 * @throws Error where a log tells of a person, a firm or a secret: the whole run fails.
 */
export const teardown = (): void => {
  const folder = process.env.PASSERELLE_LOGS ?? '';
  // Whichever project ends first has read them all.
  if (!existsSync(folder)) return;
  const traces = tracesUnder(folder);
  rmSync(folder, { recursive: true, force: true });
  if (traces.length > 0) throw new Error(`logs tell what they must not:\n${traces.slice(0, 20).join('\n')}`);
};
