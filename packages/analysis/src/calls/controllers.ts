/** What becomes of an AbortController: a signal that only events abort is cancellation, and no deadline. */
import type { ModuleModel } from '../module/model.js';
import type { Binding } from '../module/scope.js';
import type { CallValue } from '../module/value.js';
import { callsOf } from '../resolve/occurrences.js';

const listens = new Set(['on', 'once', 'addListener', 'prependListener', 'addEventListener']);

/** Events that a timer may stand behind. */
const timed = /time|deadline|expire|tick|alarm/i;

/** Whether all that is done with a controller is seen, and nothing but events and the code's own way abort it. */
export function abortsOnlyOnEvents(made: CallValue, module: ModuleModel): boolean {
  const binding = constantOf(made);
  if (binding === undefined || made.site.body.kind !== 'function') return false;
  const { fn } = made.site.body;
  if (isHandedOn(binding.name, module.text.slice(fn.bodyRange[0], fn.bodyRange[1]))) return false;
  const aborts = callsOf(module, 'abort').filter(({ callee }) => callee.kind === 'member' && callee.object.kind === 'name' && callee.object.scope.lookup(callee.object.name) === binding);
  return aborts.every((abort) => {
    const { body } = abort.site;
    if (body.kind !== 'function' || body.fn === fn) return true;
    const listener = body.fn.value?.parent;
    return listener?.kind === 'call' && isEvent(listener);
  });
}

/** `req.on('close', …)`. */
function isEvent({ callee, args }: CallValue): boolean {
  const [event] = args;
  return callee.kind === 'member' && listens.has(callee.property ?? '') && event?.kind === 'literal' && typeof event.value === 'string' && !timed.test(event.value);
}

/** `const controller = new AbortController()`. */
function constantOf(made: CallValue): Binding | undefined {
  if (made.use !== 'initialiser' || made.parent !== undefined || made.site.body.kind !== 'function') return undefined;
  for (const scope of scopesOf(made)) {
    for (const binding of scope.names.values()) {
      const { source, keyword } = binding;
      if (keyword === 'const' && source.from === 'value' && source.value === made && source.path.length === 0) return binding;
    }
  }
  return undefined;
}

/** The scope that `new AbortController()` stands in, outwards to its function's. */
function* scopesOf({ callee }: CallValue): Generator<Binding['scope']> {
  for (let scope = callee.kind === 'name' ? callee.scope : undefined; scope !== undefined; scope = scope.parent) {
    yield scope;
    if (scope.kind === 'function') return;
  }
}

/** Anything but `name.signal`, `name.abort(…)` and the declaration: others may abort it then. */
function isHandedOn(name: string, text: string): boolean {
  const uses = new RegExp(`(?<![\\w$.])${name.replace(/\$/g, '\\$&')}(?![\\w$])(?!\\s*[?!]?\\.\\s*(?:signal\\b|abort\\s*\\()|\\s*(?::\\s*AbortController\\s*)?=\\s*new\\s)`);
  return uses.test(text);
}
