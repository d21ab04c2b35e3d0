/** Whether a call's failure is kept from its caller: in the function, in callers of the file, in a wrapper. */
import type { CatchModel, Effect, FunctionModel, ModuleModel, TryRegion } from '../module/model.js';
import type { CallValue, Range, Value } from '../module/value.js';
import type { Resolver } from '../resolve/resolver.js';
import { anyOf } from '../any-of.js';
import { enclosuresOf, isPassedInline, privateCallers, type Enclosure } from './enclosing.js';
import type { Evidence } from './facts.js';
import { placeOf, placeOfRange } from './place.js';
import { protectionAround } from './protection.js';
import { isWithin } from './ranges.js';

const maxCallers = 2;

const uncaught: Evidence = { verdict: 'missing', reason: 'nothing catches its failure' };

export function errorHandling(resolver: Resolver, call: CallValue, module: ModuleModel): Evidence {
  const evidence = handlingAround(resolver, call, module, 0);
  if (evidence.verdict !== 'missing') return evidence;
  const policy = protectionAround(resolver, 'errorHandling', call, call.site.body, module);
  return policy?.verdict === 'present' ? policy : evidence;
}

function handlingAround(resolver: Resolver, call: CallValue, module: ModuleModel, depth: number): Evidence {
  let guard = call.site.guard;
  let isAwaited = false;
  for (const enclosure of enclosuresOf(call, call.site.body)) {
    switch (enclosure.kind) {
      case 'chain': {
        const handler = handlerIn(enclosure.call, enclosure.method);
        if (handler !== undefined && !rethrows(resolver, handler, module)) {
          return { verdict: 'present', reason: 'its rejection is caught', where: placeOf(enclosure.call, module) };
        }
        break;
      }
      case 'await':
        isAwaited = true;
        break;
      case 'promise': {
        const handled = byWrapper(resolver, enclosure, module);
        if (handled !== undefined) return handled;
        break;
      }
      case 'function': {
        const handled = byWrapper(resolver, enclosure, module);
        if (handled !== undefined) return handled;
        guard = enclosure.wrapper.site.guard;
        isAwaited = false;
        break;
      }
      case 'body': {
        const clause = isAwaited ? handlingClause(guard, module) : undefined;
        if (clause !== undefined) return { verdict: 'present', reason: 'its failure is caught', where: placeOfRange(clause.keyword, module) };
        if (enclosure.fn === undefined) return uncaught;
        if (isPassedInline(enclosure.fn)) break;
        return byCallers(resolver, enclosure.fn, module, depth);
      }
    }
  }
  return uncaught;
}

/** Whether a failure stays in the function that makes the call. */
export function isCaughtInside(resolver: Resolver, call: CallValue, module: ModuleModel): boolean {
  return handlingAround(resolver, call, module, maxCallers).verdict === 'present';
}

/** `.catch(handler)`, `.then(value, handler)`. */
function handlerIn(call: CallValue, method: string): Value | undefined {
  return method === 'catch' ? call.args[0] : method === 'then' ? call.args[1] : undefined;
}

function rethrows(resolver: Resolver, handler: Value, module: ModuleModel): boolean {
  return resolver.origins(handler, module).some((origin) => origin.kind === 'function' && endsByThrowing(origin.fn.effects));
}

/** The innermost clause that neither rethrows nor only turns the failure into an error answer. */
function handlingClause(guard: TryRegion | undefined, module: ModuleModel): CatchModel | undefined {
  for (let region = guard; region !== undefined; region = region.parent) {
    const { clause } = region;
    if (clause !== undefined && !endsByThrowing(clause.effects) && !answersWithError(clause, module)) return clause;
  }
  return undefined;
}

/** Whether every way through a body throws: its last effect does, unconditionally. */
function endsByThrowing(effects: readonly Effect[]): boolean {
  return effects.some((effect) => effect.kind === 'throw' && !effect.conditional);
}

const errorAnswer = anyOf(
  /\bnext\s*\(\s*\w|\b(?:status|code|sendStatus|writeHead|throw)\s*\([^()]*\b5\d\d\b/,
  /\.(?:json|text|body|html|send)\s*\([^;]*,\s*(?:\{\s*status:\s*)?5\d\d\b/,
  /\bstatus(?:Code)?\s*[:=]\s*(?:5\d\d|HttpStatus\.(?:INTERNAL|BAD_GATEWAY|SERVICE))|\breject\s*\(/,
  /\b(?:send|internal)\w*(?:Error|Exception)\w*\s*\(|process\.exit/,
  // What is answered, or given the answer to fill: `logger.error(toError(error))` and `this.handleError(error)` are neither.
  /\b(?:return|throw)\s+(?:await\s+)?(?:[\w$]+\.)*(?:handle|to)\w*(?:Error|Exception)\w*\s*\(/,
  /\bhandle\w*(?:Error|Exception)\w*\s*\([^()]*\b(?:res|resp|response|reply|ctx|c|next)\b/,
);

/** A handler-wide catch that answers 5xx, calls next(error) or rejects lets the request fail: no protection. */
function answersWithError({ block }: CatchModel, module: ModuleModel): boolean {
  return errorAnswer.test(module.text.slice(block[0], block[1]));
}

type Handed = Extract<Enclosure, { kind: 'promise' | 'function' }>;

/** `Promise.allSettled([call])`, or a wrapper that catches what its argument throws. */
function byWrapper(resolver: Resolver, { wrapper, argument, kind }: Handed, module: ModuleModel): Evidence | undefined {
  const { callee } = wrapper;
  if (callee.kind === 'member' && callee.property === 'allSettled') {
    return { verdict: 'present', reason: 'Promise.allSettled keeps its failure', where: placeOf(wrapper, module) };
  }
  for (const origin of resolver.origins(callee, module)) {
    if (origin.kind === 'function') {
      const { fn, module: other } = origin;
      const parameter = fn.params[argument]?.name;
      const where =
        parameter === undefined
          ? undefined
          : kind === 'function'
            ? catchesCall(resolver, parameter, fn, other)
            : catchesPromise(resolver, parameter, fn, other);
      if (where !== undefined) {
        return { verdict: 'present', reason: `${fn.name ?? 'a wrapper'} catches its failure`, where: placeOfRange(where, other) };
      }
    }
    const name = origin.kind === 'export' ? (origin.path.at(-1) ?? origin.package) : undefined;
    if (name !== undefined && catching.test(name)) return { verdict: 'unknown', reason: `${name} may catch its failure` };
  }
  return undefined;
}

/** What libraries call a function that answers failures instead of throwing them. */
const catching = /^(?:to|await-to-js|attempt\w*|try\w*|safe\w*|settle\w*|ignore\w*|swallow\w*|fromPromise|fromThrowable|fromAsyncThrowable)$/i;

/** Where a function catches what the function in its parameter throws. */
function catchesCall(resolver: Resolver, parameter: string, fn: FunctionModel, module: ModuleModel): Range | undefined {
  const inner = module.calls.find((call) => call.callee.kind === 'name' && call.callee.name === parameter && isWithin(call.range, fn.range));
  if (inner === undefined) return undefined;
  return handlingClause(inner.site.guard, module)?.keyword ?? (isCaughtInside(resolver, inner, module) ? inner.range : undefined);
}

/** Where a function catches the rejection of the promise in its parameter: `promise.catch(…)`, or `await promise` in a `try` block. */
function catchesPromise(resolver: Resolver, parameter: string, fn: FunctionModel, module: ModuleModel): Range | undefined {
  const chained = module.calls.find(({ callee, args: [first, second], range }) => {
    if (callee.kind !== 'member' || callee.object.kind !== 'name' || callee.object.name !== parameter || !isWithin(range, fn.range)) return false;
    const handler = callee.property === 'catch' ? first : callee.property === 'then' ? second : undefined;
    return handler !== undefined && !rethrows(resolver, handler, module);
  });
  if (chained !== undefined) return chained.range;
  const awaits = new RegExp(`\\bawait\\s+${parameter.replace(/\$/g, '\\$')}(?![\\w$])`);
  return module.catches.find(
    (clause) =>
      isWithin(clause.range, fn.range) &&
      awaits.test(module.text.slice(clause.tryBlock[0], clause.tryBlock[1])) &&
      !endsByThrowing(clause.effects) &&
      !answersWithError(clause, module),
  )?.keyword;
}

/** A function that only this file can call is as safe as all of its callers. */
function byCallers(resolver: Resolver, fn: FunctionModel, module: ModuleModel, depth: number): Evidence {
  if (depth >= maxCallers) return uncaught;
  const evidence = privateCallers(fn, module).map((caller) => handlingAround(resolver, caller, module, depth + 1));
  const [first] = evidence;
  return first !== undefined && evidence.every(({ verdict }) => verdict === 'present')
    ? { ...first, reason: `every caller catches: ${first.reason}` }
    : uncaught;
}
