/**
 * Connections that are never idle: a function makes one, queries it at once with callbacks, and ends it there or in a callback.
 * Whoever waits is told of a loss; the 'error' event is for those that nobody waits for.
 */
import type { BodySite, ModuleModel } from '../module/model.js';
import type { CallValue } from '../module/value.js';
import { lastNameOf } from '../resolve/occurrences.js';
import type { ClientOrigin, CreationSite } from '../resolve/origin.js';
import type { Resolver } from '../resolve/resolver.js';
import { handedInline } from './enclosing.js';

export function isNeverIdle(resolver: Resolver, { client }: ClientOrigin, { call: creation, module }: CreationSite): boolean {
  if (creation?.site.body.kind !== 'function') return false;
  const uses = usesOf(creation, module);
  if (uses === undefined) return false;
  const effectOf = (use: CallValue): string | undefined => resolver.catalog.callsOf(client, [lastNameOf(use.callee) ?? ''])[0]?.effect;
  const endings = uses.filter((use) => effectOf(use) === 'shutdown');
  const waiting = uses.filter((use) => use.args.at(-1)?.kind === 'function');
  return (
    endings.length > 0 &&
    waiting.length > 0 &&
    uses.every((use) => endings.includes(use) || waiting.includes(use) || effectOf(use) === 'connect' || effectOf(use) === undefined) &&
    uses.every((use) => followsAtOnce(use, creation, uses))
  );
}

/** The calls of its methods, where nothing else is done with the variable that holds it. */
function usesOf(creation: CallValue, module: ModuleModel): readonly CallValue[] | undefined {
  const held = module.calls.flatMap((call) => {
    const object = call.callee.kind === 'member' ? call.callee.object : undefined;
    const binding = object?.kind === 'name' ? object.scope.lookup(object.name) : undefined;
    const isIt = binding?.source.from === 'value' && binding.source.value === creation && binding.source.path.length === 0;
    return isIt ? [{ call, binding }] : [];
  });
  const binding = held[0]?.binding;
  return binding?.assigned.length === 0 && binding.reads === held.length ? held.map(({ call }) => call) : undefined;
}

/** Whether a use stands in the body that makes the connection, or in callbacks of other uses, with nothing awaited before it. */
function followsAtOnce(use: CallValue, creation: CallValue, uses: readonly CallValue[]): boolean {
  let inner = use;
  while (!isSameBody(inner.site.body, creation.site.body)) {
    const { body } = inner.site;
    const handed = body.kind === 'function' ? handedInline(body.fn) : undefined;
    if (body.kind !== 'function' || handed === undefined) return false;
    const runsInTime = uses.includes(handed.wrapper) || (handed.wrapper.isNew && lastNameOf(handed.wrapper.callee) === 'Promise');
    if (!runsInTime || waitsForOthers(body, body.fn.range[0], inner, uses)) return false;
    inner = handed.wrapper;
  }
  return !waitsForOthers(creation.site.body, creation.range[1], inner, uses);
}

function isSameBody(a: BodySite, b: BodySite): boolean {
  return a.kind === 'function' && b.kind === 'function' && a.fn === b.fn;
}

/** Whether something is awaited between there and a call of the same body that has no use of the connection in it. */
function waitsForOthers(body: BodySite, from: number, until: CallValue, uses: readonly CallValue[]): boolean {
  return (
    body.kind === 'function' &&
    body.fn.calls.some(
      (call) =>
        call.parent?.kind === 'await' &&
        from <= call.range[0] &&
        call.range[1] <= until.range[0] &&
        !uses.some((use) => call.range[0] <= use.range[0] && use.range[1] <= call.range[1]),
    )
  );
}
