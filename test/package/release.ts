import * as z from 'zod';

/** What a release is judged by. */
export interface Release {
  /** Text of package.json. */
  readonly manifest: string;
  /** Text of CHANGELOG.md. */
  readonly changelog: string;
  /** What `git status --porcelain` printed. */
  readonly changes: string;
  /** Tags of the commit. */
  readonly tags: readonly string[];
}

const manifestSchema = z.object({
  version: z.string(),
  repository: z.optional(z.unknown()),
  private: z.optional(z.unknown()),
});

/** What keeps the version of package.json from being published; empty when nothing does. */
export function releaseProblems({ manifest, changelog, changes, tags }: Release): string[] {
  const { version, repository, private: isPrivate } = manifestSchema.parse(JSON.parse(manifest));
  const unreleased = /^## \[Unreleased\]\s*\n([\s\S]*?)(?=^## |$(?![\s\S]))/m.exec(changelog)?.[1] ?? '';
  const hasEntry = changelog.split('\n').some((line) => /^## \[(.+)\] - \d{4}-\d\d-\d\d$/.exec(line)?.[1] === version);
  const problems: [boolean, string][] = [
    [isPrivate === true, 'package.json says private'],
    [repository === undefined, 'package.json names no repository, which npm compares with the provenance'],
    [!hasEntry, `CHANGELOG.md has no entry "## [${version}] - YYYY-MM-DD"`],
    [/\S/.test(unreleased), 'CHANGELOG.md has unreleased changes'],
    [changes !== '', `there are changes that no commit has:\n${changes}`],
    [!tags.includes(`v${version}`), `the commit has no tag v${version}`],
  ];
  return problems.filter(([holds]) => holds).map(([, problem]) => problem);
}
