import { defineConfig } from 'vitest/config';

/** `unit` answers in seconds and sits beside the code; `system` starts the embedded network. */
export default defineConfig({
  test: {
    // Much of a test is waiting: two at a time, also on a machine of two cores.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            '{schemas,definitions,functions,workflows,web,local,samples,infra,bench,scripts}/**/*.test.{ts,tsx}',
          ],
          testTimeout: 30_000,
          // What is waited for may take its time on a busy machine.
          expect: { poll: { timeout: 20_000 } },
        },
      },
      {
        test: {
          name: 'system',
          globalSetup: ['test/support/built.ts', 'test/support/every-log.ts'],
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 20_000 } },
        },
      },
      {
        test: {
          name: 'browser',
          globalSetup: ['test/support/built.ts', 'test/support/every-log.ts'],
          include: ['test/browser/**/*.test.ts'],
          // A real browser on a busy machine can miss a moment: it is tried again before it fails.
          retry: 2,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 20_000 } },
        },
      },
    ],
  },
});
