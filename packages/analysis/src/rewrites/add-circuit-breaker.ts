import type { BreakerNeed, ExternalCall } from '../calls/facts.js';
import { urlOf } from '../calls/breaker-need.js';
import { baseOf } from '../calls/remote-host.js';
import type { BodySite, ModuleModel } from '../module/model.js';
import type { TypeModel } from '../module/type-model.js';
import type { Value } from '../module/value.js';
import { breakerFor, nameOf } from './breaker-declaration.js';
import type { RewriteContext } from './context.js';
import { RewriteDraft } from './draft.js';
import type { Rewrite } from './rewrite.js';
import { survivesArrow, wrapInArrow } from './timeout-wrap.js';
import { promiseOf } from './wrap-with-timeout.js';

/**
 * `await client.charge(x)` -> `await payments.run(() => client.charge(x))`, with one breaker at the top of the module for
 * all calls of the client or host: where one of them can't be wrapped, none is.
 */
export function addCircuitBreaker({ module, subject, calls }: BreakerNeed, context: RewriteContext): readonly Rewrite[] {
  if (module !== context.module) return [];
  const places = calls.flatMap((external) => placeOf(external) ?? []);
  if (places.length < calls.length || places.some((place) => places.some((other) => other !== place && isInside(place.promise, other.promise)))) {
    return [];
  }
  if (!places.every(({ promise, body }) => survivesArrow(promise, body, module))) return [];
  const keys = calls.flatMap(({ call }) => (subject.kind === 'hosts' ? (hostKey(urlOf(call.args), context) ?? []) : ['']));
  if (keys.length < calls.length) return [];
  const draft = new RewriteDraft(context, module.scope);
  const breaker = breakerFor(draft, subject, calls);
  if (breaker === undefined) return [];
  for (const [index, { promise }] of places.entries()) wrapInArrow(draft, promise, `${breaker}${keys[index] ?? ''}.run(`, '()', ')');
  const rewrite = draft.finish(
    `Run ${calls.length === 1 ? 'the call' : `all ${String(calls.length)} calls`} through a circuit breaker: ${nameOf(subject, module)}`,
    true,
  );
  return rewrite === undefined ? [] : [rewrite];
}

interface Place {
  readonly promise: Value;
  readonly body: BodySite;
}

/** What is wrapped: the call with its chain; with its deadline, where it stands in one. */
function placeOf({ call }: ExternalCall): Place | undefined {
  const holder = call.site.body.kind === 'function' ? call.site.body.fn.value?.parent : undefined;
  const isInDeadline = holder?.kind === 'call' && holder.callee.kind === 'name' && /^with(?:Call)?(?:Timeout|Deadline)$/.test(holder.callee.name);
  const outer = isInDeadline ? holder : call;
  const promise = promiseOf(outer);
  return promise === undefined || isInGenerator(outer.site.body) ? undefined : { promise, body: outer.site.body };
}

/** What is `yield`ed is waited for by somebody else. */
function isInGenerator(body: BodySite): boolean {
  return body.kind === 'function' && body.fn.isGenerator && !body.fn.isAsync;
}

function isInside({ range }: Value, outer: Value): boolean {
  return range[0] >= outer.range[0] && range[1] <= outer.range[1];
}

/** `.for(new URL(url).host)`: only where the URL is surely text, and reading it twice does nothing. */
function hostKey(url: Value | undefined, { module }: RewriteContext): string | undefined {
  if (url === undefined || module.scope.names.has('URL')) return undefined;
  const base = baseOf(url);
  return isText(base, module) ? `.for(new URL(${module.text.slice(base.range[0], base.range[1])}).host)` : undefined;
}

function isText(value: Value, { isTypeScript }: ModuleModel): boolean {
  if (value.kind === 'name') {
    const binding = value.scope.lookup(value.name);
    return binding?.assigned.length === 0 && (!isTypeScript || isString(binding.type));
  }
  if (value.kind !== 'member' || value.object.kind !== 'this' || value.object.owner === undefined) return false;
  const { fields, methods } = value.object.owner;
  const parameters = methods.flatMap(({ fn }) => (fn.form === 'constructor' ? fn.params : [])).filter(({ isProperty }) => isProperty);
  return [...fields, ...parameters].some(({ name, type }) => name === value.property && isString(type));
}

function isString(type: TypeModel | undefined): boolean {
  return type?.kind === 'keyword' && type.name === 'string';
}
