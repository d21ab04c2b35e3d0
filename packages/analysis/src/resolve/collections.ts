/** Clients that lists, maps and records hold: `pools.get(tenant)`, `clients[region]`, `for (const client of clients)`. */
import type { ClassModel, ModuleModel } from '../module/model.js';
import type { Binding } from '../module/scope.js';
import type { TypeModel } from '../module/type-model.js';
import type { CallValue, MemberValue, Value } from '../module/value.js';
import { exportedValue } from './exported-value.js';
import { constructorOf } from './members.js';
import { assignmentsTo, callsOf, computedAssignments } from './occurrences.js';
import type { Origin } from './origin.js';
import { distinct, follow } from './origins.js';
import type { Resolver } from './resolver.js';

const maxDepth = 12;
/** Calls that answer one item of a list or map. */
const picks = new Set(['get', 'at', 'find', 'findLast', 'pop', 'shift']);
/** Calls that answer the items of their object, or some of them. */
const passes = new Set(['values', 'entries', 'filter', 'slice', 'sort', 'toSorted', 'reverse', 'toReversed', 'concat']);
/** Calls that hand each item to their callback. */
const visits = new Set(['forEach', 'map', 'flatMap', 'filter', 'find', 'some', 'every']);
/** Which type argument says what is held. */
const itemTypes: Readonly<Record<string, number>> = { Array: 0, ReadonlyArray: 0, Set: 0, ReadonlySet: 0, Map: 1, ReadonlyMap: 1, WeakMap: 1, Record: 1 };
/** Which argument of a call is added to its object. */
const additions: Readonly<Record<string, number>> = { set: 1, push: 0, unshift: 0, add: 0 };

/** What any item of a collection may be; tables of functions and of constants are left alone. */
export function heldIn(resolver: Resolver, collection: Value, module: ModuleModel): readonly Origin[] {
  return distinct(new Contents(resolver).of(collection, module, 0)).filter(({ kind }) => kind === 'client' || kind === 'instance');
}

/** What `pools.get(tenant)` and the like pick. */
export function pickedBy(resolver: Resolver, { callee, isNew }: CallValue, module: ModuleModel): readonly Origin[] {
  return !isNew && callee.kind === 'member' && picks.has(callee.property ?? '') ? heldIn(resolver, callee.object, module) : [];
}

/** What the variable of a loop, or a part of it, stands for: `for (const [, pool] of pools)`. */
export function loopedOver(resolver: Resolver, collection: Value, path: readonly string[], module: ModuleModel): readonly Origin[] {
  const [first, ...rest] = path;
  if (first === '0') return [];
  return follow(resolver, heldIn(resolver, collection, module), first === '1' ? rest : path);
}

/** What a callback is given: `clients.forEach((client) => …)`. */
export function visitedBy(resolver: Resolver, { callee }: CallValue, path: readonly string[], module: ModuleModel): readonly Origin[] {
  return callee.kind === 'member' && visits.has(callee.property ?? '') ? loopedOver(resolver, callee.object, path, module) : [];
}

/** The element that `const [redis, db] = await Promise.all([connect(), open()])` gives a name. */
export function elementAt(list: Value, index: string | undefined): Value | undefined {
  if (index === undefined || !/^\d+$/.test(index)) return undefined;
  if (list.kind === 'await') return elementAt(list.value, index);
  if (list.kind === 'call') return isOf(list, 'Promise') && list.args[0] !== undefined ? elementAt(list.args[0], index) : undefined;
  const elements = list.kind === 'array' ? list.elements.slice(0, Number(index) + 1) : [];
  return elements.some(({ kind }) => kind === 'spread') ? undefined : elements[Number(index)];
}

class Contents {
  readonly #seen = new Set<Binding | Value>();

  constructor(private readonly resolver: Resolver) {}

  of(value: Value, module: ModuleModel, depth: number): readonly Origin[] {
    if (depth > maxDepth || this.#seen.has(value)) return [];
    this.#seen.add(value);
    const inner = (part: Value): readonly Origin[] => this.of(part, module, depth + 1);
    switch (value.kind) {
      case 'array':
        return value.elements.flatMap((element) => (element.kind === 'spread' ? inner(element.value) : this.resolver.origins(element, module)));
      case 'object':
        return value.entries.flatMap((entry) => (entry.kind === 'spread' ? inner(entry.value) : this.resolver.origins(entry.value, module)));
      case 'await':
      case 'spread':
      case 'assign':
        return inner(value.value);
      case 'either':
        return value.options.flatMap(inner);
      case 'name': {
        const binding = value.scope.lookup(value.name);
        return binding === undefined ? [] : this.#ofBinding(binding, module, depth);
      }
      case 'member':
        return this.#ofMember(value, module, depth);
      case 'call':
        return this.#ofCall(value, module, depth);
      default:
        return [];
    }
  }

  #ofBinding(binding: Binding, module: ModuleModel, depth: number): readonly Origin[] {
    if (this.#seen.has(binding)) return [];
    this.#seen.add(binding);
    const { source } = binding;
    if (source.from === 'import') return this.#ofImport(source.specifier, source.imported, module, depth);
    const values = [...(source.from === 'value' && source.path.length === 0 ? [source.value] : []), ...binding.assigned];
    return this.#ofDeclared(values, [binding.type], module, depth, (receiver) => receiver.kind === 'name' && receiver.scope.lookup(receiver.name) === binding);
  }

  /** With what its own file adds to it. */
  #ofImport(specifier: string, imported: string, from: ModuleModel, depth: number): readonly Origin[] {
    const found = exportedValue(this.resolver, specifier, imported, from);
    if (found?.kind !== 'value') return [];
    const { value, module } = found;
    const binding = [...module.scope.names.values()].find(({ source }) => source.from === 'value' && source.value === value);
    return binding === undefined ? this.of(value, module, depth + 1) : this.#ofBinding(binding, module, depth + 1);
  }

  #ofMember({ object, property }: MemberValue, module: ModuleModel, depth: number): readonly Origin[] {
    if (property === undefined) return [];
    return this.resolver.origins(object, module).flatMap((holder) => {
      if (holder.kind === 'instance' || holder.kind === 'class') return this.#ofField(holder.cls, property, holder.module, depth);
      if (holder.kind !== 'object') return [];
      return holder.object.entries.flatMap((entry) =>
        entry.kind === 'property' && entry.name === property ? this.of(entry.value, holder.module, depth + 1) : [],
      );
    });
  }

  /** Classes of several files may extend each other in a circle. */
  #ofField(cls: ClassModel, name: string, module: ModuleModel, depth: number): readonly Origin[] {
    if (depth > maxDepth) return [];
    const isField = (target: Value): boolean =>
      target.kind === 'member' &&
      target.property === name &&
      (target.object.kind === 'this' ? target.object.owner === cls : target.object.kind === 'name' && target.object.name === cls.name);
    const fields = [...cls.fields, ...(constructorOf(cls)?.params.filter(({ isProperty }) => isProperty) ?? [])].filter((field) => field.name === name);
    const assigned = assignmentsTo(module, name).flatMap(({ target, value }) => (isField(target) ? [value] : []));
    const values = [...fields.flatMap((field) => ('value' in field && field.value !== undefined ? [field.value] : [])), ...assigned];
    if (fields.length === 0 && assigned.length === 0 && cls.extends !== undefined) {
      return this.resolver.origins(cls.extends, module).flatMap((base) => (base.kind === 'class' ? this.#ofField(base.cls, name, base.module, depth + 1) : []));
    }
    return this.#ofDeclared(values, fields.map(({ type }) => type), module, depth, isField);
  }

  /** What is not seen to be a collection may have a method `set` all the same: an application, a store. */
  #ofDeclared(
    values: readonly Value[],
    types: readonly (TypeModel | undefined)[],
    module: ModuleModel,
    depth: number,
    isReceiver: (value: Value) => boolean,
  ): readonly Origin[] {
    const held = [...values.flatMap((value) => this.of(value, module, depth + 1)), ...types.flatMap((type) => this.#ofType(type, module))];
    return values.some(isCollection) || types.some((type) => type !== undefined && itemOf(type) !== undefined) ? [...held, ...this.#added(module, isReceiver)] : held;
  }

  #ofCall(call: CallValue, module: ModuleModel, depth: number): readonly Origin[] {
    const { callee, args, isNew } = call;
    const [first] = args;
    if (isNew && callee.kind === 'name') {
      const type = call.typeArgumentModels[itemTypes[callee.name] ?? -1];
      const given = first === undefined ? [] : callee.name === 'Map' ? this.#ofEntries(first, module) : this.of(first, module, depth + 1);
      return [...given, ...(type === undefined ? [] : this.resolver.type(type, module))];
    }
    if (callee.kind !== 'member') return [];
    const { property = '', object } = callee;
    if (isOf(call, 'Promise') || (isOf(call, 'Object') && /^(?:values|entries|freeze)$/.test(property))) return first === undefined ? [] : this.of(first, module, depth + 1);
    if (isOf(call, 'Array')) return args.length > 1 ? this.#made(args[1], module) : first === undefined ? [] : this.of(first, module, depth + 1);
    if (property === 'map') return this.#made(first, module);
    return passes.has(property) ? this.of(object, module, depth + 1) : [];
  }

  /** `new Map([['eu', pool]])`. */
  #ofEntries(entries: Value, module: ModuleModel): readonly Origin[] {
    if (entries.kind !== 'array') return [];
    return entries.elements.flatMap((entry) => {
      const value = entry.kind === 'array' ? entry.elements[1] : undefined;
      return value === undefined ? [] : this.resolver.origins(value, module);
    });
  }

  /** `urls.map((url) => createClient({ url }))`. */
  #made(callback: Value | undefined, module: ModuleModel): readonly Origin[] {
    if (callback?.kind !== 'function') return [];
    return this.resolver.returned(callback.fn, module);
  }

  /** `Map<string, Pool>`, `Record<string, Pool>`, `Pool[]`, and names of such. */
  #ofType(type: TypeModel | undefined, module: ModuleModel): readonly Origin[] {
    const alias = type?.kind === 'reference' ? module.scope.lookup(type.path[0] ?? '')?.source : undefined;
    const item = alias?.from === 'type' ? itemOf(alias.type) : alias === undefined && type !== undefined ? itemOf(type) : undefined;
    return item === undefined ? [] : this.resolver.type(item, module);
  }

  /** `pools.set(tenant, pool)`, `clients.push(client)`, `clients[region] = client`. */
  #added(module: ModuleModel, isReceiver: (value: Value) => boolean): readonly Origin[] {
    const given = Object.entries(additions).flatMap(([method, index]) =>
      callsOf(module, method).flatMap(({ callee, args }) => {
        const item = callee.kind === 'member' && isReceiver(callee.object) ? args[index] : undefined;
        return item === undefined ? [] : [item];
      }),
    );
    const stored = computedAssignments(module).flatMap(({ target, value }) => (target.kind === 'member' && isReceiver(target.object) ? [value] : []));
    return [...given, ...stored].flatMap((value) => this.resolver.origins(value, module));
  }
}

/** `new Map()`, `[]`, `{}`. */
function isCollection(value: Value): boolean {
  return value.kind === 'array' || value.kind === 'object' || (value.kind === 'call' && value.isNew && value.callee.kind === 'name' && value.callee.name in itemTypes);
}

/** `T` of `T[]`, `Map<string, T>`, `Record<string, T>`. */
function itemOf(type: TypeModel): TypeModel | undefined {
  if (type.kind === 'array') return type.element;
  return type.kind === 'reference' ? type.typeArguments[itemTypes[type.path[0] ?? ''] ?? -1] : undefined;
}

/** `Object.values(x)`, `Promise.all(x)`. */
function isOf({ callee, isNew }: CallValue, owner: string): boolean {
  return !isNew && callee.kind === 'member' && callee.object.kind === 'name' && callee.object.name === owner && callee.object.scope.lookup(owner) === undefined;
}
