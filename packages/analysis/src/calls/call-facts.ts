/** A call with its evidence: its timeout, after what stands around it, and what is sought when a rule asks for it. */
import type { DefaultBound, Library } from '../catalog/schema.js';
import type { ModuleModel } from '../module/model.js';
import type { CallValue } from '../module/value.js';
import type { Resolver } from '../resolve/resolver.js';
import type { CallingSite } from './bounds.js';
import { defaultBoundIn } from './default-bound.js';
import { errorHandling } from './error-handling.js';
import type { Evidence, ExternalCall } from './facts.js';
import { breakerAsked } from './hand-made-breakers.js';
import { platformEnd } from './platform-end.js';
import { protectionAround } from './protection.js';
import { bySegment } from './run-limits.js';

interface Unrefined {
  readonly base: Evidence;
  /** How long the call may wait without what stands around it; null: for ever. */
  readonly claimedMs: number | null;
}

/** What stands around the call may protect it where its options do not. */
export function refine(
  resolver: Resolver,
  { base, claimedMs }: Unrefined,
  call: CallValue,
  module: ModuleModel,
  others: () => Evidence | undefined,
): Evidence {
  if (base.verdict === 'present') return base;
  const found = protectionAround(resolver, 'timeout', call, call.site.body, module) ?? sandboxed(resolver, module) ?? bySegment(resolver, module);
  const around = found?.verdict === 'present' && found.withinMs !== undefined && claimedMs !== null && found.withinMs > claimedMs ? undefined : found;
  if (around?.verdict === 'present') return around;
  const other = others();
  if (other?.verdict === 'present' || base.verdict === 'unknown') return other?.verdict === 'present' ? other : base;
  return around ?? other ?? base;
}

/** Code of a workflow that has no network: others make its calls. */
function sandboxed({ protections }: Resolver, { imports }: ModuleModel): Evidence | undefined {
  const sandbox = protections.sandbox(imports.filter(({ typeOnly }) => !typeOnly).map(({ specifier }) => specifier));
  return sandbox === undefined ? undefined : { verdict: 'unknown', reason: `${sandbox.name} makes the call for it, within a deadline of its own` };
}

type Known = Pick<ExternalCall, 'effect' | 'target' | 'timeout' | 'traps'>;

/** The other evidence is sought when a rule asks for it. */
export function factOf(resolver: Resolver, library: Library, { call, module }: CallingSite, known: Known, handled?: Evidence): ExternalCall {
  let handling = handled;
  let breaker: Evidence | undefined;
  return {
    library,
    module,
    call,
    calleeText: module.text.slice(call.callee.range[0], call.callee.range[1]),
    ...known,
    get errorHandling() {
      return (handling ??= errorHandling(resolver, call, module));
    },
    get circuitBreaker() {
      return (breaker ??=
        protectionAround(resolver, 'circuitBreaker', call, call.site.body, module) ?? breakerAsked(resolver, call, module) ?? noBreaker);
    },
    get defaultBound() {
      return defaultBoundOfCall(resolver, known, module);
    },
    get platformEnd() {
      return platformEnd(resolver, module);
    },
  };
}

function defaultBoundOfCall({ workspace }: Resolver, { target }: Known, module: ModuleModel): DefaultBound {
  return target.kind === 'function'
    ? defaultBoundIn(workspace, module, target.facts.timeout, target.version)
    : defaultBoundIn(workspace, module, target.client.timeout, target.creations[0]?.version);
}

const noBreaker: Evidence = { verdict: 'missing', reason: 'no circuit breaker stands around it' };
