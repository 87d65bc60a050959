import fc from 'fast-check';
import ts from 'typescript';
import { readSources } from '../helpers/source.js';

/** A regular expression of the sources, with the texts that are meant to make it slow. */
export interface Suspect {
  /** Such as `options.ts /\/api$/i`. */
  readonly name: string;
  readonly source: string;
  readonly flags: string;
  readonly inputs: readonly Input[];
}

/** A text in short: what comes before, what is repeated, what comes after. */
type Input = readonly [before: string, unit: string, after: string];

/** Regular expressions that are made at run time: those of a tester's own fault rules. */
const MADE = ['sandbox/faults/faults.ts new RegExp(on.source, on.flags.replace(/[gy]/g, ""))'.replaceAll('"', "'")];

/** Every regular expression in src/, found by the compiler; throws for one that is made at run time unless it is known. */
export function suspectsOf(sources = readSources()): Suspect[] {
  return sources.flatMap(({ path, text }) => {
    const found: Suspect[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) found.push(suspectOf(`${path} ${node.text}`, node.text));
      const isMade = (ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === 'RegExp';
      if (isMade && !MADE.includes(`${path} ${node.getText()}`)) throw new Error(`${path}: ${node.getText()}`);
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
    return found;
  });
}

/** A regular expression as it stands in a source. */
export function suspectOf(name: string, literal: string): Suspect {
  const end = literal.lastIndexOf('/');
  const source = literal.slice(1, end);
  const flags = literal.slice(end + 1);
  return { name, source, flags, inputs: hostileTo(source, flags) };
}

/** Enough of each kind of character, and one that hardly any pattern takes. */
const COMMON = [...'a0A .-@/:;"\\<+', '\n', 'ä', '\u0000'];

/** Texts that come near to what an expression takes, with one part of them repeated over and over. */
function hostileTo(source: string, flags: string): Input[] {
  const own = [...new Set(source.replace(/\\[a-zA-Z]|[\\()[\]{}|?*+^$]/g, ''))].slice(0, 8);
  const letters = [...new Set([...own, ...COMMON])];
  const single = letters.flatMap((unit): Input[] => [
    ['', unit, ''],
    ['', unit, '\u0000'],
  ]);
  const pairs = letters.slice(0, 8).flatMap((a) => letters.slice(0, 12).map((b): Input => [a, b + a, '\u0000']));
  const pumped = matchesOf(source, flags).flatMap((text) =>
    Array.from({ length: Math.min(text.length, 10) }, (_, at) =>
      [1, 2].flatMap((size): Input[] => [
        [text.slice(0, at), text.slice(at, at + size), '\u0000'],
        [text.slice(0, at), text.slice(at, at + size), `${text.slice(at)}\u0000`],
      ]),
    ).flat(),
  );
  return [...single, ...pairs, ...pumped].filter(([, unit]) => unit !== '');
}

/** The characters that fast-check draws from for a negated class: it looks for ever where the class has none of them. */
const DRAWN = Array.from({ length: 95 }, (_, place) => String.fromCharCode(32 + place));

/** A few texts that an expression takes; none where it holds what fast-check cannot make. */
function matchesOf(source: string, flags: string): string[] {
  const negated = source.match(/\[\^(?:\\.|[^\]\\])*\]/g) ?? [];
  if (negated.some((set) => !DRAWN.some((char) => new RegExp(set, flags).test(char)))) return [];
  try {
    const whole = new RegExp(`^(?:${source.replace(/^\^|\$$/g, '')})$`, flags.replace(/[gy]/g, ''));
    return fc.sample(fc.stringMatching(whole, { maxLength: 40 }), { numRuns: 2 });
  } catch {
    return [];
  }
}

/** What a worker runs: it tells how long each expression took on each of its inputs, and which was the worst. */
export const JUDGE = `
const { parentPort, workerData } = require('node:worker_threads');
for (const { name, source, flags, inputs } of workerData.suspects) {
  parentPort.postMessage({ name });
  const expression = new RegExp(source, flags);
  let worst = { ms: 0, input: null };
  for (const [before, unit, after] of inputs) {
    const text = before + unit.repeat(Math.ceil(workerData.size / unit.length)) + after;
    let ms = Infinity;
    // The best of three: a machine with much else to do is slow now and then, an expression always.
    for (let run = 0; run < 3 && ms > workerData.limit; run += 1) {
      const start = performance.now();
      text.replace(expression, '');
      ms = Math.min(ms, performance.now() - start);
    }
    if (ms > worst.ms) worst = { ms, input: [before.slice(0, 20), unit, after.slice(0, 20)] };
    if (ms > workerData.limit) break;
  }
  parentPort.postMessage({ name, ...worst });
}
`;
