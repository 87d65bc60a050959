import ts from 'typescript';
import { root } from '../helpers/source.js';

/** Where a type is used: as what callers pass, or as what they get. */
type Direction = 'input' | 'output';

/** An optional property of a type of the package. */
export interface OptionalProperty {
  /** The type and the property, such as `JobsQuery.statuses`. */
  readonly name: string;
  readonly direction: Direction;
  /** Whether its type contains `undefined`, so that it can be given as such. */
  readonly takesUndefined: boolean;
}

/**
 * Every optional property that users of the entries can reach, through parameters, results, properties, generics and
 * callbacks, whose parameters are results and whose results are parameters.
 */
export function optionalProperties(entries: readonly string[]): OptionalProperty[] {
  const { config } = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, { ...ts.sys, readDirectory: () => [] }, root);
  const program = ts.createProgram(entries, { ...options, types: [] });
  const checker = program.getTypeChecker();
  const found = new Map<string, OptionalProperty>();
  const seen = { input: new Set<ts.Type>(), output: new Set<ts.Type>() };
  const types: [string, ts.Type][] = [];
  for (const entry of entries) {
    const source = program.getSourceFile(entry);
    const module = source && checker.getSymbolAtLocation(source);
    if (module === undefined) throw new Error(`${entry} exports nothing`);
    for (const symbol of checker.getExportsOfModule(module)) {
      const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      if (target.flags & ts.SymbolFlags.Value) visit(checker.getTypeOfSymbol(target), 'output', target.name);
      if (target.flags & ts.SymbolFlags.Type) types.push([target.name, checker.getDeclaredTypeOfSymbol(target)]);
    }
  }
  // Of what no function takes or returns, users write values, or nothing would export it.
  for (const [name, type] of types) if (!seen.input.has(type) && !seen.output.has(type)) visit(type, 'input', name);
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));

  function visit(type: ts.Type, direction: Direction, path: string): void {
    if (seen[direction].has(type)) return;
    seen[direction].add(type);
    const name = type.aliasSymbol?.name ?? (type.symbol?.name.startsWith('__') === false ? type.symbol.name : path);
    const parts = type.isUnionOrIntersection() ? type.types : [];
    for (const part of [...parts, ...(type.aliasTypeArguments ?? []), ...argumentsOf(type)])
      visit(part, direction, name);
    for (const signature of [...type.getCallSignatures(), ...type.getConstructSignatures()]) {
      if (!isOurs(signature.declaration)) continue;
      for (const parameter of signature.getParameters()) {
        visit(
          checker.getTypeOfSymbol(parameter),
          direction === 'input' ? 'output' : 'input',
          `${path}(${parameter.name})`,
        );
      }
      visit(signature.getReturnType(), direction, `${path}()`);
    }
    // A class or an interface of a package or of the platform has no property of ours.
    if (isForeign(type)) return;
    for (const property of checker.getPropertiesOfType(type)) {
      if (property.declarations?.some(isOurs) !== true || property.name.startsWith('#')) continue;
      const own = checker.getTypeOfSymbol(property);
      const propertyPath = `${name}.${property.name}`;
      if ((property.flags & ts.SymbolFlags.Optional) !== 0) {
        const options = own.isUnion() ? own.types : [own];
        const takesUndefined = options.some(
          (one) => one === checker.getUndefinedType() || (one.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0,
        );
        found.set(`${direction} ${propertyPath}`, { name: propertyPath, direction, takesUndefined });
      }
      visit(own, direction, propertyPath);
    }
  }

  function argumentsOf(type: ts.Type): readonly ts.Type[] {
    return isReference(type) ? checker.getTypeArguments(type) : [];
  }
}

function isReference(type: ts.Type): type is ts.TypeReference {
  return 'objectFlags' in type && (Number(type.objectFlags) & ts.ObjectFlags.Reference) !== 0;
}

function isForeign({ symbol }: ts.Type): boolean {
  const isClassOrInterface = (node: ts.Node): boolean => ts.isInterfaceDeclaration(node) || ts.isClassDeclaration(node);
  return symbol?.declarations?.some((node) => isClassOrInterface(node) && !isOurs(node)) === true;
}

function isOurs(declaration: ts.Node | undefined): boolean {
  return declaration?.getSourceFile().fileName.startsWith(`${root}src/`) === true;
}
