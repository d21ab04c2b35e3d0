/** Cache reads and writes whose failure fails a caller that could go on without them. */
import type { ClassModel, FunctionModel, ModuleModel } from '../module/model.js';
import type { CallValue, Value } from '../module/value.js';
import { cacheEffect, isRewriteOf, methodOf } from './cache-effects.js';
import { isUnderFreshKey, keyFamily, namesAround } from './cache-names.js';
import type { CallSource } from './call-source.js';
import { callersOf, isWaitedFor } from './enclosing.js';
import { errorHandling } from './error-handling.js';
import type { CacheUse, ExternalCall } from './facts.js';
import { isReadThrough, missLeadsToLoad } from './read-through.js';

export function cacheUses(source: CallSource, module: ModuleModel): readonly CacheUse[] {
  if (!source.mayHoldCaches(module.path)) return [];
  const own = source.callsOf(module).flatMap((call) => (isOfInvalidation(call.call) ? [] : useOf(call, undefined)));
  const uses = [...own, ...module.calls.flatMap((call) => wrapperUse(source, call, module))];
  const judge = new CacheJudge(module, uses);
  return uses
    .filter(isAtRisk)
    .filter((use) => judge.isOfCache(use))
    .map((use): CacheUse => ({ ...use, awaited: true, discarded: isDiscarded(use.call.call) }));
}

/** `del` and the like say only what is done to the cache; `deleteUser` is about something else. */
const invalidates = /^(?:clear|invalidate|evict|purge|flush|remove|forget|bust)(?![a-z])|^(?:del|delete|unlink|expire)$/;

/** A cache that could not be cleared would answer what is out of date: whoever clears it has to know. */
function isOfInvalidation({ site }: CallValue): boolean {
  for (let { body } = site; body.kind === 'function'; body = body.fn.parent) {
    if (body.fn.name !== undefined) return invalidates.test(body.fn.name);
  }
  return false;
}

type Use = Pick<CacheUse, 'call' | 'via' | 'effect'>;

function useOf(call: ExternalCall, via: FunctionModel | undefined): readonly Use[] {
  const effect = cacheEffect(call);
  return effect === undefined ? [] : [{ call, via, effect }];
}

/** Somebody waits for it, and nothing catches its failure. */
function isAtRisk({ call }: Pick<Use, 'call'>): boolean {
  return isWaitedFor(call.call) && call.errorHandling.verdict === 'missing';
}

/** Functions of the project that may pass a cache call on. */
const wrapperNames =
  /get|read|fetch|load|find|lookup|recall|retrieve|set|write|put|store|save|remember|del|remove|invalidate|evict|forget|clear|expire|cache/i;

/** Wrappers that call wrappers. */
const maxWrappers = 2;

/** `cache.get(key)` of the project's own module, where the call inside is not caught: it fails as the library's does. */
function wrapperUse(source: CallSource, call: CallValue, module: ModuleModel): readonly Use[] {
  const inside = isWaitedFor(call) ? wrapped(source, call, module, 0) : undefined;
  if (inside === undefined) return [];
  const calleeText = module.text.slice(call.callee.range[0], call.callee.range[1]);
  const { resolver } = source.clientsOf(module);
  return useOf({ ...inside.external, module, call, calleeText, errorHandling: errorHandling(resolver, call, module) }, inside.via);
}

interface Wrapped {
  readonly external: ExternalCall;
  readonly via: FunctionModel;
}

/** The one call that a function of another file passes on. */
function wrapped(source: CallSource, call: CallValue, module: ModuleModel, depth: number): Wrapped | undefined {
  const { callee } = call;
  const name = callee.kind === 'name' ? callee.name : methodOf(call);
  if (call.isNew || depth >= maxWrappers || !wrapperNames.test(name) || !mayLeadToCache(source, callee, module)) return undefined;
  for (const origin of source.clientsOf(module).finder.origins(callee, module)) {
    if (origin.kind !== 'function' || (origin.module === module && depth === 0)) continue;
    const { fn: via, module: other } = origin;
    if (!source.mayHoldCaches(other.path)) continue;
    const inside = source.callsOf(other).filter((external) => via.calls.includes(external.call) && cacheEffect(external) !== undefined);
    const [own] = inside;
    if (own !== undefined && inside.some((later) => isRewriteOf(own, later))) return undefined;
    if (own !== undefined) return isAtRisk({ call: own }) && !missLeadsToLoad(own.call, other) ? { external: own, via } : undefined;
    for (const next of via.calls) {
      const inner = isWaitedFor(next) ? wrapped(source, next, other, depth + 1) : undefined;
      if (inner !== undefined) return isPassedOn(source, next, other) ? { ...inner, via } : undefined;
    }
  }
  return undefined;
}

/** What is imported leads to no cache where none of its module's imports does. */
function mayLeadToCache(source: CallSource, callee: Value, module: ModuleModel): boolean {
  let root = callee;
  while (root.kind === 'member') root = root.object;
  const binding = root.kind === 'name' ? root.scope.lookup(root.name)?.source : undefined;
  if (binding?.from !== 'import') return true;
  const resolution = source.clientsOf(module).resolver.workspace.resolve(binding.specifier, module.path);
  return resolution.kind === 'file' && source.mayHoldCaches(resolution.path);
}

function isPassedOn(source: CallSource, call: CallValue, module: ModuleModel): boolean {
  return errorHandling(source.clientsOf(module).resolver, call, module).verdict === 'missing' && !missLeadsToLoad(call, module);
}

/** A cache by its library, by its shape, by the company it keeps, or by a name. */
class CacheJudge {
  readonly #module: ModuleModel;
  readonly #uses: readonly Use[];
  readonly #reads: readonly CallValue[];
  /** Kinds of keys that are read through in this file. */
  readonly #families: ReadonlySet<string>;

  constructor(module: ModuleModel, uses: readonly Use[]) {
    this.#module = module;
    this.#uses = uses;
    this.#reads = uses
      .filter(({ call, effect, via }) => effect === 'read' && !namesAround(call.call, module, via).isExclusive && isReadThrough(call.call, module))
      .map(({ call }) => call.call);
    this.#families = new Set(this.#reads.map((read) => keyFamily(read, module)).filter((family) => family !== undefined));
  }

  isOfCache({ call: external, effect, via }: Use): boolean {
    const { call } = external;
    if (external.target.kind === 'client' && external.target.client.role === 'cache') return !this.#isOnlyPlace(call);
    const names = namesAround(call, this.#module, via);
    if (names.isExclusive || isUnderFreshKey(call)) return false;
    if (effect === 'read' ? this.#reads.includes(call) : this.#followsRead(call)) return true;
    const family = keyFamily(call, this.#module);
    if (family === undefined && this.#isOfStoringClass(call)) return false;
    if (names.saysCache || (family !== undefined && this.#families.has(family))) return true;
    if (names.saysStore) return false;
    const fn = call.site.body.kind === 'function' ? call.site.body.fn : undefined;
    if (fn?.cls !== undefined && readsThrough(fn.cls)) return true;
    return via?.cls !== undefined && readsThrough(via.cls) && this.#mayBeLoaded(call);
  }

  /** `(await cache.get('hits')) ?? '0'`, `cache.set('hits', text)`: what a function reads, and writes without having loaded it, is kept nowhere else. */
  #isOnlyPlace({ site: { body } }: CallValue): boolean {
    const beside = this.#uses.filter(({ call: { call } }) => body.kind === 'function' && call.site.body.kind === 'function' && call.site.body.fn === body.fn);
    const writes = beside.filter(({ effect }) => effect === 'write');
    const isRead = beside.some(({ effect }) => effect === 'read');
    return isRead && writes.length > 0 && writes.every(({ call: { call } }) => call.args.length > 1 && !this.#mayBeLoaded(call));
  }

  /** A class that hands out the keys of what it keeps finds it nowhere else, whatever its methods are called. */
  #isOfStoringClass({ site: { body } }: CallValue): boolean {
    const cls = body.kind === 'function' ? body.fn.cls : undefined;
    return cls !== undefined && this.#uses.some(({ call: { call }, effect }) => effect === 'write' && isOf(cls, call) && isUnderFreshKey(call));
  }

  /** A class that may be used as a cache may be used as a store: what was not loaded is kept nowhere else. */
  #mayBeLoaded({ args: [, value] }: CallValue): boolean {
    return value === undefined || value.kind === 'function' || this.#isLoaded(value);
  }

  /** What a promise held, or a caller gave. */
  #isLoaded(value: Value, seen = new Set<Value>()): boolean {
    if (seen.has(value)) return false;
    seen.add(value);
    switch (value.kind) {
      case 'await':
        return !this.#uses.some(({ call }) => isWithin(call.call, value));
      case 'call':
        return value.args.some((arg) => this.#isLoaded(arg, seen));
      case 'object':
        // A name alone is an id or the like, unless a caller gave it.
        return value.entries.some((entry) =>
          entry.kind === 'spread' || entry.value.kind !== 'name' ? this.#isLoaded(entry.value, seen) : isParameter(entry.value),
        );
      case 'array':
        return value.elements.some((element) => this.#isLoaded(element, seen));
      case 'spread':
        return this.#isLoaded(value.value, seen);
      case 'member':
        return this.#isLoaded(value.object, seen);
      case 'either':
        return value.options.some((option) => this.#isLoaded(option, seen));
      case 'name': {
        const binding = value.scope.lookup(value.name);
        if (binding === undefined) return false;
        const { source } = binding;
        return (
          source.from === 'parameter' ||
          [...(source.from === 'value' ? [source.value] : []), ...binding.assigned].some((given) => this.#isLoaded(given, seen))
        );
      }
      default:
        return false;
    }
  }

  /** A write beside a read that is read through, in the function, around it, or in one that calls it. */
  #followsRead(write: CallValue): boolean {
    const functions = [...functionsAround(write)];
    const [own] = functions;
    const callers = own === undefined ? [] : callersOf(own, this.#module).flatMap((caller) => [...functionsAround(caller)]);
    return this.#reads.some(({ site: { body } }) => body.kind === 'function' && (functions.includes(body.fn) || callers.includes(body.fn)));
  }
}

function isOf(cls: ClassModel, { site: { body } }: CallValue): boolean {
  return body.kind === 'function' && body.fn.cls === cls;
}

function isParameter(value: Value): boolean {
  return value.kind === 'name' && value.scope.lookup(value.name)?.source.from === 'parameter';
}

function isWithin(inner: Value, outer: Value): boolean {
  return inner.range[0] >= outer.range[0] && inner.range[1] <= outer.range[1];
}

function* functionsAround({ site: { body } }: CallValue): Generator<FunctionModel> {
  for (let at = body; at.kind === 'function'; at = at.fn.parent) yield at.fn;
}

/** A class with a method that reads, calls a function of its caller's and stores the answer: a cache by its shape. */
function readsThrough(cls: ClassModel): boolean {
  return cls.methods.some(({ fn }) => {
    const own = (name: RegExp): boolean =>
      fn.calls.some(({ callee }) => callee.kind === 'member' && isOwn(callee.object) && name.test(callee.property ?? ''));
    const loads = fn.calls.some(({ callee }) => callee.kind === 'name' && fn.params.some(({ name }) => name === callee.name));
    return loads && own(/^get/) && own(/^p?set/);
  });
}

/** `this`, `this.redis`. */
function isOwn(value: Value): boolean {
  return value.kind === 'this' || (value.kind === 'member' && isOwn(value.object));
}

function isDiscarded(call: CallValue): boolean {
  let value: Value = call;
  while (value.parent?.kind === 'await') value = value.parent;
  return value.parent === undefined && value.use === 'statement';
}

