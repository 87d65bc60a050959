import ts from 'typescript';
import type { Source } from '../helpers/source.js';

const SOURCES_OF_CHANCE = new Set(['randomUUID', 'getRandomValues', 'randomBytes', 'randomInt', 'randomFillSync']);
const CONFIGURATIONS = new Set(['configureGlobal', 'resetConfigureGlobal']);
// `path` belongs to a seed: it names one of its cases.
const SEEDS = new Set(['seed', 'path']);

/** Everything in a test that could draw something else in the next run, as `path:line: what`. */
export function randomnessViolations({ path, text }: Source): string[] {
  const found: string[] = [];
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node): void => {
    const problem = problemOf(node);
    if (problem !== undefined) {
      found.push(`${path}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${problem}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function problemOf(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node)) return importProblem(node);
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length)
    return '`new Date()`';
  if (ts.isCallExpression(node) && node.expression.getText() === 'Date') return '`Date()`';
  if (ts.isCallExpression(node) && /^Date\s*\.\s*now$/.test(node.expression.getText())) return '`Date.now()`';
  // A clock that is handed over (`now: Date.now`) draws nothing.
  if (ts.isPropertyAccessExpression(node) && node.getText() === 'Math.random') return '`Math.random`';
  if (ts.isIdentifier(node) && SOURCES_OF_CHANCE.has(node.text)) return `\`${node.text}\``;
  if (ts.isIdentifier(node) && CONFIGURATIONS.has(node.text)) return `\`${node.text}\``;
  if (ts.isObjectLiteralElementLike(node) && SEEDS.has(node.name?.getText() ?? '') && isParameterOfRun(node)) {
    return `a \`${node.name?.getText()}\` of its own`;
  }
  return undefined;
}

/** Parts of fast-check under names of their own would be hard to find. */
function importProblem({ moduleSpecifier, importClause }: ts.ImportDeclaration): string | undefined {
  if (!ts.isStringLiteral(moduleSpecifier) || moduleSpecifier.text !== 'fast-check') return undefined;
  if (importClause?.isTypeOnly) return undefined;
  const name = importClause?.name ?? (importClause?.namedBindings && namespaceOf(importClause.namedBindings));
  return name?.text === 'fc' ? undefined : 'fast-check is imported as `fc`';
}

function namespaceOf(bindings: ts.NamedImportBindings): ts.Identifier | undefined {
  return ts.isNamespaceImport(bindings) ? bindings.name : undefined;
}

/** Whether a property stands in what `fc.assert` and its like are given, not in what they draw. */
function isParameterOfRun(property: ts.Node): boolean {
  const holder = property.parent;
  const call = holder.parent;
  return (
    ts.isCallExpression(call) &&
    /^fc\.(?:assert|check|sample|statistics)$/.test(call.expression.getText()) &&
    call.arguments.slice(1).some((argument) => argument === holder)
  );
}
