/** Cache reads and writes whose failure fails a caller that could go on without them. */
import type { ClassModel, FunctionModel, ModuleModel } from '../module/model.js';
import type { CallValue, Value } from '../module/value.js';
import type { Clients } from './clients.js';
import { errorHandling } from './error-handling.js';
import type { CacheUse, ExternalCall } from './facts.js';

/** Words that say "may be lost", and words that say "this is the only copy". */
const cacheWords = /cache|cached|memo(?:ize)?\b/i;
const storeWords = /session|token|otp|\bcode|lock|mutex|semaphore|limit|throttl|nonce|oauth|auth|verif|csrf|queue|job|dedup|idempot|pubsub|presence|counter|invite|reset|login|password|stat(?:e|us)\b|heartbeat|leader|cursor/i;

const writes = new Set(['set', 'setex', 'setEx', 'psetex', 'pSetEx', 'mset', 'mSet', 'hset', 'hSet', 'hmset', 'del', 'unlink', 'expire', 'SET', 'SETEX', 'DEL', 'delete']);
const reads = new Set(['get', 'mget', 'mGet', 'hget', 'hGet', 'hgetall', 'hGetAll', 'getex', 'getEx', 'GET', 'HGET', 'HGETALL', 'json.get']);

/** What is known of the calls of any file. */
export interface CallSource {
  clientsOf(module: ModuleModel): Clients;
  callsOf(module: ModuleModel): readonly ExternalCall[];
}

export function cacheUses(source: CallSource, module: ModuleModel): readonly CacheUse[] {
  const own = source.callsOf(module).map((call) => ({ call, via: undefined }));
  const wrapped = module.calls.flatMap((call) => wrapperUse(source, call, module));
  return [...own, ...wrapped].flatMap(({ call: external, via }): readonly CacheUse[] => {
    const effect = cacheEffect(external);
    if (effect === undefined || !isOfCache(external, effect, via)) return [];
    if (!isAwaited(external.call) || external.errorHandling.verdict !== 'missing') return [];
    return [{ call: external, via, effect, awaited: true, discarded: isDiscarded(external.call) }];
  });
}

/** `cache.get(key)` of the project's own class, where the call inside is not caught: it fails as the library's does. */
function wrapperUse(source: CallSource, call: CallValue, module: ModuleModel): readonly { readonly call: ExternalCall; readonly via: FunctionModel }[] {
  const method = methodOf(call);
  if (call.isNew || !(reads.has(method) || writes.has(method))) return [];
  const { resolver } = source.clientsOf(module);
  for (const origin of resolver.origins(call.callee, module)) {
    if (origin.kind !== 'function' || isOwnMethod(call, origin.fn)) continue;
    const inner = source
      .callsOf(origin.module)
      .find((external) => origin.fn.calls.includes(external.call) && cacheEffect(external) !== undefined && isAwaited(external.call) && external.errorHandling.verdict === 'missing');
    if (inner === undefined) continue;
    const calleeText = module.text.slice(call.callee.range[0], call.callee.range[1]);
    return [{ call: { ...inner, module, call, calleeText, errorHandling: errorHandling(resolver, call, module) }, via: origin.fn }];
  }
  return [];
}

/** `this.get(…)` within the wrapper's own class: the call inside is reported. */
function isOwnMethod({ callee }: CallValue, { cls }: FunctionModel): boolean {
  return callee.kind === 'member' && callee.object.kind === 'this' && callee.object.owner === cls;
}

function cacheEffect({ target, effect, call }: ExternalCall): 'read' | 'write' | undefined {
  if (target.kind !== 'client' || target.client.role === 'other' || target.pattern.store === true) return undefined;
  if (effect !== 'read' && effect !== 'write') return undefined;
  const method = methodOf(call);
  if (hasFlag(call, 'NX')) return undefined;
  if (reads.has(method)) return 'read';
  return writes.has(method) ? 'write' : undefined;
}

function methodOf({ callee }: CallValue): string {
  return callee.kind === 'member' ? (callee.property ?? '') : '';
}

/** `set(key, value, 'NX')`, `set(key, value, { NX: true })`: a lock. */
function hasFlag(call: CallValue, flag: string): boolean {
  return call.args.some(
    (arg) =>
      (arg.kind === 'literal' && typeof arg.value === 'string' && arg.value.toUpperCase() === flag) ||
      (arg.kind === 'object' && arg.entries.some((entry) => entry.kind === 'property' && entry.name?.toUpperCase() === flag)),
  );
}

/** A cache by its library, by a name, or because a miss leads to another load. */
function isOfCache(external: ExternalCall, effect: 'read' | 'write', via: FunctionModel | undefined): boolean {
  if (external.target.kind === 'client' && external.target.client.role === 'cache') return true;
  const { call, module } = external;
  const fn = call.site.body.kind === 'function' ? call.site.body.fn : undefined;
  const names = namesAround(call, module, fn);
  if (storeWords.test(names.key) || storeWords.test(names.function) || storeWords.test(names.file)) return false;
  if (cacheWords.test(`${names.key} ${names.receiver} ${names.result} ${names.function} ${names.file} ${names.class} ${via?.cls?.name ?? ''}`)) return true;
  if (effect === 'read' && fn !== undefined && missLeadsToLoad(call, fn)) return true;
  return [fn?.cls, via?.cls].some((cls) => cls !== undefined && readsThrough(cls));
}

interface Names {
  readonly key: string;
  readonly receiver: string;
  readonly result: string;
  readonly function: string;
  readonly class: string;
  readonly file: string;
}

function namesAround(call: CallValue, module: ModuleModel, fn: FunctionModel | undefined): Names {
  const [key] = call.args;
  const text = (value: Value | undefined): string => (value === undefined ? '' : module.text.slice(value.range[0], value.range[1]));
  return {
    key: text(key),
    receiver: call.callee.kind === 'member' ? text(call.callee.object) : '',
    result: resultName(call, module) ?? '',
    function: fn?.name ?? '',
    class: fn?.cls?.name ?? '',
    file: module.path.split('/').slice(-2).join('/'),
  };
}

/** The name that the answer is kept under. */
function resultName(call: CallValue, module: ModuleModel): string | undefined {
  let root: Value = call;
  while (root.parent !== undefined) root = root.parent;
  if (root.use !== 'initialiser') return undefined;
  const before = module.text.slice(Math.max(0, root.range[0] - 120), root.range[0]);
  return /(?:const|let|var)\s+([\w$]+)[^=;]*=\s*$/.exec(before)?.[1];
}

/** The answer is tested, and after the test something else is loaded. */
function missLeadsToLoad(call: CallValue, fn: FunctionModel): boolean {
  const { parent } = call;
  if (parent?.kind !== 'await' && parent?.kind !== 'yield') return false;
  return fn.calls.some((later) => later.range[0] > call.range[1] && later.site.guard === call.site.guard && isLoad(later)) && returnsEarlier(call, fn);
}

function isLoad(call: CallValue): boolean {
  return call.parent?.kind === 'await' && call.callee.kind !== 'super';
}

/** A `return` stands between the read and the function's end: the hit. */
function returnsEarlier(call: CallValue, fn: FunctionModel): boolean {
  return fn.effects.some((effect) => effect.kind === 'return' && effect.conditional && effect.value !== undefined && effect.value.range[0] > call.range[1]);
}

/** A class with a method that reads, then calls a function of its caller's and stores the answer: a cache by its shape. */
function readsThrough(cls: ClassModel): boolean {
  return cls.methods.some(({ fn }) => {
    const own = (name: string): boolean => fn.calls.some(({ callee }) => callee.kind === 'member' && callee.object.kind === 'this' && callee.property === name);
    const loads = fn.calls.some(({ callee }) => callee.kind === 'name' && fn.params.some(({ name }) => name === callee.name));
    return loads && own('get') && own('set');
  });
}

/** Awaited, or returned to somebody who awaits. */
function isAwaited(call: CallValue): boolean {
  let value: Value = call;
  while (value.parent !== undefined) {
    if (value.parent.kind === 'await') return true;
    value = value.parent;
  }
  return value.use === 'return';
}

function isDiscarded(call: CallValue): boolean {
  let value: Value = call;
  while (value.parent?.kind === 'await') value = value.parent;
  return value.parent === undefined && value.use === 'statement';
}

