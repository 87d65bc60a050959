import base from '../../vitest.config.ts';

/**
 * Only the examples that specify what is mutated: they run once for every mutant, each time in one new worker. The
 * random tests would take longer, and show nobody what a rule means.
 */
export default {
  ...base,
  test: {
    ...base.test,
    include: [
      'test/unit/{core-ids,api-labels,api-retry-rules,api-lossless-json,attachment-{base64,format,name},mappers-*}.test.ts',
    ],
    setupFiles: ['test/helpers/seed.ts'],
    isolate: false,
  },
};
