/** One file as the analysis sees it: names, functions, classes, calls, catch clauses; no parser nodes. */
import type { Binding, Scope } from './scope.js';
import type { TypeModel } from './type-model.js';
import type { CallValue, ObjectValue, Range, Value } from './value.js';

export interface ModuleModel {
  /** Real, absolute path with `/`. */
  readonly path: string;
  readonly text: string;
  readonly format: 'esm' | 'commonjs';
  /** 'use client', 'use server', 'use strict'… */
  readonly directives: readonly string[];
  readonly hasJsx: boolean;
  /** Whether the file may hold type syntax (.ts, .tsx, .mts, .cts). */
  readonly isTypeScript: boolean;
  readonly scope: Scope;
  readonly imports: readonly ImportModel[];
  readonly exports: readonly ExportModel[];
  /** Every call, `new` and tagged template, in source order of their start. */
  readonly calls: readonly CallValue[];
  readonly functions: readonly FunctionModel[];
  readonly classes: readonly ClassModel[];
  readonly catches: readonly CatchModel[];
  readonly objects: readonly ObjectValue[];
  /** Assignments whose target is a member (`this.x = v`, `module.exports = v`, `axios.defaults.timeout = v`). */
  readonly assignments: readonly MemberAssignment[];
  /** All names read that no scope of the file declares: `window`, `fetch`, `process`. */
  readonly globals: ReadonlySet<string>;
  /** Comments in source order, delimiters included. */
  readonly comments: readonly Range[];
}

/** One import declaration, or a `require` that is a declaration's initialiser or a statement of its own at the top of the module. */
export interface ImportModel {
  readonly specifier: string;
  readonly range: Range;
  /** `import type …`. */
  readonly typeOnly: boolean;
  readonly form: 'import' | 'require';
  /** The names it binds; empty for side effects. */
  readonly names: readonly ImportedName[];
}

export interface ImportedName {
  readonly local: string;
  /** 'default', '*' or the exported name. */
  readonly imported: string;
  readonly typeOnly: boolean;
  readonly range: Range;
}

export type ExportModel =
  /** `export default value`, `exports.x = …`, and each property of `module.exports = { x }`. */
  | { readonly kind: 'local'; readonly name: string; readonly value: Value; readonly typeOnly: boolean }
  /** `export const x`, `export { a as b }`, `export default function f() {}`: a binding in the module's scope. */
  | { readonly kind: 'binding'; readonly name: string; readonly local: string; readonly typeOnly: boolean }
  /** `export { a as b } from 'x'`; imported '*' for `export * as b`. */
  | { readonly kind: 'forward'; readonly name: string; readonly imported: string; readonly specifier: string; readonly typeOnly: boolean }
  /** `export * from 'x'`. */
  | { readonly kind: 'all'; readonly specifier: string }
  /** `module.exports = value`, `export = value`; stands behind all named exports. */
  | { readonly kind: 'module'; readonly value: Value };

/** Code that runs as one: a function's body, a class field's initialiser (belongs to the class), or the module itself. */
export type BodySite =
  | { readonly kind: 'function'; readonly fn: FunctionModel }
  | { readonly kind: 'field'; readonly cls: ClassModel }
  | { readonly kind: 'module' };

export interface FunctionModel {
  /** Declared name, else that of the variable, property, field or method that holds it. */
  readonly name: string | undefined;
  readonly form: 'declaration' | 'expression' | 'arrow' | 'method' | 'getter' | 'setter' | 'constructor';
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  readonly params: readonly ParameterModel[];
  readonly returnType: TypeModel | undefined;
  /** Returned expressions in source order; an arrow's expression body is one. */
  readonly returns: readonly Value[];
  readonly range: Range;
  /** Braces included; an expression body's range without parentheses. */
  readonly bodyRange: Range;
  readonly bodyIsExpression: boolean;
  /** The body that holds it. */
  readonly parent: BodySite;
  /** For class members. */
  readonly cls: ClassModel | undefined;
  readonly scope: Scope;
  /** Calls that stand directly in it, not in functions nested in it. */
  readonly calls: readonly CallValue[];
  /** What its own statements do, branches flattened: to judge handlers. Which statements count is written in effects.ts. */
  readonly effects: readonly Effect[];
  /** Mentions `this`, `super` (arrow functions' mentions count for the function around them). */
  readonly usesThis: boolean;
  readonly usesArguments: boolean;
  readonly decorators: readonly DecoratorModel[];
  /** Where it stands as an expression. */
  readonly value: Value | undefined;
}

export interface ParameterModel {
  /** `undefined` for patterns. */
  readonly name: string | undefined;
  readonly type: TypeModel | undefined;
  readonly optional: boolean;
  readonly fallback: Value | undefined;
  readonly isRest: boolean;
  /** `constructor(private readonly redis: Redis)`. */
  readonly isProperty: boolean;
  readonly decorators: readonly DecoratorModel[];
  readonly range: Range;
}

export interface DecoratorModel {
  /** `InjectRedis`, `Inject`. */
  readonly name: string | undefined;
  readonly value: Value;
}

export interface ClassModel {
  readonly name: string | undefined;
  readonly extends: Value | undefined;
  readonly decorators: readonly DecoratorModel[];
  readonly fields: readonly FieldModel[];
  readonly methods: readonly MethodModel[];
  /** `implements` types. */
  readonly implements: readonly TypeModel[];
  readonly range: Range;
  readonly scope: Scope;
}

export interface FieldModel {
  readonly name: string;
  readonly isStatic: boolean;
  readonly type: TypeModel | undefined;
  readonly value: Value | undefined;
  readonly decorators: readonly DecoratorModel[];
  readonly range: Range;
}

export interface MethodModel {
  readonly name: string;
  readonly isStatic: boolean;
  /** `private`, `protected` or `#name`. */
  readonly isPrivate: boolean;
  readonly fn: FunctionModel;
}

export interface MemberAssignment {
  readonly target: Value;
  readonly operator: string;
  readonly value: Value;
  readonly body: BodySite;
}

/** A `try` statement's block. */
export interface TryRegion {
  readonly block: Range;
  readonly clause: CatchModel | undefined;
  readonly parent: TryRegion | undefined;
  /** The catch clause, of the same body, in which this `try` stands. */
  readonly handler: CatchModel | undefined;
}

export interface CatchModel {
  /** Of the word `catch`. */
  readonly keyword: Range;
  /** From `catch` to after `}`. */
  readonly range: Range;
  /** Braces included. */
  readonly block: Range;
  /** `undefined` for `catch {`. */
  readonly parameter: Binding | undefined;
  /** Declared by a pattern: `catch ({ message })`. */
  readonly parameterIsPattern: boolean;
  /** Any read of the parameter (or of a name of its pattern). */
  readonly usesError: boolean;
  readonly effects: readonly Effect[];
  /** A comment stands in the block. */
  readonly hasComment: boolean;
  readonly body: BodySite;
  readonly tryBlock: Range;
  /** Calls directly in the `try` block (nested functions left out). */
  readonly guarded: readonly CallValue[];
}

/** One thing that a body's statements do; `conditional` when an `if`, loop or `switch` may skip it. */
export type Effect =
  | { readonly kind: 'return'; readonly value: Value | undefined; readonly conditional: boolean }
  | { readonly kind: 'throw'; readonly value: Value; readonly conditional: boolean }
  | { readonly kind: 'call'; readonly call: CallValue; readonly conditional: boolean }
  | { readonly kind: 'assign'; readonly target: Value; readonly value: Value; readonly conditional: boolean }
  | { readonly kind: 'jump'; readonly word: 'break' | 'continue'; readonly conditional: boolean }
  | { readonly kind: 'other'; readonly conditional: boolean };
