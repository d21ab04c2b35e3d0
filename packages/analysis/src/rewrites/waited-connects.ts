import type { CreatedClient } from '../calls/facts.js';
import type { CallValue, Value } from '../module/value.js';
import type { ListenerPlace, Receiver } from './listener-place.js';

/**
 * The calls of a client's connecting method whose outcome somebody waits for. undefined where the file has no such call
 * at all: then it stands in another file, which an edit of this one can't bound.
 */
export function waitedConnects(client: CreatedClient, creation: CallValue, place: ListenerPlace, method: string): readonly CallValue[] | undefined {
  const chained = chainedCall(creation, method);
  const connects = chained === undefined ? callsOf(client, place, method) : [chained];
  return connects.length === 0 ? undefined : connects.filter(isWaitedFor);
}

function callsOf({ module }: CreatedClient, { reachedBy }: ListenerPlace, method: string): readonly CallValue[] {
  if (reachedBy === undefined) return [];
  return module.calls.filter(({ callee }) => callee.kind === 'member' && callee.property === method && isReached(callee.object, reachedBy));
}

/** `createClient().on(…).connect()`. */
function chainedCall(creation: CallValue, method: string): CallValue | undefined {
  let value: Value = creation;
  for (;;) {
    const member: Value | undefined = value.parent;
    const call: Value | undefined = member?.parent;
    if (member?.kind !== 'member' || member.object !== value || call?.kind !== 'call' || call.callee !== member) return undefined;
    if (member.property === method) return call;
    value = call;
  }
}

function isReached(value: Value, by: Receiver): boolean {
  switch (by.kind) {
    case 'binding':
      return value.kind === 'name' && value.scope.lookup(value.name) === by.binding;
    case 'this':
      return value.kind === 'this';
    case 'field':
      return value.kind === 'member' && value.object.kind === 'this' && value.property === by.name && value.object.owner === by.owner;
  }
}

/** `client.connect().catch(log);` and `void client.connect();` keep nobody waiting. */
function isWaitedFor(connect: CallValue): boolean {
  let value: Value = connect;
  for (;;) {
    const parent: Value | undefined = value.parent;
    if (parent === undefined) return value.use !== 'statement';
    if (parent.kind === 'operation' && parent.operator === 'void') return false;
    if (parent.kind !== 'member' || parent.object !== value || parent.parent?.kind !== 'call') return true;
    if (parent.property !== 'catch' && parent.property !== 'finally') return true;
    value = parent.parent;
  }
}
