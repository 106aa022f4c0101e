import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type Inspector, inspector } from '../../functions/evidence/inspection.ts';
import type { Inspection, PageView } from '../../functions/evidence/inspector/protocol.ts';
import type { Document } from '../../schemas/evidence.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The program that opens strangers' files, in its own process as it runs in a function. */
export const startInspector = async () => {
  const folder = mkdtempSync(join(at('../../node_modules'), '.inspector-'));
  const program = join(folder, 'inspector.mjs');
  await build({
    entryPoints: [at('../../functions/evidence/inspector/main.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  });
  const asked: Inspector = inspector(program);
  const inspect = async (mediaType: Document['mediaType'], bytes: Uint8Array): Promise<Inspection> => {
    const reply = await asked.ask({ ask: 'inspect', mediaType, bytes });
    if (!('inspection' in reply)) throw new Error('not inspected');
    return reply.inspection;
  };
  const view = async (mediaType: Document['mediaType'], bytes: Uint8Array, page = 1): Promise<PageView> => {
    const reply = await asked.ask({ ask: 'page', mediaType, bytes, page });
    if (!('view' in reply)) throw new Error('failed' in reply ? reply.failed : 'not drawn');
    return reply.view;
  };
  const stop = () => {
    asked.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { program, asked, inspect, view, stop };
};
