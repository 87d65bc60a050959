import { describe, expect, test } from 'vitest';
import { goldenCases } from '../fixtures/golden/golden.js';

describe('golden pairs', () => {
  test.each(goldenCases().map((golden) => [`${golden.model}: ${golden.name}`, golden] as const))(
    '%s',
    async (_, golden) => {
      const unified = `${JSON.stringify(golden.unified(), null, 2)}\n`;

      await expect(unified).toMatchFileSnapshot(golden.unifiedPath);
      expect(golden.issues).toEqual(golden.expectedIssues);
    },
  );
});
