/** Calls that are started for every item of a collection at once: `Promise.all(users.map((user) => mail(user)))`. */
import type { Library } from '../catalog/schema.js';
import type { FunctionModel, ModuleModel } from '../module/model.js';
import type { Binding } from '../module/scope.js';
import type { CallValue, Value } from '../module/value.js';
import { callsOf, lastNameOf } from '../resolve/occurrences.js';
import type { Origin } from '../resolve/origin.js';
import type { Resolver } from '../resolve/resolver.js';
import type { CallSource } from './call-source.js';
import type { ExternalCall, FanOut } from './facts.js';
import { loopsAround, type LoopSize } from './loops-around.js';
import { OpenCollections } from './open-collections.js';
import { callsWithin, ReachedCalls } from './reached-calls.js';

export function fanOuts(source: CallSource, module: ModuleModel): readonly FanOut[] {
  const reached = new ReachedCalls(source, leavesAlone, 'concurrency');
  const open = new OpenCollections(source);
  return (['all', 'allSettled'] as const).flatMap((method) =>
    callsOf(module, method)
      .filter(isOfPromise)
      .flatMap((call) => new Finder(source, module, reached, open).fanOutsAt(call, method)),
  );
}

function isOfPromise({ callee, isNew }: CallValue): boolean {
  return (
    !isNew &&
    callee.kind === 'member' &&
    callee.object.kind === 'name' &&
    callee.object.name === 'Promise' &&
    callee.object.scope.lookup('Promise') === undefined
  );
}

/** A request of its own to another system, with no pool between that would hold it back. */
function leavesAlone({ library, effect }: ExternalCall): boolean {
  return effect !== 'blocking' && effect !== 'shutdown' && (isRequest(library) || (library.kind === 'queue' && library.overHttp === true));
}

function isRequest({ kind }: Library): boolean {
  return kind === 'http' || kind === 'sdk' || kind === 'mail' || kind === 'rpc' || kind === 'ai';
}

class Finder {
  constructor(
    private readonly source: CallSource,
    private readonly module: ModuleModel,
    private readonly reached: ReachedCalls,
    private readonly open: OpenCollections,
  ) {}

  fanOutsAt(call: CallValue, method: FanOut['method']): readonly FanOut[] {
    const [promises] = call.args;
    if (promises === undefined) return [];
    const found = this.#byValue(promises) ?? (promises.kind === 'array' ? this.#bySpread(promises.elements) : undefined);
    return found === undefined || isHeldBack(call, this.module) ? [] : [{ module: this.module, call, method, ...found }];
  }

  /** `[...items.map(send), other()]`. */
  #bySpread(elements: readonly Value[]): Found | undefined {
    for (const element of elements) {
      const found = element.kind === 'spread' ? this.#byValue(element.value) : undefined;
      if (found !== undefined) return { ...found, mapping: undefined };
    }
    return undefined;
  }

  #byValue(value: Value): Found | undefined {
    if (value.kind === 'call') return this.#byMapping(value);
    if (value.kind === 'either') {
      const found = value.options.map((option) => this.#byValue(option)).find((option) => option !== undefined);
      return found === undefined ? undefined : { ...found, mapping: undefined };
    }
    if (value.kind !== 'name') return undefined;
    const binding = value.scope.lookup(value.name);
    if (binding?.source.from !== 'value' || binding.source.path.length > 0) return undefined;
    for (const held of [binding.source.value, ...binding.assigned]) {
      const found = held.kind === 'call' ? this.#byMapping(held) : undefined;
      if (found !== undefined) return { ...found, mapping: undefined };
    }
    return this.#byLoop(binding);
  }

  /** `items.map(callback)`, `Array.from(items, callback)`, with `.filter(Boolean)` and the like behind. */
  #byMapping(value: CallValue): Found | undefined {
    const { callee, args } = value;
    if (callee.kind !== 'member' || value.isNew) return undefined;
    if (callee.object.kind === 'call' && /^(?:filter|flat|concat)$/.test(callee.property ?? '')) {
      const found = this.#byMapping(callee.object);
      return found === undefined ? undefined : { ...found, mapping: undefined };
    }
    const mapping = mappingOf(value);
    if (mapping === undefined || isCounted(mapping.items, this.module)) return undefined;
    const external = this.#startedBy(mapping.callback);
    // The dearest question last: callers may stand in other files.
    if (external === undefined || !this.open.isOpen(mapping.items, this.module)) return undefined;
    const isPlain = callee.property === 'map' && args.length === 1;
    return { external, mapping: isPlain ? { call: value, ...mapping } : undefined };
  }

  /** What the callback calls for each item: itself, where it is a library's own function (`urls.map(fetch)`). */
  #startedBy(callback: Value): FanOut['external'] | undefined {
    const { resolver } = this.source.clientsOf(this.module);
    if (callback.kind === 'function') return holdsBack(callback.fn, this.module) ? undefined : this.reached.of(callback.fn, this.module);
    for (const origin of resolver.origins(callback, this.module)) {
      if (origin.kind === 'function') {
        const found = holdsBack(origin.fn, origin.module) ? undefined : this.reached.of(origin.fn, origin.module);
        if (found !== undefined) return found;
      }
      const library = libraryOf(resolver, origin);
      if (library !== undefined && isRequest(library)) return { library, calleeText: this.module.text.slice(callback.range[0], callback.range[1]) };
    }
    return undefined;
  }

  /** `const tasks = []; for (const item of items) tasks.push(send(item)); await Promise.all(tasks);` */
  #byLoop(binding: Binding): Found | undefined {
    if (binding.source.from !== 'value' || binding.source.value.kind !== 'array' || isEmptied(binding, this.module)) return undefined;
    for (const push of callsOf(this.module, 'push')) {
      const { callee } = push;
      if (callee.kind !== 'member' || callee.object.kind !== 'name' || callee.object.scope.lookup(callee.object.name) !== binding) continue;
      const external = push.args.map((arg) => this.#startedIn(arg)).find((found) => found !== undefined);
      if (external !== undefined && this.open.loopSize(push, binding, this.module) === 'open') return { external, mapping: undefined };
    }
    return undefined;
  }

  /** A call that is pushed as the promise that it answers. */
  #startedIn(value: Value): FanOut['external'] | undefined {
    if (value.kind !== 'call') return undefined;
    const { callee } = value;
    if (callee.kind === 'function') return holdsBack(callee.fn, this.module) ? undefined : this.reached.of(callee.fn, this.module);
    const found = this.reached.by(value, this.module);
    if (found !== undefined) return found;
    return callee.kind === 'member' && /^(?:then|catch|finally)$/.test(callee.property ?? '') ? this.#startedIn(callee.object) : undefined;
  }
}

/** Whose function it is, handed on as it is. */
function libraryOf({ catalog }: Resolver, origin: Origin): Library | undefined {
  if (origin.kind === 'global') return catalog.globalFunction(origin.path)?.library;
  return origin.kind === 'export' ? catalog.functionOf(origin.package, origin.path)?.library : undefined;
}

type Found = Pick<FanOut, 'external' | 'mapping'>;

interface Mapping {
  readonly items: Value;
  readonly callback: Value;
}

function mappingOf(call: CallValue): Mapping | undefined {
  const { callee, args } = call;
  if (callee.kind !== 'member') return undefined;
  const [first, second] = args;
  if (first === undefined) return undefined;
  if (callee.property === 'from') {
    if (callee.object.kind !== 'name' || callee.object.name !== 'Array' || second === undefined) return undefined;
    // `Array.from({ length: count }, send)`: the array that is made, not what says how long it is.
    return { items: first.kind === 'object' ? call : first, callback: second };
  }
  if (callee.property !== 'map' && callee.property !== 'flatMap') return undefined;
  // `_.map(items, send)`.
  if (second !== undefined && callee.object.kind === 'name' && (callee.object.name === '_' || callee.object.name === 'lodash')) {
    return { items: first, callback: second };
  }
  return { items: callee.object, callback: first };
}

/** Whatever a limiter is called, it is asked first: `await semaphore.acquire()`. */
const limiter = /sem(?:aphore|a)?$|mutex|limit|throttl|bottleneck|slots?$|tokens?$|bucket|gate$|queue|pool$/i;
const acquiring = /^(?:acquire|lock|take|wait\w*|throttle|removeTokens|consume|enter|schedule|run|runExclusive|use)$/i;

function holdsBack(fn: FunctionModel, module: ModuleModel): boolean {
  return callsWithin(fn, module).some(
    ({ callee }) => callee.kind === 'member' && acquiring.test(callee.property ?? '') && limiter.test(lastNameOf(callee.object) ?? ''),
  );
}

/** `limit(() => Promise.all(…))` is left to whoever wrote the limit. */
function isHeldBack({ site }: CallValue, module: ModuleModel): boolean {
  return site.body.kind === 'function' && holdsBack(site.body.fn, module);
}

/** `if (items.length > MAX) throw …` somewhere before; or what is filled with an item for each of such. */
function isCounted(items: Value, module: ModuleModel): boolean {
  if (items.kind !== 'name' && items.kind !== 'member') return false;
  return isCountedBefore(items, module) || (items.kind === 'name' && isFilledFromCounted(items.scope.lookup(items.name), module));
}

function isCountedBefore({ range }: Value, { text }: ModuleModel): boolean {
  const name = text.slice(range[0], range[1]).replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
  const before = text.slice(Math.max(0, range[0] - 4_000), range[0]);
  const isLong = `(?<![\\w$.])${name}\\s*\\??\\.\\s*length\\s*>=?\\s*(?:\\d{1,2}|100|[A-Za-z_$][\\w$.]*)\\s*(?:\\|\\|[^)]*)?\\)`;
  const leaves = /\s*\{?[^}]{0,300}?\b(?:throw|return|continue|reject|\.length\s*=|splice)\b/.source;
  return new RegExp(isLong + leaves).test(before);
}

/** `const files = []; for (const each of body.files) files.push(read(each));` */
function isFilledFromCounted(binding: Binding | undefined, module: ModuleModel): boolean {
  if (binding?.source.from !== 'value' || binding.source.value.kind !== 'array' || binding.assigned.length > 0) return false;
  const pushes = callsOf(module, 'push').filter(
    ({ callee }) => callee.kind === 'member' && callee.object.kind === 'name' && callee.object.scope.lookup(callee.object.name) === binding,
  );
  const ofValue = (collection: Value): LoopSize => (isCountedBefore(collection, module) ? 'bounded' : 'unknown');
  const sizes = pushes.map((push) => loopsAround(push, binding, module, { ofValue, ofName: () => 'unknown' }));
  return sizes.length > 0 && sizes.every((size) => size === 'bounded' || size === 'none');
}

/** `if (tasks.length >= 10) { await Promise.all(tasks); tasks.length = 0; }`, `await Promise.race(tasks)`: rounds of a fixed size. */
function isEmptied({ name, source }: Binding, { text }: ModuleModel): boolean {
  if (source.from !== 'value') return false;
  const escaped = name.replace(/\$/g, '\\$');
  return new RegExp(
    `(?<![\\w$.])${escaped}\\.length\\s*(?:>=?|===?|=(?!=)|<=?)\\s*[\\w$.]|(?<![\\w$.])${escaped}\\.splice\\(|\\brace\\(\\s*${escaped}\\b`,
  ).test(text.slice(source.value.range[1]).replace(new RegExp(`${escaped}\\.length\\s*(?:>|===?)\\s*0`, 'g'), ''));
}
