/** Where the walk over one file stands, and what it has found so far. */
import type { TSESTree } from '@typescript-eslint/types';
import type { BodySite, CatchModel, ClassModel, Effect, ExportModel, FunctionModel, ImportModel, MemberAssignment, TryRegion } from './model.js';
import { endOf, rangeOf, startOf } from './positions.js';
import { Scope, type Binding } from './scope.js';
import type { CallValue, NameValue, ObjectValue, Range, Site, Value } from './value.js';

/** A model under construction. */
export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A list of effects that is being filled: that of a function or of a catch clause. */
export interface Sink {
  readonly effects: Effect[];
  /** The frame's `skips` and `tries` where the list begins. */
  readonly skips: number;
  readonly tries: number;
}

/** The body that is being lowered, and the surroundings within it. */
export interface Frame {
  readonly site: BodySite;
  readonly outer: Frame | undefined;
  /** Undefined for the module and for class fields. */
  readonly fn: Mutable<FunctionModel> | undefined;
  readonly returns: Value[];
  readonly calls: CallValue[];
  /** The class that `this` is an instance of. */
  readonly owner: ClassModel | undefined;
  guard: OpenTry | undefined;
  handler: CatchModel | undefined;
  inLoop: boolean;
  conditional: boolean;
  /** The surroundings above as calls share them, until one changes. */
  current: Site | undefined;
  readonly sinks: Sink[];
  /** Branches, loops and catch clauses around: statements in them may be skipped. */
  skips: number;
  /** `try` blocks around that have a catch clause. */
  tries: number;
}

/** A `try` block whose calls are being gathered. */
export interface OpenTry extends TryRegion {
  readonly guarded: CallValue[];
  readonly parent: OpenTry | undefined;
}

export interface Write {
  readonly scope: Scope;
  readonly name: string;
  readonly value: Value;
}

/** A clause whose use of its parameter is known at the end of the file. */
export interface PendingCatch {
  readonly clause: Mutable<CatchModel>;
  readonly bindings: readonly Binding[];
}

/** An export by assignment; `root` is the name `module` or `exports`, which a local binding may shadow. */
export interface PendingExport {
  readonly root: NameValue;
  readonly item: ExportModel;
}

export class Lowering {
  readonly moduleScope = new Scope('module', undefined);
  scope = this.moduleScope;
  frame: Frame = frameOf({ kind: 'module' }, undefined, undefined, undefined);

  readonly directives: string[] = [];
  readonly imports: ImportModel[] = [];
  readonly exports: ExportModel[] = [];
  readonly calls: CallValue[] = [];
  readonly functions: FunctionModel[] = [];
  readonly classes: ClassModel[] = [];
  readonly objects: ObjectValue[] = [];
  readonly assignments: MemberAssignment[] = [];

  readonly reads: NameValue[] = [];
  readonly writes: Write[] = [];
  readonly catches: PendingCatch[] = [];
  readonly commonJsExports: PendingExport[] = [];
  /** Each `require('…')` taken for the module loader's, and where it stands. */
  readonly requires = new Map<Value, Scope>();
  /** Import or export syntax, `import.meta` or top-level `await` was met. */
  isEsm = false;
  hasJsx = false;

  /** Chains under way, innermost last: shared, so that a chain costs no list of its own. */
  readonly spine: (TSESTree.CallExpression | TSESTree.MemberExpression)[] = [];
  readonly operands: (TSESTree.BinaryExpression | TSESTree.LogicalExpression)[] = [];

  constructor(
    readonly text: string,
    /** Starts of `require('…')` calls whose `require` is a binding of the file. */
    readonly shadowedRequires: ReadonlySet<number>,
  ) {}
}

export function frameOf(site: BodySite, outer: Frame | undefined, fn: Mutable<FunctionModel> | undefined, owner: ClassModel | undefined): Frame {
  return {
    site,
    outer,
    fn,
    returns: [],
    calls: [],
    owner,
    guard: undefined,
    handler: undefined,
    inLoop: false,
    conditional: false,
    current: undefined,
    sinks: [],
    skips: 0,
    tries: 0,
  };
}

/**
 * Adds a call to a list in source order of their start. A call is made after those in its arguments, which move up for it;
 * of calls that start together (`a().b()`) the inner one, which is made first, comes first.
 */
export function insertCall(calls: CallValue[], call: CallValue): void {
  const [start] = rangeOf(call);
  let at = calls.push(call) - 1;
  for (; at > 0; at--) {
    const before = calls[at - 1];
    if (before === undefined || startOf(before) <= start) break;
    calls[at] = before;
  }
  calls[at] = call;
}

/** The surroundings of a call that stands here. */
export function siteOf(frame: Frame): Site {
  frame.current ??= { body: frame.site, guard: frame.guard, handler: frame.handler, inLoop: frame.inLoop, conditional: frame.conditional };
  return frame.current;
}

/** A part of a node that may be missing: null or undefined, as the parser likes, whatever the types say. */
export function optional<T>(part: T | null | undefined): T | undefined {
  return part ?? undefined;
}

/** A list that a parser without type syntax leaves out. */
export function listOf<T>(list: readonly T[] | null | undefined): readonly T[] {
  return list ?? [];
}

/** A flag that a parser without type syntax leaves out. */
export function isSet(flag: boolean | undefined): boolean {
  return flag === true;
}

/** From the first decorator, where one stands before the node. */
export function rangeWithDecorators(node: TSESTree.Node, decorators: readonly TSESTree.Decorator[]): Range {
  const [first] = decorators;
  return first === undefined || startOf(first) >= startOf(node) ? rangeOf(node) : [startOf(first), endOf(node)];
}
