import { execFileSync } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { type Browser, chromium, type LaunchOptions } from 'playwright-core';

/** Where a system's own Chromium stands. `CHROMIUM` names another. */
const installed = (): string | undefined =>
  [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
    (path) => path && existsSync(path),
  );

/**
 * The libraries that the carried Chromium needs and a bare machine lacks (libnss3, libnspr4): they are in the same
 * package. Unpacked once for all processes, under the name of the package's version.
 */
const carriedLibraries = async (): Promise<string> => {
  const home = join(import.meta.dirname, '../../node_modules/@sparticuz/chromium');
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string };
  const folder = join(tmpdir(), `passerelle-chromium-${version}`);
  if (!existsSync(folder)) {
    const making = `${folder}-${process.pid}`;
    mkdirSync(making, { recursive: true });
    const archive = join(making, 'libraries.tar');
    await pipeline(
      createReadStream(join(home, 'bin/al2023.tar.br')),
      createBrotliDecompress(),
      createWriteStream(archive),
    );
    execFileSync('tar', ['-xf', archive, '-C', making]);
    rmSync(archive);
    try {
      renameSync(making, folder);
    } catch {
      // Another process was first.
      rmSync(making, { recursive: true, force: true });
    }
  }
  return join(folder, 'lib');
};

const carried = async (): Promise<LaunchOptions> => {
  const { default: sparticuz } = await import('@sparticuz/chromium');
  const libraries = await carriedLibraries();
  return {
    executablePath: await sparticuz.executablePath(),
    // One process would end the browser with its first closed page.
    args: sparticuz.args.filter((one) => !['--single-process', '--no-zygote'].includes(one)),
    env: { ...process.env, LD_LIBRARY_PATH: [libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':') },
  };
};

/** A Chromium, the system's or the one that npm brought; it throws where neither starts, so no test is skipped silently. */
export const launchChromium = async (): Promise<Browser> => {
  const path = installed();
  return chromium.launch(
    path ? { executablePath: path, args: ['--no-sandbox', '--disable-dev-shm-usage'] } : await carried(),
  );
};
