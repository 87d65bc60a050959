import ts from 'typescript';

/**
 * What each declaration file gives to its users: the exported names in alphabetical order, with their declarations as
 * TypeScript understands them and without comments.
 */
export function apiReports(files: readonly string[]): string[] {
  const program = ts.createProgram(files, {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    types: [],
  });
  const checker = program.getTypeChecker();
  const printer = ts.createPrinter({ removeComments: true, newLine: ts.NewLineKind.LineFeed });
  return files.map((file) => {
    const source = program.getSourceFile(file);
    const entry = source && checker.getSymbolAtLocation(source);
    if (entry === undefined) throw new Error(`${file} exports nothing`);
    return checker
      .getExportsOfModule(entry)
      .map((symbol) => ({ name: symbol.name, target: original(symbol, checker) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ name, target }) => {
        const declared = derivedOf(target, checker) ?? declarationsOf(target, printer).join('\n');
        return `// ${name}\n${declared}\n`;
      })
      .join('\n');
  });
}

function original(symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** An interface that takes its properties from a computed type, with these properties; undefined for any other. */
function derivedOf(symbol: ts.Symbol, checker: ts.TypeChecker): string | undefined {
  const [node] = symbol.declarations ?? [];
  if (node === undefined || !ts.isInterfaceDeclaration(node)) return undefined;
  const bases = node.heritageClauses?.flatMap(({ types }) => types) ?? [];
  const isComputed = bases.some(({ expression }) => {
    const [base] = checker.getSymbolAtLocation(expression)?.declarations ?? [];
    return base !== undefined && ts.isTypeAliasDeclaration(base);
  });
  if (!isComputed) return undefined;
  const type = checker.getDeclaredTypeOfSymbol(symbol);
  const members = checker.getPropertiesOfType(type).map((property) => {
    const text = checker.typeToString(
      checker.getTypeOfSymbol(property),
      undefined,
      ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope,
    );
    const isOptional = (property.flags & ts.SymbolFlags.Optional) !== 0;
    return `    ${property.name}${isOptional ? '?' : ''}: ${text};`;
  });
  return `interface ${symbol.name} {\n${members.join('\n')}\n}`;
}

function declarationsOf(symbol: ts.Symbol, printer: ts.Printer): string[] {
  const declarations = symbol.declarations ?? [];
  if (declarations.length === 0) throw new Error(`${symbol.name} is declared nowhere`);
  // A constant is declared inside a statement, which says `const`.
  const statements = declarations.map((node) => (ts.isVariableDeclaration(node) ? node.parent.parent : node));
  return statements.map((node) => printer.printNode(ts.EmitHint.Unspecified, node, node.getSourceFile()));
}
