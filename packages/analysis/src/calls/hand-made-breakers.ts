/** Circuit breakers of the project's own: a class or functions named so, whose code keeps count of failures. */
import type { BodySite, FunctionModel, ModuleModel } from '../module/model.js';
import type { CallValue, Range, Value } from '../module/value.js';
import { lastNameOf } from '../resolve/occurrences.js';
import type { Resolver } from '../resolve/resolver.js';
import { anyOf } from '../any-of.js';
import type { Evidence } from './facts.js';
import { placeOf } from './place.js';

const breakerName = /breaker|circuit/i;
const countsFailures = anyOf(
  /(?:fail|error)\w*\s*(?:\+\+|\+=|=\s*[\w.]*(?:fail|error)\w*\s*\+)|(?:\+\+|--)\s*[\w.]*(?:fail|error)/i,
  /(?:fail|error)\w*\.(?:push|set|incr)\w*\(|\.(?:incr|hincrby)\w*\([^)]*fail|['"](?:half[-_ ]?open)['"]/i,
  /\b(?:opened?|openUntil|trippedA)t?\w*\s*=\s*(?:Date\.now|performance)/i,
);

/** Whether a function is, or belongs to, a breaker that the project wrote itself. */
export function isHandMadeBreaker(fn: FunctionModel, module: ModuleModel): boolean {
  return breakersAround(fn).some((range) => countsFailures.test(module.text.slice(range[0], range[1])));
}

/** The class and the functions around it that are named as breakers. */
function breakersAround(fn: FunctionModel): readonly Range[] {
  const found: Range[] = [];
  for (let at: BodySite = { kind: 'function', fn }; at.kind === 'function'; at = at.fn.parent) {
    const { cls, name, range } = at.fn;
    if (cls !== undefined && breakerName.test(cls.name ?? '')) found.push(cls.range);
    if (breakerName.test(name ?? '')) found.push(range);
  }
  return found;
}

/** `if (breaker.isOpen()) throw …` … `breaker.recordFailure()`: asked in the functions around the call rather than wrapped around it. */
export function breakerAsked(resolver: Resolver, { site }: CallValue, module: ModuleModel): Evidence | undefined {
  for (let body = site.body; body.kind === 'function'; body = body.fn.parent) {
    const asked = body.fn.calls.find(({ callee, isNew }) => !isNew && breakerName.test(namesOf(callee)));
    if (asked === undefined) continue;
    const isKnown = resolver
      .origins(asked.callee, module)
      .some((origin) => origin.kind === 'function' && (isHandMadeBreaker(origin.fn, origin.module) || countsFailures.test(origin.module.text)));
    if (isKnown) return { verdict: 'present', reason: 'a circuit breaker of the project is asked before it', where: placeOf(asked, module) };
    return { verdict: 'unknown', reason: `${module.text.slice(asked.callee.range[0], asked.callee.range[1])} may be a circuit breaker` };
  }
  return undefined;
}

function namesOf(callee: Value): string {
  return `${callee.kind === 'member' ? namesOf(callee.object) : ''} ${lastNameOf(callee) ?? ''}`;
}
