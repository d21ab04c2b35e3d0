/** Catch clauses and `.catch` handlers that lose an external call's failure without a trace. */
import type { BodySite, CatchModel, Effect, FunctionModel, ModuleModel } from '../module/model.js';
import type { CallValue, Value } from '../module/value.js';
import { anyOf } from '../any-of.js';
import type { CallSource } from './call-source.js';
import { isLetGo, isReturned, isWaitedFor, rootOf } from './enclosing.js';
import { isCaughtInside } from './error-handling.js';
import type { ExternalCall, SilentCatch } from './facts.js';
import { implementationsOf } from './implementations.js';
import { neutralityOf } from './neutral-values.js';
import { isWithin } from './ranges.js';
import { explains } from './silence-comments.js';

export function silentCatches(source: CallSource, module: ModuleModel): readonly SilentCatch[] {
  return [...silentClauses(source, module), ...silentHandlers(source, module)];
}

function silentClauses(source: CallSource, module: ModuleModel): readonly SilentCatch[] {
  return module.catches.flatMap((clause): readonly SilentCatch[] => {
    const leaves = clause.usesError || failsLater(clause, module) ? undefined : leftBy(clause.effects);
    const calls = leaves === undefined ? [] : lostByClause(source, clause, module);
    if (leaves === undefined || calls.length === 0) return [];
    return [
      {
        module,
        handler: { kind: 'clause', clause },
        calls,
        leaves,
        hasComment: explains(clause.block, clause.tryBlock[0], module),
        isAnswer: calls.every(isVerification) || isHealthCheck(clause.body),
      },
    ];
  });
}

/** `.catch(() => null)`, `.then(use, () => null)`. */
function silentHandlers(source: CallSource, module: ModuleModel): readonly SilentCatch[] {
  return module.calls.flatMap((call): readonly SilentCatch[] => {
    const fn = handlerOf(call);
    const leaves = fn === undefined || usesError(fn) ? undefined : leftBy(effectsOf(fn));
    const calls = leaves === undefined || call.callee.kind !== 'member' ? [] : lostByHandler(source, call.callee.object, module);
    if (fn === undefined || leaves === undefined || calls.length === 0) return [];
    return [
      {
        module,
        handler: { kind: 'function', fn, call },
        calls,
        leaves,
        hasComment: explains(fn.bodyRange, rootOf(call).range[0], module),
        isAnswer: calls.every(isVerification) || isHealthCheck(call.site.body),
      },
    ];
  });
}

/** The external calls whose failure reaches the clause first; else that of a function called there. */
function lostByClause(source: CallSource, clause: CatchModel, module: ModuleModel): readonly ExternalCall[] {
  const own = source.callsOf(module).filter((external) => settlesIn(external.call, clause) && isOfInterest(external));
  if (own.length > 0) return own;
  return clause.guarded
    .flatMap((call) => (call.parent?.kind === 'await' && isGuardedBy(call, clause) ? passedOn(source, call, module) : []))
    .slice(0, 1);
}

/** Those behind a promise: the call that made it, or those of a list of promises. */
function lostByHandler(source: CallSource, promise: Value, module: ModuleModel): readonly ExternalCall[] {
  if (promise.kind !== 'call') return [];
  const external = source.callsOf(module).find(({ call }) => call === promise);
  if (external !== undefined) return isOfInterest(external) ? [external] : [];
  const { callee, args } = promise;
  if (callee.kind === 'member' && promiseMethods.has(callee.property ?? '')) {
    return handlerOf(promise) === undefined ? lostByHandler(source, callee.object, module) : [];
  }
  const [list] = args;
  if (isPromiseList(callee) && list?.kind === 'array') return list.elements.flatMap((element) => lostByHandler(source, element, module));
  return passedOn(source, promise, module);
}

/** Not a client that is closed, nor what is tried (a rollback) once another failure is being dealt with. */
function isOfInterest({ call, effect }: ExternalCall): boolean {
  return effect !== 'shutdown' && call.site.handler?.usesError !== true;
}

const verifications = /^(?:verify|validate|check)\w*(?:token|cookie|session|jwt|signature|otp|code)$/i;

/** `auth.verifySessionCookie(cookie)`: it fails for whoever is not signed in. */
function isVerification({ target }: ExternalCall): boolean {
  return target.kind === 'client' && verifications.test(target.origin.members.at(-1) ?? '');
}

const healthChecks = anyOf(
  /^(?:(?:is|are|has|get|check)\w*)?(?:[hH]ealth(?:y|Check|Status)?|[aA]live|[lL]iveness|[rR]eadiness|[rR]eachable|[oO]nline)$/,
  /^(?:is|check|test|can)\w*(?:Connected|Connection|Connect|Health|Ready|Running)$|^ping\w*$/,
);

/** `isDatabaseHealthy()`: that the call fails is what it is asked. */
function isHealthCheck(body: BodySite): boolean {
  for (let at = body; at.kind === 'function'; at = at.fn.parent) if (at.fn.name !== undefined) return healthChecks.test(at.fn.name);
  return false;
}

const promiseMethods = new Set(['then', 'catch', 'finally']);

function isPromiseList(callee: Value): boolean {
  return (
    callee.kind === 'member' && callee.object.kind === 'name' && callee.object.name === 'Promise' && /^(?:all|race|any)$/.test(callee.property ?? '')
  );
}

/** Functions that hand the failure on to the next: of a service, of its repository. */
const maxHops = 3;

/** A call of a function of the project, in which an external call is not caught. */
function passedOn(source: CallSource, call: CallValue, module: ModuleModel): readonly ExternalCall[] {
  const inner = reached(source, call, module, 1);
  return inner === undefined ? [] : [{ ...inner, module, call, calleeText: module.text.slice(call.callee.range[0], call.callee.range[1]) }];
}

/** The external call whose failure is the failure of a call; whatever the call may run must make one. */
function reached(source: CallSource, call: CallValue, module: ModuleModel, hops: number): ExternalCall | undefined {
  if (call.isNew) return undefined;
  const { resolver } = source.clientsOf(module);
  const functions = resolver
    .origins(call.callee, module)
    .flatMap((origin) => (origin.kind === 'function' ? implementationsOf(resolver, origin.fn, origin.module) : []));
  const [first, ...others] = functions.map(({ fn, module: other }) => inFunction(source, fn, other, hops));
  return others.every((each) => each !== undefined) ? first : undefined;
}

function inFunction(source: CallSource, fn: FunctionModel, module: ModuleModel, hops: number): ExternalCall | undefined {
  const { resolver } = source.clientsOf(module);
  const fails = (inner: CallValue): boolean => isWaitedFor(inner) && !isCaughtInside(resolver, inner, module) && !isLoggedInside(inner, module);
  const own = source.callsOf(module).find((external) => fn.calls.includes(external.call) && isOfInterest(external) && fails(external.call));
  if (own !== undefined || hops >= maxHops) return own;
  for (const inner of fn.calls) {
    const found = fails(inner) ? reached(source, inner, module, hops + 1) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A clause on the failure's way out hands it to a logger, or to `this.handleError(error)`, before it throws it on. */
function isLoggedInside({ site }: CallValue, { text }: ModuleModel): boolean {
  for (let region = site.guard; region !== undefined; region = region.parent) {
    const isLogged = region.clause?.effects.some(
      (effect) => effect.kind === 'call' && !effect.conditional && logs.test(text.slice(effect.call.range[0], effect.call.range[1])),
    );
    if (isLogged === true) return true;
  }
  return false;
}

/** By the name of who is called, or by the error that it is given. */
const logs = anyOf(/^(?:[\w$]+\.)*(?:console|log\w*|\w*[lL]ogger|\w*[lL]og)\b/, /^[\w$.]+\([^]*\b(?:e|err|error|ex|exception|cause|reason)\b/);

/** What comes after the clause throws: the caller learns that something failed. */
function failsLater({ body, range, effects }: CatchModel, module: ModuleModel): boolean {
  if (body.kind !== 'function' || effects.some(({ kind }) => kind === 'return')) return false;
  const isAfter = (effect: Effect): boolean => effect.kind === 'throw' && effect.value.range[0] > range[1];
  if (body.fn.effects.some((effect) => isAfter(effect) && !effect.conditional)) return true;
  return /^\s*if\s*\(\s*(?:!|[\w$.]+\s*={2,3}\s*(?:null|undefined))[^{};]*\)\s*\{?\s*throw\b/.test(module.text.slice(range[1], range[1] + 400));
}

/** Whether a clause is the one that a failure of the call reaches first. */
function isGuardedBy(call: CallValue, clause: CatchModel): boolean {
  if (!isWithin(call.range, clause.tryBlock) || chainedHandler(call) !== undefined) return false;
  for (let region = call.site.guard; region !== undefined; region = region.parent) if (region.clause !== undefined) return region.clause === clause;
  // In a function handed on inside the block (`Promise.all(items.map(async …))`).
  return true;
}

/** Not `void client.xAdd(…)` nor `return client.get(key)`: their rejections come when the block has been left. */
function settlesIn(call: CallValue, clause: CatchModel): boolean {
  return isGuardedBy(call, clause) && !isLetGo(call) && !(isStatementOf(call, clause) && isReturned(call));
}

/** In the function of the `try` itself, not in one that is handed on inside the block. */
function isStatementOf({ site }: CallValue, { body }: CatchModel): boolean {
  return site.body.kind === 'function' && body.kind === 'function' && site.body.fn === body.fn;
}

/** The handler that the call's failure reaches, perhaps behind `.then(…)`. */
function chainedHandler(call: CallValue): FunctionModel | undefined {
  let value: Value = call;
  for (;;) {
    const member: Value | undefined = value.parent;
    const chained: Value | undefined = member?.parent;
    if (member?.kind !== 'member' || member.object !== value || chained?.kind !== 'call' || chained.callee !== member) return undefined;
    const handler = handlerOf(chained);
    if (handler !== undefined) return handler;
    value = chained;
  }
}

/** `handler` of `.catch(handler)` and `.then(value, handler)`. */
function handlerOf({ callee, args }: CallValue): FunctionModel | undefined {
  const method = callee.kind === 'member' ? callee.property : undefined;
  const handler = method === 'catch' ? args[0] : method === 'then' ? args[1] : undefined;
  return handler === undefined ? undefined : functionOf(handler);
}

/** Written in place, or a function of the file by its name: `.catch(noop)`. */
function functionOf(handler: Value): FunctionModel | undefined {
  if (handler.kind === 'function') return handler.fn;
  const source = handler.kind === 'name' ? handler.scope.lookup(handler.name)?.source : undefined;
  if (source?.from === 'function') return source.fn;
  return source?.from === 'value' && source.path.length === 0 && source.value.kind === 'function' ? source.value.fn : undefined;
}

/** A pattern takes the error apart: that is use enough. */
function usesError({ params: [parameter], scope }: FunctionModel): boolean {
  return parameter !== undefined && (parameter.name === undefined || (scope.names.get(parameter.name)?.reads ?? 0) > 0);
}

/** An arrow's expression body is its return. */
function effectsOf(fn: FunctionModel): readonly Effect[] {
  return fn.bodyIsExpression ? fn.returns.map((value): Effect => ({ kind: 'return', value, conditional: false })) : fn.effects;
}

/** What a handler leaves behind, if it is nothing, a neutral value or a bare code; undefined where it does more. */
function leftBy(effects: readonly Effect[]): SilentCatch['leaves'] | undefined {
  let leaves: SilentCatch['leaves'] = 'nothing';
  for (const effect of effects) {
    const left = leftByEffect(effect);
    if (left === undefined) return undefined;
    if (left !== 'nothing' && leaves !== 'code') leaves = left;
  }
  return leaves;
}

function leftByEffect(effect: Effect): SilentCatch['leaves'] | undefined {
  switch (effect.kind) {
    case 'jump':
      return 'nothing';
    case 'return':
      return effect.value === undefined ? 'nothing' : neutralityOf(effect.value);
    case 'assign':
      return neutralityOf(effect.value);
    case 'throw':
    case 'call':
    case 'other':
      return undefined;
  }
}
