import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { root } from '../helpers/source.js';
// The example for vitest is a test file itself: it runs as one of this repository's.
import '../../examples/vitest/apply.test.js';

test('what the guide shows is in the examples that run', () => {
  const examples = ['vitest/apply.test.ts', 'jest/apply.test.cjs'].map((name) => flat(`examples/${name}`)).join('\n');
  const blocks = [...flat('docs/test-runners.md').matchAll(/^```(?:typescript|js)\n([^]*?)\n```$/gm)];
  expect(blocks.length).toBeGreaterThan(5);
  for (const [, block = ''] of blocks) expect(examples).toContain(block);
});

/** The text of a file without its indentation. */
function flat(path: string): string {
  return readFileSync(root + path, 'utf8').replace(/^[ \t]+/gm, '');
}
