import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = fileURLToPath(new URL('src/', import.meta.url));

// Types are tsc's work (`npm run typecheck`); vitest runs only what has to be run.
export default defineConfig({
  resolve: {
    alias: [
      { find: /^erecruiter-kombo$/, replacement: `${source}index.ts` },
      { find: /^erecruiter-kombo\/(.+)$/, replacement: `${source}$1/index.ts` },
    ],
  },
  test: {
    include: ['test/**/*.test.ts'],
    // One more than there are cores: some files wait for programs that they start. By default one core stays idle.
    maxWorkers: availableParallelism() + 1,
    // Loading the sources anew for each file cost a third of all the time; no test leaves anything behind in them.
    isolate: false,
    // A machine with more to do than this must not fail a test: what hangs is found all the same.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    setupFiles: ['test/helpers/setup.ts', 'test/helpers/seed.ts'],
    env: { TZ: process.env['TZ'] ?? 'UTC' },
    restoreMocks: true,
    unstubGlobals: true,
  },
});
