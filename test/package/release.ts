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
  homepage: z.optional(z.unknown()),
  bugs: z.optional(z.unknown()),
  private: z.optional(z.unknown()),
  publishConfig: z.optional(z.object({ provenance: z.optional(z.unknown()) })),
});

/** Only the owner knows these. */
const OWNERS = ['repository', 'homepage', 'bugs'] as const;
const HOW = 'docs/CONTRIBUTING.md, "What only the owner knows", has the command';

/** What keeps the version of package.json from being published; empty when nothing does. */
export function releaseProblems({ manifest, changelog, changes, tags }: Release): string[] {
  const { version, private: isPrivate, publishConfig, ...fields } = manifestSchema.parse(JSON.parse(manifest));
  const missing = OWNERS.filter((name) => isEmpty(fields[name]));
  const hasRepository = !missing.includes('repository');
  const hasProvenance = publishConfig?.provenance === true;
  const unreleased = /^## \[Unreleased\]\s*\n([\s\S]*?)(?=^## |$(?![\s\S]))/m.exec(changelog)?.[1] ?? '';
  const hasEntry = changelog.split('\n').some((line) => /^## \[(.+)\] - \d{4}-\d\d-\d\d$/.exec(line)?.[1] === version);
  const problems: [boolean, string][] = [
    [isPrivate === true, 'package.json says private'],
    [missing.length > 0, `package.json has no ${missing.join(', no ')}: ${HOW}`],
    [hasRepository && !hasProvenance, `package.json has a repository, but no publishConfig.provenance: ${HOW}`],
    [
      !hasRepository && hasProvenance,
      'package.json has publishConfig.provenance, but no repository to compare it with',
    ],
    [!hasEntry, `CHANGELOG.md has no entry "## [${version}] - YYYY-MM-DD"`],
    [/\S/.test(unreleased), 'CHANGELOG.md has unreleased changes'],
    [changes !== '', `there are changes that no commit has:\n${changes}`],
    [!tags.includes(`v${version}`), `the commit has no tag v${version}`],
  ];
  return problems.filter(([holds]) => holds).map(([, problem]) => problem);
}

/** Whether a field is missing or blank, or an object of blank fields, such as `{ "url": "" }`. */
function isEmpty(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).every(isEmpty);
  return typeof value !== 'string' || value.trim() === '';
}
