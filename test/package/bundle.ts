import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** What a user's bundler makes of one import. */
export interface Bundle {
  /** Minified and gzipped size, all dependencies included. */
  readonly bytes: number;
  /** The modules inside, with forward slashes, largest share first. */
  readonly modules: readonly string[];
  /** Minified bytes of each of them. */
  readonly shares: ReadonlyMap<string, number>;
  /** The bundle itself. */
  readonly text: string;
}

/** Bundles an ES module text as if it stood in the given folder. */
export async function bundle(
  text: string,
  folder: string,
  platform: 'neutral' | 'browser' = 'neutral',
): Promise<Bundle> {
  const { metafile, outputFiles } = await build({
    stdin: { contents: text, resolveDir: folder },
    absWorkingDir: folder,
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: 'esm',
    target: 'es2022',
    platform,
    mainFields: ['module', 'main'],
    conditions: ['import'],
    outfile: 'bundle.js',
  });
  const inputs = Object.entries(metafile.outputs['bundle.js']?.inputs ?? {});
  const bySize = inputs
    .map(([path, { bytesInOutput }]) => [path.replaceAll('\\', '/'), bytesInOutput] as const)
    .filter(([, bytes]) => bytes > 0)
    .sort(([, a], [, b]) => b - a);
  return {
    bytes: outputFiles.reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0),
    modules: bySize.map(([path]) => path),
    shares: new Map(bySize),
    text: outputFiles.map((file) => file.text).join('\n'),
  };
}
