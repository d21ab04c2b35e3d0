/** What becomes of an AbortController: a signal that only events abort is cancellation, and no deadline. */
import type { ModuleModel } from '../module/model.js';
import type { Binding } from '../module/scope.js';
import type { CallValue } from '../module/value.js';
import { callsOf } from '../resolve/occurrences.js';

const listens = new Set(['on', 'once', 'addListener', 'prependListener', 'addEventListener']);

/** Events that a timer may stand behind; another signal's 'abort' is one. */
const timed = /time|deadline|expire|tick|alarm|^abort$/i;

/** Whether all that is done with a controller is seen, and nothing but events and the code's own way abort it. */
export function abortsOnlyOnEvents(made: CallValue, module: ModuleModel): boolean {
  const binding = constantOf(made, module);
  const { body: home } = made.site;
  if (binding === undefined || home.kind === 'field') return false;
  const [start, end] = home.kind === 'function' ? home.fn.bodyRange : [0, module.text.length];
  if (isHandedOn(binding.name, module.text.slice(start, end)) || isExportedName(binding.name, module)) return false;
  const aborts = callsOf(module, 'abort').filter(
    ({ callee }) => callee.kind === 'member' && callee.object.kind === 'name' && callee.object.scope.lookup(callee.object.name) === binding,
  );
  return aborts.every((abort) => {
    const { body } = abort.site;
    if (body.kind !== 'function' || (home.kind === 'function' && body.fn === home.fn)) return true;
    const listener = body.fn.value?.parent;
    return listener?.kind === 'call' && isEvent(listener);
  });
}

/** `req.on('close', …)`. */
function isEvent({ callee, args }: CallValue): boolean {
  const [event] = args;
  return (
    callee.kind === 'member' &&
    listens.has(callee.property ?? '') &&
    event?.kind === 'literal' &&
    typeof event.value === 'string' &&
    !timed.test(event.value)
  );
}

/** `const controller = new AbortController()`. */
function constantOf(made: CallValue, module: ModuleModel): Binding | undefined {
  if (made.use !== 'initialiser' || made.parent !== undefined) return undefined;
  const scopes = made.site.body.kind === 'function' ? scopesOf(made) : [module.scope];
  for (const scope of scopes) {
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

function isExportedName(name: string, module: ModuleModel): boolean {
  return module.exports.some((item) =>
    item.kind === 'binding' ? item.local === name : item.kind === 'local' && item.value.kind === 'name' && item.value.name === name,
  );
}

/** Anything but `name.signal`, `name.abort(…)` and the declaration: others may abort it then. */
function isHandedOn(name: string, text: string): boolean {
  const uses = new RegExp(
    `(?<![\\w$.])${name.replace(/\$/g, '\\$&')}(?![\\w$])(?!\\s*[?!]?\\.\\s*(?:signal\\b|abort\\s*\\()|\\s*(?::\\s*AbortController\\s*)?=\\s*new\\s)`,
  );
  return uses.test(text);
}
