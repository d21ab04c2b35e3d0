/**
 * Expressions of one file, lowered from whichever ESTree the host's parser made.
 * Values are plain data with positions: nothing downstream touches a parser's nodes, so models of linted files
 * can be kept without their trees, and two parsers can be shown to agree by comparing models.
 * Parentheses, `as`, `satisfies`, `!` and `<T>x` are transparent (the asserted type stays on the value).
 */
import type { BodySite, CatchModel, ClassModel, FunctionModel, TryRegion } from './model.js';
import type { Scope } from './scope.js';
import type { TypeModel } from './type-model.js';

/** Half-open range of UTF-16 offsets in the file's text. */
export type Range = readonly [start: number, end: number];

/** What a value's statement does with it, when no other value holds it. */
export type Use = 'statement' | 'return' | 'initialiser' | 'throw' | 'condition' | 'default' | 'field' | 'export' | 'loop' | 'other';

interface ValueBase {
  readonly range: Range;
  /** The value that this one is part of; `undefined` at the root of a statement. */
  parent: Value | undefined;
  /** Meaningful at the root only. */
  use: Use;
  /** `x as T`, `<T>x`, `x satisfies T`: the outermost asserted type. */
  asserted: TypeModel | undefined;
}

export interface NameValue extends ValueBase {
  readonly kind: 'name';
  readonly name: string;
  readonly scope: Scope;
}

export interface ThisValue extends ValueBase {
  readonly kind: 'this';
  readonly owner: ClassModel | undefined;
}

export interface SuperValue extends ValueBase {
  readonly kind: 'super';
  readonly owner: ClassModel | undefined;
}

export interface MemberValue extends ValueBase {
  readonly kind: 'member';
  readonly object: Value;
  /** `undefined` where the key is computed and not a literal. `#x` keeps its `#`. */
  readonly property: string | undefined;
  readonly propertyRange: Range;
  /** `a[b]`: the key. */
  readonly computed: Value | undefined;
  readonly optional: boolean;
}

export interface CallValue extends ValueBase {
  readonly kind: 'call';
  readonly isNew: boolean;
  readonly callee: Value;
  readonly args: readonly Value[];
  /** From `(` to after `)`; `undefined` for `new X` and tagged templates. */
  readonly argsRange: Range | undefined;
  readonly optional: boolean;
  /** Type arguments, `<…>` included. */
  readonly typeArguments: Range | undefined;
  /** The types themselves: `get<Thing>()`. */
  readonly typeArgumentModels: readonly TypeModel[];
  /** A tagged template: the template is the first argument. */
  readonly tagged: boolean;
  /** Where it stands. */
  readonly site: Site;
}

/** The surroundings of a call within its function. */
export interface Site {
  /** Innermost function (or class field initialiser or module body) that holds it. */
  readonly body: BodySite;
  /** Innermost `try { }` block of the same body that holds it. */
  readonly guard: TryRegion | undefined;
  /** Innermost `catch { }` clause of the same body that holds it. */
  readonly handler: CatchModel | undefined;
  /** Inside a loop's body within the same function. */
  readonly inLoop: boolean;
  /** Inside an `if`, `switch`, `?:`, `&&`… of the same function, so that it may not run. */
  readonly conditional: boolean;
}

export interface ObjectValue extends ValueBase {
  readonly kind: 'object';
  readonly entries: readonly ObjectEntry[];
}

export type ObjectEntry =
  | {
      readonly kind: 'property';
      /** `undefined` for a computed key that is not a literal. */
      readonly name: string | undefined;
      readonly value: Value;
      readonly range: Range;
      readonly keyRange: Range;
      readonly form: 'plain' | 'shorthand' | 'method' | 'getter' | 'setter';
    }
  | { readonly kind: 'spread'; readonly value: Value; readonly range: Range };

export interface ArrayValue extends ValueBase {
  readonly kind: 'array';
  /** Holes are left out. */
  readonly elements: readonly Value[];
}

export interface SpreadValue extends ValueBase {
  readonly kind: 'spread';
  readonly value: Value;
}

export interface FunctionValue extends ValueBase {
  readonly kind: 'function';
  readonly fn: FunctionModel;
}

export interface ClassValue extends ValueBase {
  readonly kind: 'class';
  readonly cls: ClassModel;
}

export interface LiteralValue extends ValueBase {
  readonly kind: 'literal';
  /** `undefined` for regular expressions and bigints. */
  readonly value: string | number | boolean | null | undefined;
}

export interface TemplateValue extends ValueBase {
  readonly kind: 'template';
  /** One more than `expressions`; cooked text. */
  readonly quasis: readonly string[];
  readonly expressions: readonly Value[];
}

/** `a ?? b`, `a || b`, `a && b`, `c ? a : b`: one of several values. `(a, b)` has the operator '&&': it is its last part. */
export interface EitherValue extends ValueBase {
  readonly kind: 'either';
  readonly operator: '??' | '||' | '&&' | '?:';
  readonly options: readonly Value[];
  /** The test of `?:`. */
  readonly condition: Value | undefined;
}

export interface AwaitValue extends ValueBase {
  readonly kind: 'await' | 'yield';
  readonly value: Value;
}

export interface AssignValue extends ValueBase {
  readonly kind: 'assign';
  readonly operator: string;
  readonly target: Value;
  readonly value: Value;
}

/** Arithmetic, comparison, `!x`, `typeof x`, `-x`… */
export interface OperationValue extends ValueBase {
  readonly kind: 'operation';
  readonly operator: string;
  readonly operands: readonly Value[];
}

/** Anything else (JSX, `import.meta`, …): its parts are still lowered. */
export interface OpaqueValue extends ValueBase {
  readonly kind: 'opaque';
  /** The parser's node type, for messages of tests. */
  readonly node: string;
  readonly parts: readonly Value[];
}

/** `import('x')`, and `require('x')` where `require` is the module loader's: the module's exports, in a promise or not. */
export interface ImportCallValue extends ValueBase {
  readonly kind: 'import-call';
  readonly specifier: string | undefined;
}

export type Value =
  | NameValue
  | ThisValue
  | SuperValue
  | MemberValue
  | CallValue
  | ObjectValue
  | ArrayValue
  | SpreadValue
  | FunctionValue
  | ClassValue
  | LiteralValue
  | TemplateValue
  | EitherValue
  | AwaitValue
  | AssignValue
  | OperationValue
  | OpaqueValue
  | ImportCallValue;
