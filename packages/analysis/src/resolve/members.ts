import type { Maker } from '../catalog/schema.js';
import type { ClassModel, FunctionModel, ModuleModel } from '../module/model.js';
import type { TypeModel } from '../module/type-model.js';
import type { ObjectValue } from '../module/value.js';
import { globalNumber } from './constants.js';
import { exportOf, moduleValue } from './exports.js';
import { decoratedOrigins } from './fastify.js';
import { injectedOrigins } from './injection.js';
import { isSaidNearby } from './named-files.js';
import { assignmentsTo } from './occurrences.js';
import type { ClientOrigin, CreationSite, LocatedCall, Origin } from './origin.js';
import { distinct, isUseful } from './origins.js';
import type { Resolver } from './resolver.js';

const globalObjects = new Set(['globalThis', 'global', 'window', 'self']);

/** What `origin.name` stands for, in a file. */
export function memberOrigins(resolver: Resolver, origin: Origin, name: string, module: ModuleModel): readonly Origin[] {
  switch (origin.kind) {
    case 'client':
      return [memberOfClient(resolver, origin, name)];
    case 'export':
      return [{ kind: 'export', package: origin.package, path: name === 'default' ? origin.path : [...origin.path, name] }];
    case 'global':
      return memberOfGlobal(resolver, origin.path, name, module);
    case 'object':
      return memberOfObject(resolver, origin.object, name, origin.module);
    case 'namespace': {
      const whole = moduleValue(resolver, origin.module);
      return whole === undefined ? exportOf(resolver, origin.module, name) : name === 'default' ? whole : resolver.members(whole, name);
    }
    case 'instance':
      return memberOfClass(resolver, origin, name, 'instance');
    case 'class':
      return memberOfClass(resolver, { cls: origin.cls, module: origin.module, made: undefined }, name, 'static');
    case 'shape':
    case 'type':
      return memberOfShape(resolver, origin.type, name, origin.module);
    case 'function':
      // `fn.bind(x)` keeps the function; call.ts sees through the call.
      return name === 'bind' || name === 'call' || name === 'apply' ? [origin] : assignedTo(resolver, origin.fn, name, origin.module);
    case 'result':
      return [{ ...origin, members: [...origin.members, name] }];
    case 'parameter': {
      const decorated = decoratedOrigins(resolver, origin.fn, origin.index, name);
      return decorated.length > 0 ? decorated : memberOfUnknown;
    }
    case 'literal':
    case 'unknown':
      return memberOfUnknown;
  }
}

const memberOfUnknown: readonly Origin[] = [{ kind: 'unknown', why: 'a member of something unknown' }];

function memberOfClient(resolver: Resolver, origin: ClientOrigin, name: string): Origin {
  const members = [...origin.members, name];
  return resolver.catalog.isSelf(origin.client, members) ? { ...origin, members: [] } : { ...origin, members };
}

/** What the file stores on `globalThis` under this name. */
function memberOfGlobal(resolver: Resolver, path: readonly string[], name: string, module: ModuleModel): readonly Origin[] {
  const [first] = path;
  if (first === undefined || !globalObjects.has(first)) return [globalNumber([...path, name]) ?? { kind: 'global', path: [...path, name] }];
  if (resolver.catalog.isGlobal(name)) return [{ kind: 'global', path: [name] }];
  const stored = assignmentsTo(module, name).flatMap(({ target, value }) =>
    target.kind === 'member' && target.object.kind === 'name' && globalObjects.has(target.object.name) ? resolver.origins(value, module) : [],
  );
  return stored.length > 0 ? distinct(stored) : [{ kind: 'global', path: [name] }];
}

/** A property of an object literal: the last entry that names it; spreads are looked through. */
function memberOfObject(resolver: Resolver, object: ObjectValue, name: string, module: ModuleModel): readonly Origin[] {
  for (const entry of [...object.entries].reverse()) {
    if (entry.kind === 'spread') {
      const found = resolver.members(resolver.origins(entry.value, module), name).filter(isUseful);
      if (found.length > 0) return found;
    } else if (entry.name === name) {
      const origins = resolver.origins(entry.value, module);
      return entry.form === 'getter' ? origins.flatMap((origin) => (origin.kind === 'function' ? resolver.returned(origin.fn, origin.module) : [])) : origins;
    }
  }
  return [{ kind: 'unknown', why: `no property ${name}` }];
}

/** `fn.client = …` beside the function. */
function assignedTo(resolver: Resolver, fn: FunctionModel, name: string, module: ModuleModel): readonly Origin[] {
  const origins = assignmentsTo(module, name).flatMap(({ target, value }) =>
    target.kind === 'member' && target.object.kind === 'name' && target.object.name === fn.name ? resolver.origins(value, module) : [],
  );
  return origins.length > 0 ? origins : [{ kind: 'unknown', why: `no property ${name}` }];
}

/** A class, and the `new` that made the instance in question, if one is seen. */
interface Made {
  readonly cls: ClassModel;
  readonly module: ModuleModel;
  readonly made: LocatedCall | undefined;
}

/** Classes that were looked at on the way up: code in the middle of an edit may extend in a circle. */
type Heirs = Set<ClassModel>;

/** More levels than people write, fewer than the stack has room for. */
const maxHeirs = 60;

/** Whether a class is worth a look on the way up, which it is noted for. */
function isNext(cls: ClassModel, heirs: Heirs): boolean {
  return heirs.size < maxHeirs && heirs.size !== heirs.add(cls).size;
}

function memberOfClass(resolver: Resolver, of: Made, name: string, side: 'instance' | 'static', heirs: Heirs = new Set()): readonly Origin[] {
  const { cls, module } = of;
  const isStatic = side === 'static';
  for (const method of cls.methods) {
    if (method.name !== name || method.isStatic !== isStatic) continue;
    return method.fn.form === 'getter' ? resolver.returned(method.fn, module) : [{ kind: 'function', fn: method.fn, module }];
  }
  const values: Origin[] = [];
  let type: TypeModel | undefined;
  const injections = [];
  for (const field of cls.fields) {
    if (field.name !== name || field.isStatic !== isStatic) continue;
    if (field.value !== undefined) values.push(...resolver.origins(field.value, module));
    type = field.type;
    injections.push(...field.decorators);
  }
  if (!isStatic) {
    for (const parameter of constructorOf(cls)?.params ?? []) {
      if (!parameter.isProperty || parameter.name !== name) continue;
      if (parameter.fallback !== undefined) values.push(...resolver.origins(parameter.fallback, module));
      type = parameter.type;
      injections.push(...parameter.decorators);
    }
  }
  values.push(...assignedMembers(resolver, cls, module, name, isStatic));
  const found = distinct(values);
  if (found.some(isUseful)) return found;
  const injected = injectedOrigins(resolver, injections, type, module);
  if (injected.length > 0) return injected;
  if (type !== undefined) return [...found, ...resolver.type(type, module)];
  if (found.length > 0) return found;
  return cls.extends === undefined ? [{ kind: 'unknown', why: `no member ${name}` }] : inherited(resolver, of, name, side, heirs);
}

/** `this.name = value` in the class, or `ClassName.name = value` for statics. */
function assignedMembers(resolver: Resolver, cls: ClassModel, module: ModuleModel, name: string, isStatic: boolean): readonly Origin[] {
  return assignmentsTo(module, name).flatMap(({ target, value, operator }) => {
    if (target.kind !== 'member' || (operator !== '=' && operator !== '??=' && operator !== '||=')) return [];
    const holder = target.object;
    const isOurs = isStatic ? holder.kind === 'name' && holder.name === cls.name : holder.kind === 'this' && holder.owner === cls;
    return isOurs || (holder.kind === 'this' && holder.owner === cls) ? resolver.origins(value, module) : [];
  });
}

function inherited(resolver: Resolver, of: Made, name: string, side: 'instance' | 'static', heirs: Heirs): readonly Origin[] {
  const { cls, module } = of;
  if (cls.extends === undefined || !isNext(cls, heirs)) return [];
  return distinct(
    resolver.origins(cls.extends, module).flatMap((base): readonly Origin[] => {
      if (base.kind === 'class') return memberOfClass(resolver, { cls: base.cls, module: base.module, made: of.made }, name, side, heirs);
      const extended = base.kind === 'export' ? clientByBase(resolver, base) : undefined;
      if (extended !== undefined) return [memberOfClient(resolver, extended, name)];
      if (side === 'static' || base.kind !== 'export') return [{ kind: 'unknown', why: 'an unknown base class' }];
      const client = clientOfSubclass(resolver, of);
      return client === undefined ? [{ kind: 'unknown', why: 'an unknown base class' }] : [memberOfClient(resolver, client, name)];
    }),
  );
}

/** `class User extends Model`: `User.findAll()` is a call of the connection that the program makes. */
function clientByBase({ catalog }: Resolver, base: Extract<Origin, { kind: 'export' }>): ClientOrigin | undefined {
  const found = catalog.extended(base.package, base.path);
  return found === undefined ? undefined : { kind: 'client', ...found, packageName: base.package, exportName: base.path.at(-1) ?? '', creation: undefined, members: [] };
}

/** `class Cache extends Redis`: its instances are clients, configured by `super(…)`, else where they are made. */
export function clientOfSubclass(resolver: Resolver, { cls, module, made }: Made, heirs: Heirs = new Set()): ClientOrigin | undefined {
  if (cls.extends === undefined || !isNext(cls, heirs)) return undefined;
  const configured = constructorOf(cls)?.calls.find(({ callee }) => callee.kind === 'super');
  const site = configured === undefined ? made : { call: configured, module };
  for (const base of resolver.origins(cls.extends, module)) {
    if (base.kind === 'class') {
      const client = clientOfSubclass(resolver, { cls: base.cls, module: base.module, made: site }, heirs);
      if (client !== undefined) return client;
    }
    if (base.kind !== 'export') continue;
    const found = resolver.catalog.maker(base.package, base.path, 'new');
    if (found === undefined) continue;
    const { library, client, maker } = found;
    if (maker.notWhere !== undefined && isSaidNearby(resolver.workspace, maker.notWhere, module.path)) continue;
    const creation = creationOfSubclass(site, cls, module, maker);
    return { kind: 'client', library, client, packageName: base.package, exportName: base.path.at(-1) ?? client.name, creation, members: [] };
  }
  return undefined;
}

/** A container makes what is decorated, without arguments; who makes the rest, and how, is not to be seen from the class. */
function creationOfSubclass(site: LocatedCall | undefined, cls: ClassModel, module: ModuleModel, maker: Maker): CreationSite | undefined {
  if (site !== undefined) return { ...site, cls, maker, base: undefined };
  return cls.decorators.length === 0 ? undefined : { call: undefined, module, cls, maker, base: undefined };
}

export function constructorOf(cls: ClassModel): FunctionModel | undefined {
  return cls.methods.find(({ fn }) => fn.form === 'constructor')?.fn;
}

/** `seen`: interfaces in the middle of an edit may extend in a circle, too. */
function memberOfShape(resolver: Resolver, type: TypeModel, name: string, module: ModuleModel, seen = new Set<TypeModel>()): readonly Origin[] {
  if (type.kind === 'object' && !seen.has(type)) {
    seen.add(type);
    const member = type.members.get(name);
    if (member?.type !== undefined) return resolver.type(member.type, module);
    for (const parent of type.parents) {
      const found = resolver.type(parent, module).flatMap((origin) => (origin.kind === 'shape' ? memberOfShape(resolver, origin.type, name, origin.module, seen) : resolver.members([origin], name)));
      if (found.some(isUseful)) return distinct(found.filter(isUseful));
    }
  }
  return [{ kind: 'unknown', why: `no typed member ${name}` }];
}
