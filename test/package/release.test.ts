import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { root } from '../helpers/source.js';
import { type Release, releaseProblems } from './release.js';

const MANIFEST = {
  name: 'a',
  version: '1.2.0',
  repository: { type: 'git', url: 'git+https://git.example.com/a/a.git' },
  homepage: 'https://git.example.com/a/a#readme',
  bugs: { url: 'https://git.example.com/a/a/issues' },
  publishConfig: { access: 'public', provenance: true },
};
const READY: Release = {
  manifest: JSON.stringify(MANIFEST),
  changelog: '# Changelog\n\n## [Unreleased]\n\n## [1.2.0] - 2026-11-23\n\n- New.\n\n## [1.1.0] - 2026-01-02\n',
  changes: '',
  tags: ['v1.2.0'],
};
const withFields = (fields: object): Partial<Release> => ({ manifest: JSON.stringify({ ...MANIFEST, ...fields }) });

test('a clean, tagged commit with an entry in the changelog can be published', () => {
  expect(releaseProblems(READY)).toEqual([]);
});

test.each<[string, Partial<Release>]>([
  ['private', withFields({ private: true })],
  ['no homepage:', withFields({ homepage: undefined })],
  ['no homepage, no bugs:', withFields({ homepage: ' ', bugs: { url: '' } })],
  ['no repository: docs/CONTRIBUTING.md', withFields({ repository: { type: '', url: '' }, publishConfig: {} })],
  ['a repository, but no publishConfig.provenance', withFields({ publishConfig: undefined })],
  ['a repository, but no publishConfig.provenance', withFields({ publishConfig: { provenance: 'true' } })],
  ['no entry', { changelog: READY.changelog.replace('[1.2.0]', '[1.3.0]') }],
  ['no entry', { changelog: READY.changelog.replace('2026-11-23', 'soon') }],
  ['unreleased changes', { changelog: READY.changelog.replace('[Unreleased]\n', '[Unreleased]\n\n- Later.\n') }],
  ['no commit has', { changes: ' M src/index.ts' }],
  ['no tag v1.2.0', { tags: ['v1.2', '1.2.0'] }],
])('%s keeps it back', (problem, change) => {
  expect(releaseProblems({ ...READY, ...change })).toEqual([expect.stringContaining(problem)]);
});

test('provenance without a repository is a problem of its own', () => {
  expect(releaseProblems({ ...READY, ...withFields({ repository: undefined }) })).toEqual([
    expect.stringContaining('no repository:'),
    expect.stringContaining('no repository to compare it with'),
  ]);
});

test('package.json has provenance only with a repository, and names no address until the owner sets it', () => {
  const manifest = readFileSync(`${root}package.json`, 'utf8');
  const problems = releaseProblems({ ...READY, manifest });
  expect(problems.filter((problem) => problem.includes('provenance'))).toEqual([]);
  expect(readFileSync(`${root}docs/CONTRIBUTING.md`, 'utf8')).toContain('\n### What only the owner knows\n');
});
