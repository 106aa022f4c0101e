import { readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';

const HOST = '127.0.0.1';

/**
 * A port for each name: the one asked for or used last time where it is still free, else any free one. What was taken
 * is remembered in `ports.json`, so that links and clients of an instance stay right from one start to the next.
 */
export async function choosePorts<Name extends string>(
  dir: string,
  wanted: Readonly<Record<Name, number | undefined>>,
): Promise<Record<Name, number>> {
  const file = join(dir, 'ports.json');
  const remembered = readPorts(file);
  const chosen: Record<string, number> = {};
  for (const name of Object.keys(wanted) as Name[]) {
    const taken = Object.values(chosen);
    chosen[name] = await firstFree([remembered[name], wanted[name], 0].filter((port) => !taken.includes(port!)));
  }
  writeFileSync(file, JSON.stringify({ ...remembered, ...chosen }, null, 2));
  return chosen as Record<Name, number>;
}

function readPorts(file: string): Record<string, number> {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

async function firstFree(candidates: readonly (number | undefined)[]): Promise<number> {
  for (const candidate of candidates) {
    if (candidate === undefined) continue;
    const port = await tryPort(candidate);
    if (port !== undefined) return port;
  }
  throw new Error('no free port');
}

/** Binds for a moment to see whether the port is free; 0 lets the system choose. */
function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen({ port, host: HOST, exclusive: true }, () => {
      const { port: bound } = probe.address() as AddressInfo;
      probe.close(() => resolve(bound));
    });
  });
}
