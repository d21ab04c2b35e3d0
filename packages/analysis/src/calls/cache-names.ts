/** What the names around a cache call say: that it may be lost, or that it is the only copy. */
import type { FunctionModel, ModuleModel } from '../module/model.js';
import type { CallValue, Value } from '../module/value.js';
import { lastNameOf } from '../resolve/occurrences.js';

/** Redis as a store, whose miss is no reason to look elsewhere, even where the code has the shape of a cache. */
const exclusive = new Set([
  'lock', 'mutex', 'semaphore', 'idempotency', 'idempotent', 'idempotence', 'dedup', 'dedupe', 'deduplication', 'deduplicate',
  'nonce', 'otp', 'totp', 'code', 'limit', 'limiter', 'limiting', 'ratelimit', 'throttle', 'throttler', 'csrf', 'once', 'captcha',
  'challenge', 'attempt', 'cooldown', 'counter', 'quota', 'ban', 'banned',
]);

/** Words of what is kept in Redis only; outweighed by the shape of a cache. */
const stores = new Set([
  'session', 'sess', 'token', 'oauth', 'oidc', 'auth', 'authorization', 'verification', 'verify', 'verified', 'email', 'queue',
  'job', 'pubsub', 'presence', 'invite', 'invitation', 'reset', 'login', 'logout', 'password', 'state', 'status', 'heartbeat',
  'leader', 'cursor', 'revoked', 'blacklist', 'blocklist', 'denylist', 'refresh', 'pending', 'online', 'seen', 'processed',
  'magic', 'signup', 'webhook', 'worker', 'cron', 'processor', 'consumer', 'scheduler', 'checkpoint', 'checkpointer', 'saver',
]);

const caches = /^(?:cach|memoi?[sz]|precomput)/;

export interface Evidence {
  readonly saysCache: boolean;
  /** Where Redis is the only copy, by the key. */
  readonly isExclusive: boolean;
  readonly saysStore: boolean;
}

export function namesAround(call: CallValue, module: ModuleModel, via: FunctionModel | undefined): Evidence {
  const fn = call.site.body.kind === 'function' ? call.site.body.fn : undefined;
  const key = wordsOf(keyText(call.args[0], module));
  const receiver = call.callee.kind === 'member' ? wordsOf(module.text.slice(call.callee.object.range[0], call.callee.object.range[1])) : [];
  const nearest = [...key, ...receiver, ...wordsOf(resultName(call, module) ?? '')];
  const around = [fn?.name, fn?.cls?.name, via?.cls?.name, module.path.split('/').slice(-2).join('/')].flatMap((name) => wordsOf(name ?? ''));
  const isExclusive = [...key, ...wordsOf(fn?.name ?? '')].some((word) => exclusive.has(word));
  const saysStore = isExclusive || [...key, ...around].some((word) => stores.has(word) || exclusive.has(word));
  const isNamed = nearest.some((word) => caches.test(word)) && !key.some((word) => stores.has(word));
  return { saysCache: !isExclusive && (isNamed || (!saysStore && around.some((word) => caches.test(word)))), isExclusive, saysStore };
}

const freshIds = /^(?:nanoid|customAlphabet|uuid|uuidv?\d|v[147]|randomUUID|randomBytes|createId|cuid2?|ulid|ksuid|monotonicFactory|shortid)$/;

/** `cache.set(`link:${nanoid()}`, link)`: nothing was there before, and nothing else will find it. */
export function isUnderFreshKey({ args: [key] }: CallValue): boolean {
  return key !== undefined && isFresh(key);
}

function isFresh(value: Value, seen = new Set<Value>()): boolean {
  if (seen.has(value)) return false;
  seen.add(value);
  switch (value.kind) {
    case 'template':
      return value.expressions.some((part) => isFresh(part, seen));
    case 'operation':
      return value.operands.some((part) => isFresh(part, seen));
    case 'await':
      return isFresh(value.value, seen);
    case 'call':
      return freshIds.test(lastNameOf(value.callee) ?? '') || (value.callee.kind === 'member' && isFresh(value.callee.object, seen));
    case 'name': {
      const source = value.scope.lookup(value.name)?.source;
      return source?.from === 'value' && source.path.length === 0 && isFresh(source.value, seen);
    }
    default:
      return false;
  }
}

/** What keys of this kind have in common: `product:`, `keys.product`; undefined where the key is made elsewhere. */
export function keyFamily({ args: [key] }: CallValue, module: ModuleModel): string | undefined {
  const family = keyText(key, module);
  return /\w/.test(family) ? family : undefined;
}

/** The part of a key that is the same for all of its kind. What is filled in says which one, not what. `seen`: names may stand for each other. */
function keyText(key: Value | undefined, module: ModuleModel, seen = new Set<Value>()): string {
  if (key === undefined || seen.has(key)) return '';
  seen.add(key);
  switch (key.kind) {
    case 'literal':
      return typeof key.value === 'string' ? key.value : '';
    case 'template':
      return key.quasis[0] === '' ? key.quasis.join(':').replace(/^:+/, '') : (key.quasis[0] ?? '');
    case 'operation':
      return keyText(key.operands[0], module, seen);
    case 'array':
      return keyText(key.elements[0], module, seen);
    case 'call':
      return mappedKeys(key, module, seen) ?? module.text.slice(key.callee.range[0], key.callee.range[1]);
    case 'member':
      return module.text.slice(key.range[0], key.range[1]);
    case 'name': {
      const source = key.scope.lookup(key.name)?.source;
      const known = source?.from === 'value' && source.path.length === 0 ? keyText(source.value, module, seen) : '';
      return known === '' && source?.from !== 'parameter' ? key.name : known;
    }
    default:
      return '';
  }
}

/** `ids.map((id) => `product:${id}`)`. */
function mappedKeys({ args: [each] }: CallValue, module: ModuleModel, seen: Set<Value>): string | undefined {
  return each?.kind === 'function' ? keyText(each.fn.returns[0], module, seen) : undefined;
}

/** The name that the answer is kept under. */
function resultName(call: CallValue, module: ModuleModel): string | undefined {
  let root: Value = call;
  while (root.parent !== undefined) root = root.parent;
  if (root.kind === 'assign') return module.text.slice(root.target.range[0], root.target.range[1]);
  if (root.use !== 'initialiser') return undefined;
  const before = module.text.slice(Math.max(0, root.range[0] - 120), root.range[0]);
  return /(?:const|let|var)\s+([\w$]+)[^=;]*=\s*$/.exec(before)?.[1];
}

/** 'userIDCache:rate-limits' -> user, id, cache, rate, limit. */
function wordsOf(text: string): readonly string[] {
  return text
    .replace(/([a-z\d])([A-Z])|([A-Z])([A-Z][a-z])/g, '$1$3 $2$4')
    .split(/[^A-Za-z\d]+/)
    .filter((word) => word !== '')
    .map((word) => singular(word.toLowerCase()));
}

function singular(word: string): string {
  return word.endsWith('s') && !/(?:ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
}
