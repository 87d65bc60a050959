import { expect, test } from 'vitest';
import { type Release, releaseProblems } from './release.js';

const READY: Release = {
  manifest: JSON.stringify({ name: 'a', version: '1.2.0', repository: 'github:a/a' }),
  changelog: '# Changelog\n\n## [Unreleased]\n\n## [1.2.0] - 2026-11-23\n\n- New.\n\n## [1.1.0] - 2026-01-02\n',
  changes: '',
  tags: ['v1.2.0'],
};

test('a clean, tagged commit with an entry in the changelog can be published', () => {
  expect(releaseProblems(READY)).toEqual([]);
});

test.each<[string, Partial<Release>]>([
  ['private', { manifest: JSON.stringify({ version: '1.2.0', repository: 'github:a/a', private: true }) }],
  ['repository', { manifest: JSON.stringify({ version: '1.2.0' }) }],
  ['no entry', { changelog: READY.changelog.replace('[1.2.0]', '[1.3.0]') }],
  ['no entry', { changelog: READY.changelog.replace('2026-11-23', 'soon') }],
  ['unreleased changes', { changelog: READY.changelog.replace('[Unreleased]\n', '[Unreleased]\n\n- Later.\n') }],
  ['no commit has', { changes: ' M src/index.ts' }],
  ['no tag v1.2.0', { tags: ['v1.2', '1.2.0'] }],
])('%s keeps it back', (problem, change) => {
  expect(releaseProblems({ ...READY, ...change })).toEqual([expect.stringContaining(problem)]);
});
