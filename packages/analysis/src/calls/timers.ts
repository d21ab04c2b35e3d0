/** Promises that a timer settles, and races with them. */
import type { FunctionModel, ModuleModel } from '../module/model.js';
import type { CallValue, Value } from '../module/value.js';
import { callsOf, lastNameOf } from '../resolve/occurrences.js';
import type { Resolver } from '../resolve/resolver.js';

const maxSteps = 3;

/** `Promise.race([call, timeout])`. */
export function isRaceWithTimer(resolver: Resolver, { callee, args }: CallValue, module: ModuleModel): boolean {
  if (callee.kind !== 'member' || (callee.property !== 'race' && callee.property !== 'any')) return false;
  if (callee.object.kind !== 'name' || callee.object.name !== 'Promise') return false;
  const [list] = args;
  return list?.kind === 'array' && list.elements.some((element) => isTimer(resolver, element, module, 0));
}

/** `new Promise((_, reject) => setTimeout(reject, ms))`, or a function that answers one. */
function isTimer(resolver: Resolver, value: Value, module: ModuleModel, step: number): boolean {
  if (step > maxSteps) return false;
  if (value.kind === 'name') {
    const source = value.scope.lookup(value.name)?.source;
    return source?.from === 'value' && isTimer(resolver, source.value, module, step + 1);
  }
  if (value.kind === 'await') return isTimer(resolver, value.value, module, step + 1);
  if (value.kind !== 'call') return false;
  if (value.isNew && value.callee.kind === 'name' && value.callee.name === 'Promise') {
    const [executor] = value.args;
    return executor?.kind === 'function' && startsTimer(executor.fn, module);
  }
  if (value.callee.kind === 'member' && (value.callee.property === 'then' || value.callee.property === 'catch')) {
    return isTimer(resolver, value.callee.object, module, step + 1);
  }
  for (const origin of resolver.origins(value.callee, module)) {
    if (
      origin.kind === 'function' &&
      (startsTimer(origin.fn, origin.module) || origin.fn.returns.some((returned) => isTimer(resolver, returned, origin.module, step + 1)))
    ) {
      return true;
    }
    if (origin.kind === 'export' && origin.package.startsWith('node:timers')) return true;
  }
  return /timeout|delay|sleep|rejectAfter/i.test(lastNameOf(value.callee) ?? '');
}

function startsTimer(fn: FunctionModel, module: ModuleModel): boolean {
  return callsOf(module, 'setTimeout').some(({ callee, range }) => callee.kind === 'name' && range[0] >= fn.range[0] && range[1] <= fn.range[1]);
}
