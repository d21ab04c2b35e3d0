/** Whether a read is only a shorter way: where it finds nothing, the code loads the same elsewhere. */
import type { Effect, FunctionModel, ModuleModel } from '../module/model.js';
import type { CallValue, Range, Value } from '../module/value.js';
import { callersOf } from './enclosing.js';
import { HitNames } from './hit-names.js';
import { isWithin } from './ranges.js';

/** Helpers that hand the answer on to helpers. */
const maxHelpers = 2;

/** In its own function, or in a caller of the file that it is answered to. */
export function isReadThrough(read: CallValue, module: ModuleModel, depth = 0): boolean {
  if (missLeadsToLoad(read, module)) return true;
  const holder = depth < maxHelpers ? holderOf(read, module) : undefined;
  const fn = holder?.fn;
  if (holder === undefined || fn === undefined || !isHandedOn(read, hitOf(holder, read, module), fn, module)) return false;
  return callersOf(fn, module).some((caller) => isReadThrough(caller, module, depth + 1));
}

/** A hit ends the function or fills the variable; a miss goes on to a load that knows nothing of the hit. */
export function missLeadsToLoad(read: CallValue, module: ModuleModel): boolean {
  const holder = holderOf(read, module);
  if (holder === undefined || holder.loadsBeside) return holder !== undefined;
  const { calls, fn } = holder;
  const hit = hitOf(holder, read, module);
  return calls.some((load) => {
    if (load.range[0] < read.range[1] || !isLoad(load) || isOfSameStore(load, read, module) || hit.isIn(textOf(load, module))) return false;
    if (hit.endsOnMiss(module.text.slice(read.range[1], load.range[0]))) return false;
    return isAlternative(load, hit, module) || fillsSame(load, hit) || (fn !== undefined && hitEndsElsewhere(load, hit, fn, read, module));
  });
}

function hitOf({ names, region }: Holder, read: CallValue, module: ModuleModel): HitNames {
  return new HitNames(names, module.text.slice(read.range[1], region[1]));
}

/** Where the answer of a read is at hand, and under which names. */
interface Holder {
  readonly names: readonly string[];
  readonly calls: readonly CallValue[];
  readonly region: Range;
  readonly fn: FunctionModel | undefined;
  /** `(await read) ?? (await load())`: the load stands in the same expression. */
  readonly loadsBeside: boolean;
}

function holderOf(read: CallValue, module: ModuleModel): Holder | undefined {
  const { body } = read.site;
  if (body.kind === 'field') return undefined;
  const fn = body.kind === 'function' ? body.fn : undefined;
  const calls = fn?.calls ?? module.calls.filter(({ site }) => site.body.kind === 'module');
  const region: Range = fn?.range ?? [0, module.text.length];
  let value: Value = read;
  let isAwaited = false;
  while (value.parent !== undefined) {
    const { parent }: Value = value;
    const handler = thenHandler(parent, value);
    if (handler !== undefined) return ofHandler(handler);
    if (parent.kind === 'either' && loadsIn(parent, value, { read, calls, module })) return { names: [], calls, region, fn, loadsBeside: true };
    isAwaited ||= parent.kind === 'await' || parent.kind === 'yield';
    value = parent;
  }
  if (!isAwaited && value.use !== 'return') return undefined;
  const name = value.kind === 'assign' ? textOf(value.target, module) : nameBefore(value, module);
  return { names: name === undefined ? [] : [name], calls, region, fn, loadsBeside: false };
}

/** `read.then((hit) => …)`: the hit is at hand in the handler. */
function thenHandler(member: Value, value: Value): FunctionModel | undefined {
  if (member.kind !== 'member' || member.object !== value || member.property !== 'then' || member.parent?.kind !== 'call') return undefined;
  const [handler] = member.parent.args;
  return handler?.kind === 'function' ? handler.fn : undefined;
}

function ofHandler(fn: FunctionModel): Holder {
  const name = fn.params[0]?.name;
  return { names: name === undefined ? [] : [name], calls: fn.calls, region: fn.range, fn, loadsBeside: false };
}

/** Another option of `a ?? b`, `a ? b : c` that loads. */
function loadsIn(
  either: Extract<Value, { kind: 'either' }>,
  value: Value,
  { read, calls, module }: { readonly read: CallValue; readonly calls: readonly CallValue[]; readonly module: ModuleModel },
): boolean {
  if (either.operator === '&&') return false;
  return either.options.some(
    (option) => option !== value && calls.some((call) => isWithin(call.range, option.range) && isLoad(call) && !isOfSameStore(call, read, module)),
  );
}

const commands = /^(?:m|h|hm|hget)?get(?:all|ex|del)?$|^(?:hgetAll|mGet|hGet|hmGet|hGetAll|keys|scan|exists|smembers|sMembers|lrange|lRange)$/;

/** `await redis.get(other)`: what fails with the read is no other place to look. */
function isOfSameStore({ callee, args }: CallValue, read: CallValue, module: ModuleModel): boolean {
  if (callee.kind !== 'member' || !commands.test(callee.property ?? '') || args.some(({ kind }) => kind === 'function')) return false;
  return callee.object.kind !== 'this' && receiverOf(read, module) === textOf(callee.object, module);
}

/** The declared name, or names, that an initialiser is kept under. */
function nameBefore({ use, range }: Value, module: ModuleModel): string | undefined {
  if (use !== 'initialiser') return undefined;
  const before = module.text.slice(Math.max(0, range[0] - 160), range[0]);
  return /\b(?:const|let|var)\s+([\w$]+)[^=;]*=\s*\(*\s*$/.exec(before)?.[1];
}

const loadingNames = /^(?:load|fetch|find|get|query|read|select|list|retrieve|request|resolve|render|compute|calculate|build|generate)/i;

/** Awaited, and what it answers is used; or a promise of a loading function that is returned. */
function isLoad(call: CallValue): boolean {
  let value: Value = call;
  while (value.parent !== undefined) {
    if (value.parent.kind === 'await') return isUsed(value.parent);
    if (value.parent.kind === 'call' && value.parent.callee !== value) return false;
    value = value.parent;
  }
  const { callee } = call;
  const name = callee.kind === 'name' ? callee.name : callee.kind === 'member' ? callee.property : undefined;
  return value.use === 'return' && name !== undefined && loadingNames.test(name);
}

function isUsed(awaited: Value): boolean {
  return awaited.parent !== undefined || awaited.use !== 'statement';
}

/** `hit ?? (await load())`, `hit ? parse(hit) : await load()`. */
function isAlternative(load: CallValue, hit: HitNames, module: ModuleModel): boolean {
  let value: Value = load;
  while (value.parent !== undefined) {
    const { parent }: Value = value;
    if (parent.kind === 'either' && parent.operator !== '&&') {
      const others = [...parent.options, ...(parent.condition === undefined ? [] : [parent.condition])].filter((part) => part !== value);
      if (others.some((part) => hit.isIn(textOf(part, module)))) return true;
    }
    value = parent;
  }
  return false;
}

/** `if (!hit) hit = await load()`; `data = parse(hit)` on one branch and `data = await load()` on the other. */
function fillsSame(load: CallValue, hit: HitNames): boolean {
  let value: Value = load;
  while (value.parent !== undefined && value.kind !== 'assign') value = value.parent;
  if (value.kind !== 'assign' || value.target.kind !== 'name') return false;
  const { name } = value.target;
  return (hit.has(name) && (load.site.conditional || value.operator !== '=')) || hit.fills(name);
}

/** The hit leaves the function on a way of its own, or the load does. */
function hitEndsElsewhere(load: CallValue, hit: HitNames, fn: FunctionModel, read: CallValue, module: ModuleModel): boolean {
  const exits = exitsOf(fn, hit, read, module);
  return exits.some(({ at, isConditional }) => (at < load.range[0] ? isConditional : load.site.conditional && isReturned(load, fn)));
}

interface Exit {
  readonly at: number;
  readonly isConditional: boolean;
}

/** Where the hit is returned; `reply.send(hit); return;` and `ctx.body = hit; return;` count. */
function exitsOf({ effects }: FunctionModel, hit: HitNames, read: CallValue, module: ModuleModel): readonly Exit[] {
  return effects.flatMap((effect, index): readonly Exit[] => {
    if (effect.kind !== 'return') return [];
    const before = effects[index - 1];
    const value = effect.value ?? (before?.conditional === true ? handledBefore(before) : undefined);
    if (value === undefined || value.range[0] < read.range[1]) return [];
    const isOfHit =
      isHit(value, hit, module) ||
      (isWrittenBack(read, module) && (hit.isIn(textOf(value, module)) || hit.isTested(module.text.slice(read.range[1], value.range[0]))));
    return isOfHit ? [{ at: value.range[0], isConditional: effect.conditional }] : [];
  });
}

/** `reply.send(hit)`, `ctx.body = hit`. */
function handledBefore(effect: Effect): Value | undefined {
  return effect.kind === 'call' ? effect.call : effect.kind === 'assign' ? effect.value : undefined;
}

/** A miss that returns what it loads, from within its branch. */
function isReturned({ range }: CallValue, { effects }: FunctionModel): boolean {
  return effects.some((effect) => effect.kind === 'return' && effect.conditional && effect.value !== undefined && effect.value.range[1] >= range[0]);
}

const readers = /(?:^|\.)(?:parse|deserialize|deserialise|decode|json|send|fromJSON|revive|hydrate|map)$/i;

/** The hit itself, parsed or not, rather than something that is decided by it. */
function isHit(value: Value, hit: HitNames, module: ModuleModel): boolean {
  switch (value.kind) {
    case 'name':
      return hit.has(value.name);
    case 'await':
    case 'spread':
      return isHit(value.value, hit, module);
    case 'member':
      return isHit(value.object, hit, module);
    case 'object':
      return value.entries.some((entry) => isHit(entry.value, hit, module));
    case 'call':
      return (
        (value.callee.kind === 'member' && isHit(value.callee.object, hit, module)) ||
        ((value.isNew || readers.test(textOf(value.callee, module))) && value.args.some((arg) => isHit(arg, hit, module)))
      );
    default:
      return false;
  }
}

const stores = /^(?:set|setex|psetex|mset|hset|hmset|put|store|save|write)/i;

/** Later in the function, something is stored by the same client. */
function isWrittenBack(read: CallValue, module: ModuleModel): boolean {
  const receiver = receiverOf(read, module);
  const { body } = read.site;
  return (
    receiver !== undefined &&
    body.kind === 'function' &&
    body.fn.calls.some(
      (call) =>
        call.range[0] > read.range[1] &&
        call.callee.kind === 'member' &&
        stores.test(call.callee.property ?? '') &&
        receiverOf(call, module) === receiver,
    )
  );
}

function receiverOf({ callee }: CallValue, module: ModuleModel): string | undefined {
  return callee.kind === 'member' ? textOf(callee.object, module) : undefined;
}

/** A helper that answers what it read. */
function isHandedOn(read: CallValue, hit: HitNames, { returns }: FunctionModel, module: ModuleModel): boolean {
  return returns.some((value) => isWithin(read.range, value.range) || (value.range[0] > read.range[1] && hit.isIn(textOf(value, module))));
}

function textOf({ range }: Value, module: ModuleModel): string {
  return module.text.slice(range[0], range[1]);
}
