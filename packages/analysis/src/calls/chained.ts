/** Methods chained to a call, before and after it, or called later on what it answers. */
import type { ModuleModel } from '../module/model.js';
import type { CallValue, Value } from '../module/value.js';
import { callsOf } from '../resolve/occurrences.js';
import type { Resolver } from '../resolve/resolver.js';

/** Calls of a method on what a call answers: `superagent.get(url).timeout(5000)`, `request.setTimeout(5000)` further down. */
export function chainedCalls(resolver: Resolver, call: CallValue, method: string, module: ModuleModel): readonly CallValue[] {
  const inChain = [...after(call), ...before(call)].filter((other) => methodOf(other) === method);
  const later = callsOf(module, method).filter(
    ({ callee }) =>
      callee.kind === 'member' &&
      (callee.object.kind === 'name' || callee.object.kind === 'member') &&
      isAnswerOf(resolver, callee.object, module, call),
  );
  return [...inChain, ...later];
}

/** Whether a value is what the call answers. */
export function isAnswerOf(resolver: Resolver, value: Value, module: ModuleModel, call: CallValue): boolean {
  return resolver.origins(value, module).some((origin) => {
    if (origin.kind === 'client') return origin.members.length === 0 && origin.creation?.call === call;
    return origin.kind === 'result' && origin.members.length === 0 && origin.call === call;
  });
}

/** `b()` and `c()` of `a().b().c()`, for `a()`. */
export function* after(call: CallValue): Generator<CallValue> {
  let at = call;
  for (;;) {
    const member = at.parent;
    const next = member?.kind === 'member' && member.object === at ? member.parent : undefined;
    if (next?.kind !== 'call' || next.callee !== member) return;
    yield next;
    at = next;
  }
}

/** `b()` and `a()` of `a().b().c()`, for `c()`. */
function* before(call: CallValue): Generator<CallValue> {
  let at = call;
  while (at.callee.kind === 'member' && at.callee.object.kind === 'call') {
    at = at.callee.object;
    yield at;
  }
}

export function methodOf({ callee }: CallValue): string | undefined {
  return callee.kind === 'member' ? callee.property : undefined;
}
