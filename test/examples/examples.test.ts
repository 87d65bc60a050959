import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { runTypeScript } from '../helpers/run.js';
import { root } from '../helpers/source.js';

const examples = readdirSync(`${root}examples`).filter((name) => name.endsWith('.ts'));

test('there is a demo', () => {
  expect(examples).toContain('demo.ts');
});

describe.concurrent('every example runs to its end without credentials', () => {
  test.each(examples)('%s', { timeout: 60_000 }, async (name) => {
    expect(await runTypeScript(`examples/${name}`)).not.toBe('');
  });
});
