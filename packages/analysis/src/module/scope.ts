import type { CatchModel, ClassModel, FunctionModel } from './model.js';
import type { TypeModel } from './type-model.js';
import type { Range, Value } from './value.js';

/** Where the value behind a name comes from. */
export type BindingSource =
  | { readonly from: 'import'; readonly specifier: string; readonly imported: string; readonly typeOnly: boolean }
  /** `const { a: { b } = d } = value`: path is ['a', 'b'] (array positions as '0', rest and computed keys as '...'), fallback is d. */
  | { readonly from: 'value'; readonly value: Value; readonly path: readonly string[]; readonly fallback: Value | undefined }
  | {
      readonly from: 'parameter';
      readonly fn: FunctionModel;
      readonly index: number;
      readonly path: readonly string[];
      readonly fallback: Value | undefined;
    }
  | { readonly from: 'function'; readonly fn: FunctionModel }
  | { readonly from: 'class'; readonly cls: ClassModel }
  | { readonly from: 'catch'; readonly clause: CatchModel }
  /** `for (const x of value)`. */
  | { readonly from: 'loop'; readonly value: Value; readonly path: readonly string[] }
  /** Interface or alias. */
  | { readonly from: 'type'; readonly type: TypeModel }
  /** `let x;`, `declare`, enum, namespace. */
  | { readonly from: 'nothing' };

export interface Binding {
  readonly name: string;
  readonly keyword: 'import' | 'const' | 'let' | 'var' | 'parameter' | 'function' | 'class' | 'catch' | 'type' | 'enum' | 'namespace' | 'using';
  /** Of the declaring identifier. */
  readonly range: Range;
  readonly scope: Scope;
  readonly source: BindingSource;
  /** Its own annotation, or the member of the pattern's annotation that the path names. */
  readonly type: TypeModel | undefined;
  /** Values assigned to it after its declaration, in source order. */
  readonly assigned: Value[];
  /** Reads seen after the declaration: exact for parameters, catch parameters and block-scoped names. */
  reads: number;
}

/** One lexical scope. Names are complete only once the whole file is lowered: look them up late. */
export class Scope {
  readonly names = new Map<string, Binding>();

  constructor(
    readonly kind: 'module' | 'function' | 'block' | 'class',
    readonly parent: Scope | undefined,
  ) {}

  /** The binding that a name stands for here, or undefined for a global. */
  lookup(name: string): Binding | undefined {
    return this.names.get(name) ?? this.parent?.lookup(name);
  }
}
