import { join } from 'node:path';
import ts from 'typescript';
import { strictOptions } from '../compiler.js';

/** What the type of an option lets it be. */
export type OptionKind = 'number' | 'string' | 'boolean' | 'function' | 'object' | 'array';

export interface PublishedOption {
  readonly name: string;
  /** Empty where anything goes. */
  readonly kinds: ReadonlySet<OptionKind>;
}

const index = join(import.meta.dirname, '../../src/index.ts');

/** Every option of every interface of options that the core publishes, as its types say, by interface. */
export function publishedOptions(): ReadonlyMap<string, readonly PublishedOption[]> {
  const program = ts.createProgram([index], { ...strictOptions, lib: ['lib.es2023.d.ts'], types: ['node'] });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(index);
  const module = source && checker.getSymbolAtLocation(source);
  if (module === undefined) throw new Error(`${index} is no module`);
  const exported = checker.getExportsOfModule(module).filter(({ name }) => /Options$|Rules$|^DependencyRetry$|^HealthLevel$|^FallbackSource$|Sources$/.test(name));
  return new Map(exported.map((symbol) => [symbol.name, optionsOf(checker, checker.getDeclaredTypeOfSymbol(resolved(checker, symbol)))]));
}

function resolved(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

function optionsOf(checker: ts.TypeChecker, type: ts.Type): readonly PublishedOption[] {
  const types = type.isUnion() ? type.types : [type];
  const names = new Set(types.flatMap((one) => checker.getPropertiesOfType(one).map(({ name }) => name)));
  return [...names].map((name) => {
    const ofAll = types.flatMap((one) => {
      const property = checker.getPropertyOfType(one, name);
      return property === undefined ? [] : [checker.getTypeOfSymbol(property)];
    });
    return { name, kinds: new Set(ofAll.flatMap((one) => kindsOf(checker, one))) };
  });
}

function kindsOf(checker: ts.TypeChecker, type: ts.Type): readonly OptionKind[] {
  if (type.isUnion()) return type.types.flatMap((one) => kindsOf(checker, one));
  if (type.flags & ts.TypeFlags.NumberLike) return ['number'];
  if (type.flags & ts.TypeFlags.StringLike) return ['string'];
  if (type.flags & ts.TypeFlags.BooleanLike) return ['boolean'];
  if (checker.getSignaturesOfType(type, ts.SignatureKind.Call).length > 0) return ['function'];
  if (checker.isArrayLikeType(type)) return ['array'];
  return type.flags & ts.TypeFlags.Object ? ['object'] : [];
}
