import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../helpers/run.js';
import { root } from '../helpers/source.js';

test('`npm test` says which step is running, and ends with a count', { timeout: 60_000 }, async () => {
  const nothing = run(process.execPath, ['test/run.mjs', 'no-such-test'], root);
  await expect(nothing).rejects.toThrow(/^\n── step 1 of 1: tests\n[^]+\nafter \d+ s:\n0 passed, 1 failed\n/m);
});

test('`npm test`, when interrupted, says so and leaves no folder behind', { timeout: 60_000 }, async () => {
  const temporary = mkdtempSync(join(tmpdir(), 'interrupted-'));
  try {
    const child = spawn(process.execPath, ['test/run.mjs', 'no-such-test'], {
      cwd: root,
      env: { ...process.env, TMPDIR: temporary },
    });
    let printed = '';
    let isInterrupted = false;
    const code = new Promise((resolve) => child.on('close', resolve));
    child.stdout.on('data', (chunk) => {
      printed += String(chunk);
      if (isInterrupted || !printed.includes('step 1 of 1')) return;
      isInterrupted = true; // a second signal would end it at once
      child.kill('SIGINT');
    });
    expect(await code).toBe(130);
    expect(printed).toMatch(/\ninterrupted after \d+ s\n$/);
    expect(readdirSync(temporary)).toEqual([]);
  } finally {
    rmSync(temporary, { recursive: true });
  }
});
