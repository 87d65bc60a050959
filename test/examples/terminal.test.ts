import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createProgress } from '../../examples/support/progress.js';
import { sample } from '../../examples/support/sample.js';
import { bold, cut, width } from '../../examples/support/style.js';
import { table } from '../../examples/support/table.js';

const ANSI = /\x1b\[[\d;]*m/g;
const TABLE = () =>
  table(['model', 'records', 'seconds'], [['job-specific screening questions', '1,200', '0.3']], ['total', '', '0.3']);
const RECORD = { id: 'x'.repeat(200), name: 'Eva', none: null };

const { isTTY, columns } = process.stdout;
let written = '';

/** Makes standard output a terminal, or none, of a width. */
function terminal(is: { readonly isTTY: boolean; readonly columns: number | undefined }): void {
  Object.assign(process.stdout, is);
}

beforeEach(() => {
  written = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written += String(text);
    return true;
  });
  vi.stubEnv('FORCE_COLOR', undefined);
  vi.stubEnv('NO_COLOR', '');
  vi.stubEnv('TERM', 'xterm');
});
afterEach(() => {
  Object.assign(process.stdout, { isTTY, columns });
  vi.unstubAllEnvs();
});

describe.each([0, 1, 2, 3, 5, 7, 10, 20, 21, 37, 40, 80, 1_000, undefined, Number.NaN])('%s columns', (columns) => {
  test('everything is shown, and the bar fits into one line', () => {
    terminal({ isTTY: true, columns });
    expect(width()).toBeGreaterThan(0);
    expect(TABLE()).toContain('1,200');
    expect(TABLE()).toContain('job-specific screening questions');
    expect(sample('Job', RECORD)).toMatch(/id +'x/);
    expect(sample('Job', { none: null })).toContain('Job');
    expect(cut('abc', width() - 1_000)).toBe('…');
    const progress = createProgress();
    for (const share of [0, 0.5, 2, Number.NaN]) progress.show(share, 'candidates: 12 records, 40 raw requests, 1.4 s');
    progress.done('');
    progress.end();
    const lines = written.replace(ANSI, '').split('\r\x1b[K');
    expect(lines).toHaveLength(6);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(Math.max(width(), 2));
    if (width() > 8) expect(lines[2]).toMatch(/^ {2}━+─+ {2}\S/);
  });
});

test('a table that does not fit becomes blocks', () => {
  terminal({ isTTY: false, columns: 30 });
  const block = ['  job-specific screening questions', '    records  1,200', '    seconds  0.3'];
  expect(TABLE()).toBe([...block, '  total', '    seconds  0.3'].join('\n'));
  terminal({ isTTY: false, columns: 80 });
  expect(TABLE().split('\n')).toHaveLength(5);
});

describe('colours and redrawing', () => {
  test.each<[string, boolean, Readonly<Record<string, string>>, colours: boolean, bar: boolean]>([
    ['a terminal', true, {}, true, true],
    ['no terminal', false, {}, false, false],
    ['a dumb terminal', true, { TERM: 'dumb' }, false, false],
    ['NO_COLOR', true, { NO_COLOR: '1' }, false, true],
    ['an empty NO_COLOR', true, { NO_COLOR: '' }, true, true],
    ['FORCE_COLOR without a terminal', false, { FORCE_COLOR: '1' }, true, false],
    ['FORCE_COLOR=0', true, { FORCE_COLOR: '0' }, false, true],
    ['FORCE_COLOR and NO_COLOR, as in Node', true, { FORCE_COLOR: '3', NO_COLOR: '1' }, true, true],
    ['FORCE_COLOR on a dumb terminal', true, { FORCE_COLOR: '1', TERM: 'dumb' }, true, false],
  ])('%s', (_, isTerminal, variables, colours, bar) => {
    terminal({ isTTY: isTerminal, columns: 80 });
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
    expect(bold('a')).toBe(colours ? '\x1b[1ma\x1b[0m' : 'a');
    createProgress().show(0.5, 'jobs');
    expect(written.includes('\r')).toBe(bar);
  });
});
