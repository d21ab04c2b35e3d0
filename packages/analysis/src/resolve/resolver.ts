/** Expression -> what it stands for: which client, where created; through names, members, calls, classes and files. */
import type { Catalog } from '../catalog/catalog.js';
import type { ClassModel, FunctionModel, ModuleModel } from '../module/model.js';
import type { Binding, Scope } from '../module/scope.js';
import type { TypeModel } from '../module/type-model.js';
import type { CallValue, Value } from '../module/value.js';
import type { Protections } from '../protections/index.js';
import type { Workspace } from '../workspace/workspace.js';
import { originsOfCall } from './calls.js';
import { elementAt, heldIn, loopedOver, pickedBy } from './collections.js';
import { folded, globalNumber } from './constants.js';
import { declaresFunction } from './declared-functions.js';
import { exportedOrigins } from './exports.js';
import { memberOrigins } from './members.js';
import { computedAssignments } from './occurrences.js';
import { isClient, type Origin } from './origin.js';
import { distinct, follow, isUseful } from './origins.js';
import { originsOfParameter } from './parameters.js';
import { originsOfType } from './types.js';

/** Other files that one linted file may have parsed before the rest is `unknown`. */
const maxModules = 50;
const maxDepth = 60;

/** Questions answered for one file before the rest is `unknown`: a hundred times what a large file of people's needs. */
const maxSteps = 200_000;
/** Things that one value may stand for before it is `unknown`. */
const maxOrigins = 40;

const unknown = (why: string): readonly Origin[] => [{ kind: 'unknown', why }];

/** Answers questions about one linted file; other files are read through the workspace as needed. */
export class Resolver {
  readonly #known = new Map<Value, readonly Origin[]>();
  readonly #bindings = new Map<Binding, readonly Origin[]>();
  readonly #active = new Set<object>();
  readonly #modules = new Map<string, ModuleModel | undefined>();
  readonly #textsRead = new Set<string>();
  #depth = 0;
  #steps = 0;
  /** Reads what clients are made with, which may stand in a file that holds no client. */
  readonly ofOptions: Resolver;

  constructor(
    readonly catalog: Catalog,
    readonly protections: Protections,
    readonly workspace: Workspace,
    readonly home: ModuleModel,
    /** Whether another file may hold what is sought; what stands in others is unknown. */
    readonly follows: (path: string) => boolean = () => true,
    options?: Resolver,
  ) {
    this.ofOptions = options ?? this;
    this.#modules.set(home.path, home);
  }

  /** Files read so far, the linted one included. */
  get dependsOn(): ReadonlySet<string> {
    return new Set([...this.#modules.keys(), ...this.#textsRead]);
  }

  /** Whether what the linted file imports is a function that its module declares, told by that module's text: most callees are. */
  importsFunction(specifier: string, name: string): boolean {
    const resolution = this.workspace.resolve(specifier, this.home.path);
    if (resolution.kind !== 'file' || this.#modules.has(resolution.path)) return false;
    this.#textsRead.add(resolution.path);
    const text = this.workspace.text(resolution.path);
    return text !== undefined && declaresFunction(text, name);
  }

  /** The model of another file, within the budget of the linted file. */
  module(path: string): ModuleModel | undefined {
    if (this.#modules.has(path)) return this.#modules.get(path);
    const model = this.#modules.size > maxModules || !this.follows(path) ? undefined : this.workspace.model(path);
    this.#modules.set(path, model);
    return model;
  }

  /** Everything that a value may stand for. Empty inside a cycle. */
  origins(value: Value, module: ModuleModel): readonly Origin[] {
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    if (this.#depth > maxDepth) return unknown('resolved through too many steps');
    const found = this.#guarded(value, () => this.#originsOf(value, module));
    if (found === undefined) return [];
    if (found.length > maxOrigins) return unknown('it may be too many things');
    const origins = value.asserted !== undefined && !found.some(isUseful) ? [...found, ...this.type(value.asserted, module)] : found;
    this.#known.set(value, origins);
    return origins;
  }

  /** What a name of a scope stands for. */
  named(name: string, scope: Scope, module: ModuleModel): readonly Origin[] {
    const binding = scope.lookup(name);
    return binding === undefined ? [globalNumber([name]) ?? { kind: 'global', path: [name] }] : this.binding(binding, module);
  }

  binding(binding: Binding, module: ModuleModel): readonly Origin[] {
    const known = this.#bindings.get(binding);
    if (known !== undefined) return known;
    const origins = this.#guarded(binding, () => this.#originsOfBinding(binding, module));
    if (origins === undefined) return [];
    const bounded = origins.length > maxOrigins ? unknown('it may be too many things') : origins;
    this.#bindings.set(binding, bounded);
    return bounded;
  }

  /** `module` is the file that reads the member: what it stores on `globalThis` is found there. */
  members(origins: readonly Origin[], name: string, module = this.home): readonly Origin[] {
    return distinct(origins.flatMap((origin) => this.#guarded(origin, () => memberOrigins(this, origin, name, module)) ?? []));
  }

  /** What calling each of the origins answers. */
  called(call: CallValue, module: ModuleModel): readonly Origin[] {
    return originsOfCall(this, call, module);
  }

  type(type: TypeModel, module: ModuleModel): readonly Origin[] {
    return this.#guarded(type, () => originsOfType(this, type, module)) ?? [];
  }

  exported(specifier: string, name: string, module: ModuleModel): readonly Origin[] {
    return exportedOrigins(this, specifier, name, module);
  }

  /** What a function answers: its returns, `await` and promises seen through. */
  returned(fn: FunctionModel, module: ModuleModel): readonly Origin[] {
    const values = this.#guarded(fn, () => distinct(fn.returns.flatMap((value) => this.origins(value, module)))) ?? [];
    if (values.some(isUseful) || fn.returnType === undefined) return values;
    return [...values, ...this.type(fn.returnType, module)];
  }

  instance(cls: ClassModel, module: ModuleModel): Origin {
    return { kind: 'instance', cls, module, made: undefined };
  }

  #guarded<T>(key: object, answer: () => T): T | undefined {
    if (this.#active.has(key) || this.#steps > maxSteps) return undefined;
    this.#steps++;
    this.#active.add(key);
    this.#depth++;
    try {
      return answer();
    } finally {
      this.#active.delete(key);
      this.#depth--;
    }
  }

  #originsOf(value: Value, module: ModuleModel): readonly Origin[] {
    switch (value.kind) {
      case 'name':
        return value.name === 'undefined' ? [{ kind: 'literal', value: undefined }] : this.named(value.name, value.scope, module);
      case 'this':
        return value.owner === undefined ? unknown('`this` of a plain function') : [this.instance(value.owner, module)];
      case 'super':
        return value.owner?.extends === undefined ? [] : this.origins(value.owner.extends, module);
      case 'member':
        return value.property === undefined
          ? this.#computedMember(value.object, value.computed, module)
          : this.#member(value.object, value.property, module);
      case 'call': {
        const answered = this.called(value, module);
        const picked = answered.some(isUseful) ? [] : pickedBy(this, value, module);
        return picked.length > 0 ? picked : answered;
      }
      case 'object':
        return [{ kind: 'object', object: value, module }];
      case 'function':
        return [{ kind: 'function', fn: value.fn, module }];
      case 'class':
        return [{ kind: 'class', cls: value.cls, module }];
      case 'literal':
        return [{ kind: 'literal', value: value.value }];
      case 'either':
        return distinct((value.operator === '&&' ? value.options.slice(-1) : value.options).flatMap((option) => this.origins(option, module)));
      case 'await':
      case 'yield':
      case 'spread':
        return this.origins(value.value, module);
      case 'assign':
        return this.#assigned(value.target, value.value, value.operator, module);
      case 'import-call':
        return value.specifier === undefined ? unknown('a computed import') : this.exported(value.specifier, '*', module);
      case 'operation':
        return [folded(this, value, module) ?? { kind: 'unknown', why: 'not a plain reference' }];
      case 'template':
        return value.expressions.length === 0 ? [{ kind: 'literal', value: value.quasis[0] }] : unknown('not a plain reference');
      case 'array':
      case 'opaque':
        return unknown('not a plain reference');
    }
  }

  #member(object: Value, name: string, module: ModuleModel): readonly Origin[] {
    const held = isIndex(name) ? heldIn(this, object, module) : [];
    return held.length > 0 ? held : this.members(this.origins(object, module), name, module);
  }

  /** `globalThis[KEY]`: what the file stores under the same key; else whatever the object holds. */
  #computedMember(object: Value, key: Value | undefined, module: ModuleModel): readonly Origin[] {
    const stored = computedAssignments(module).flatMap(({ target, value }) =>
      target.kind === 'member' && key !== undefined && target.computed !== undefined && sameName(target.computed, key) && sameName(target.object, object)
        ? this.origins(value, module)
        : [],
    );
    if (stored.length > 0) return distinct(stored);
    const held = heldIn(this, object, module);
    return held.length > 0 ? held : unknown('a computed member');
  }

  /** `a ??= b` may keep what the target held. */
  #assigned(target: Value, value: Value, operator: string, module: ModuleModel): readonly Origin[] {
    const origins = this.origins(value, module);
    return operator === '=' ? origins : distinct([...origins, ...this.origins(target, module).filter(isClient)]);
  }

  #originsOfBinding(binding: Binding, module: ModuleModel): readonly Origin[] {
    const values = distinct([...this.#originsOfSource(binding, module), ...binding.assigned.flatMap((value) => this.origins(value, module))]);
    if (binding.type === undefined || values.some(isUseful)) return values;
    return [...values, ...this.type(binding.type, module)];
  }

  #originsOfSource(binding: Binding, module: ModuleModel): readonly Origin[] {
    const { source } = binding;
    switch (source.from) {
      case 'import':
        return this.exported(source.specifier, source.imported, module);
      case 'value': {
        const element = elementAt(source.value, source.path[0]);
        const [whole, path] = element === undefined ? [source.value, source.path] : [element, source.path.slice(1)];
        const origins = follow(this, this.origins(whole, module), path);
        return source.fallback === undefined ? origins : distinct([...origins, ...this.origins(source.fallback, module)]);
      }
      case 'parameter':
        return originsOfParameter(this, source, binding.name, module);
      case 'function':
        return [{ kind: 'function', fn: source.fn, module }];
      case 'class':
        return [{ kind: 'class', cls: source.cls, module }];
      case 'type':
        return [{ kind: 'type', type: source.type, module }];
      case 'loop':
        return loopedOver(this, source.value, source.path, module);
      case 'catch':
      case 'nothing':
        return [];
    }
  }
}

const isIndex = (name: string): boolean => /^\d+$/.test(name);

function sameName(a: Value, b: Value): boolean {
  return a.kind === 'name' && b.kind === 'name' && a.name === b.name;
}
