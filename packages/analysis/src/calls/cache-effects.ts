/** What a call does to the cache that it is made to. */
import type { CallValue, Value } from '../module/value.js';
import type { ExternalCall } from './facts.js';

/** Which keys there are is asked to clear them, or out of curiosity: nothing else knows. */
const lists = /^(?:keys|h?scan\w*|db_?size|random_?key)$/i;

export function cacheEffect({ target, effect, call }: ExternalCall): 'read' | 'write' | undefined {
  if (target.kind !== 'client' || target.client.role === 'other' || target.pattern.store === true) return undefined;
  if (isLock(call) || lists.test(methodOf(call))) return undefined;
  return effect === 'read' || effect === 'write' ? effect : undefined;
}

export function methodOf({ callee }: CallValue): string {
  return callee.kind === 'member' ? (callee.property ?? '') : '';
}

/** `set(key, value, 'NX')`, `set(key, value, { NX: true })`, `set(key, value, { condition: 'NX' })`. */
function isLock({ args }: CallValue): boolean {
  return args.some(
    (arg) =>
      isNx(arg) ||
      (arg.kind === 'object' && arg.entries.some((entry) => entry.kind === 'property' && (entry.name?.toUpperCase() === 'NX' || isNx(entry.value)))),
  );
}

function isNx(value: Value): boolean {
  return value.kind === 'literal' && typeof value.value === 'string' && value.value.toUpperCase() === 'NX';
}

const stores = /^(?:set|put|store|save|append|merge|[lr]?push|incr|[hsz](?:set|add|rem|incr))/i;

/** `cart = await redis.get(key)`, then `redis.set(key, without(cart))`: what is changed there is kept nowhere else. */
export function isRewriteOf(read: ExternalCall, write: ExternalCall): boolean {
  if (cacheEffect(read) !== 'read' || cacheEffect(write) !== 'write' || !stores.test(methodOf(write.call))) return false;
  return textOfKey(read) === textOfKey(write);
}

function textOfKey({ call: { args: [key] }, module }: ExternalCall): string | undefined {
  return key === undefined ? undefined : module.text.slice(key.range[0], key.range[1]);
}
