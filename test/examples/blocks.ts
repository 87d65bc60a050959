import { readdirSync, readFileSync } from 'node:fs';
import { readSources, root } from '../helpers/source.js';

/** TypeScript from a page or a comment, together with what it needs from the block before it. */
export interface Block {
  /** File and line, such as `README.md:12`. */
  readonly place: string;
  readonly code: string;
}

const FENCE = /^```ts\n([\s\S]*?)^```$/gm;
const EXAMPLE = /```ts\n([\s\S]*?)```/g;

/** Returns the blocks of README.md and docs/*.md. A block without an import continues the last one that has one. */
export function pageBlocks(): Block[] {
  const pages = readdirSync(`${root}docs`)
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`);
  return ['README.md', ...pages.sort()].flatMap((page) => {
    let base = '';
    return blocksIn(page, readFileSync(root + page, 'utf8'), FENCE).map(({ place, code }) => {
      if (/^import /m.test(code)) {
        base = code;
        return { place, code };
      }
      return { place, code: `${base}\n{\n${code}}\n` };
    });
  });
}

/** Returns the examples in the comments of src/. */
export function commentBlocks(): Block[] {
  return readSources().flatMap(({ path, text }) =>
    blocksIn(`src/${path}`, text.replace(/^[ \t]*\*(?!\/)[ \t]?/gm, ''), EXAMPLE),
  );
}

/** Whether a block runs without an eRecruiter installation. */
export function runsAlone({ code }: Block): boolean {
  return /createSandbox/.test(code) || !/\bERecruiter\b/.test(code);
}

function blocksIn(file: string, text: string, fence: RegExp): Block[] {
  return [...text.matchAll(fence)].map((match) => ({
    place: `${file}:${text.slice(0, match.index).split('\n').length + 1}`,
    code: match[1] ?? '',
  }));
}
