import ts from 'typescript';
import type { Source } from '../helpers/source.js';

const NODE_GLOBALS = new Set([
  'process',
  'Buffer',
  'console',
  'global',
  'require',
  'module',
  '__dirname',
  '__filename',
  'setImmediate',
]);
// A namespace inside a namespace cannot be tree-shaken: this one brings every locale of zod along.
const Z_CORE = "`z.core` at run time, import it from 'zod/v4/core'";
const MARKS = /\b(?:TODO|FIXME|XXX|HACK)\b|@ts-(?:ignore|nocheck|expect-error)|(?:eslint|biome)-\w+|prettier-\w+/g;
/** A table packed by hand: the line before gives the reason. */
const PACKED_TABLE = /\/\/ [^\n]{10,}\n\s*\/\/ $/;
/** Lists of everything that a folder has. */
const FOLDER_INDEXES = /^(?:schemas|models|raw|raw\/endpoints)\/index\.ts$/;
const KEBAB = /^(?:[a-z0-9]+(?:-[a-z0-9]+)*\/)*[a-z0-9]+(?:-[a-z0-9]+)*\.ts$/;
/** The one file that prints, where a caller asks for it. */
const PRINTER = 'core/log.ts';
/** The one file that listens to signals. */
const LISTENER = 'flow/abort.ts';
const MOST_LINES = 400;
/** A class of one-line methods and a table, each line with its documentation. */
const LONGER: Readonly<Record<string, number>> = { 'client.ts': 1300, 'options.ts': 600 };
const MOST_COLUMNS = 120;

/** Everything in a source that the house rules forbid, as `path:line: what`. */
export function houseViolations({ path, text }: Source): string[] {
  const found: string[] = [];
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const report = (position: number, what: string): void => {
    found.push(`${path}:${file.getLineAndCharacterOfPosition(position).line + 1}: ${what}`);
  };
  const visit = (node: ts.Node): void => {
    const problem = problemOf(node, path);
    if (problem !== undefined) report(node.getStart(), problem);
    ts.forEachChild(node, visit);
  };
  visit(file);

  for (const mark of text.matchAll(MARKS)) {
    const isReasoned = mark[0] === 'prettier-ignore' && PACKED_TABLE.test(text.slice(0, mark.index));
    if (!isReasoned) report(mark.index, `\`${mark[0]}\``);
  }
  if (!KEBAB.test(path)) report(0, 'a file name in kebab-case');
  for (const [index, line] of text.split('\n').entries()) {
    if (line.length > MOST_COLUMNS) found.push(`${path}:${index + 1}: a line of more than ${MOST_COLUMNS} columns`);
  }
  const lines = file.getLineStarts().length - 1;
  const most = LONGER[path] ?? MOST_LINES;
  if (lines > most) report(0, `${lines} lines, at most ${most}`);
  return found;
}

function problemOf(node: ts.Node, path: string): string | undefined {
  if (node.kind === ts.SyntaxKind.AnyKeyword) return '`any`';
  if (ts.isAsExpression(node) && !ts.isConstTypeReference(node.type)) return 'a cast';
  if (ts.isTypeAssertionExpression(node)) return 'a cast';
  if (ts.isNonNullExpression(node)) return 'a non-null `!`';
  if (ts.isPropertyDeclaration(node) && node.exclamationToken !== undefined) return 'a non-null `!`';
  if (ts.isEnumDeclaration(node)) return 'an enum';
  if (ts.isExportAssignment(node) || node.kind === ts.SyntaxKind.DefaultKeyword) return defaultProblem(node);
  if (ts.isExportDeclaration(node) && !isNamed(node) && !FOLDER_INDEXES.test(path)) return '`export *`';
  if (ts.isPropertyAccessExpression(node) && node.getText() === 'z.core') return Z_CORE;
  // Once Node 20 has optimised it, it says no to texts beyond Latin letters.
  if (ts.isIdentifier(node) && node.text === 'canParse') return '`canParse`';
  // One listener for each signal, however many wait: Node warns of the eleventh.
  if (ts.isIdentifier(node) && node.text === 'addEventListener' && path !== LISTENER) return '`addEventListener`';
  if (ts.isIdentifier(node) && node.text === 'console' && path === PRINTER) return undefined;
  if (ts.isIdentifier(node) && NODE_GLOBALS.has(node.text) && isGlobal(node)) return `\`${node.text}\``;
  return undefined;
}

function defaultProblem(node: ts.Node): string | undefined {
  return ts.isDefaultClause(node) ? undefined : 'a default export';
}

function isNamed(node: ts.ExportDeclaration): boolean {
  return node.exportClause !== undefined && ts.isNamedExports(node.exportClause);
}

/** Whether an identifier stands for the global of that name, not for a property or a declaration of its own. */
function isGlobal(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node)
    return parent.expression.getText() === 'globalThis';
  const isName =
    (ts.isPropertyAssignment(parent) ||
      ts.isPropertySignature(parent) ||
      ts.isPropertyDeclaration(parent) ||
      ts.isMethodDeclaration(parent) ||
      ts.isMethodSignature(parent)) &&
    parent.name === node;
  return !isName;
}
