/** What `npm run test:mutation` changes, and with what it looks whether a test notices. */
export default {
  mutate: ['src/mappers/**/*.ts', '!src/mappers/index.ts', 'src/core/ids.ts', 'src/api/retry-rules.ts'],
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'test/mutation/vitest.config.mjs', related: false },
  coverageAnalysis: 'perTest',
  // Tables that are made once, on import: each mutant of them would need every test anew.
  ignoreStatic: true,
  ignorePatterns: ['bench', 'dist', 'docs', 'examples'],
  timeoutMS: 10_000,
  reporters: ['clear-text', 'json', 'progress-append-only'],
  clearTextReporter: { reportTests: false },
  jsonReporter: { fileName: 'reports/mutation.json' },
  thresholds: { high: 95, low: 90, break: 90 },
};
