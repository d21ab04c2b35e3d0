import { compilePath } from '../catalog/paths.js';
import type { CreatedClient } from '../calls/facts.js';
import type { CallValue, Value } from '../module/value.js';

/** Methods of an emitter that answer the emitter; `connect()` answers a promise of the client. */
const LISTENING = new Set(['on', 'once', 'off', 'addListener', 'prependListener', 'removeListener', 'setMaxListeners']);

/** The client with what is chained to it and answers it again: `createClient().on('ready', …)`. */
export function heldClient({ client, maker }: CreatedClient, creation: CallValue): Value {
  let value: Value = maker.promised === true && creation.parent?.kind === 'await' ? creation.parent : creation;
  for (;;) {
    const parent: Value | undefined = value.parent;
    if (parent?.kind !== 'member' || parent.object !== value || parent.parent?.kind !== 'call' || parent.parent.callee !== parent) return value;
    const method = parent.property ?? '';
    if (!LISTENING.has(method) || !client.self.some((path) => compilePath(path)([`${method}()`]))) return value;
    value = parent.parent;
  }
}
