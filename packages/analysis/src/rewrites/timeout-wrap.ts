import type { Library } from '../catalog/schema.js';
import type { ModuleModel } from '../module/model.js';
import type { BodySite } from '../module/model.js';
import type { CallValue, Value } from '../module/value.js';
import type { RewriteDraft } from './draft.js';
import { layoutOf } from './layout.js';
import { everyPart } from './parts.js';

export interface TimeoutWrap {
  /** Source text of the duration in ms. */
  readonly duration: string;
  /** The dependency, as `withTimeout` names it in its error. */
  readonly name: string;
  /** `({ signal })` where the call is given one, else `()`. */
  readonly parameters: string;
}

/**
 * `promise` -> `withTimeout(() => promise, { timeoutMs: 5_000, name: 'redis' })`. An `await` stays outside; `this` means
 * the same in an arrow function. Answers false, and adds nothing, where the code would not mean the same inside one.
 */
export function wrapInTimeout(draft: RewriteDraft, promise: Value, body: BodySite, wrap: TimeoutWrap): boolean {
  const { module } = draft.context;
  if (!survivesArrow(promise, body, module)) return false;
  const local = draft.import({ name: 'withTimeout', from: draft.context.runtime });
  if (local === undefined) return false;
  const { quote } = layoutOf(module);
  wrapInArrow(draft, promise, `${local}(`, wrap.parameters, `, { timeoutMs: ${wrap.duration}, name: ${quote}${wrap.name}${quote} })`);
  return true;
}

/** `promise` -> `before() => promise after`; what is awaited inside makes the function async. */
export function wrapInArrow(draft: RewriteDraft, promise: Value, before: string, parameters: string, after: string): void {
  const isAsync = [...everyPart(promise)].some(({ kind }) => kind === 'await');
  draft.insert(promise.range[0], `${before}${isAsync ? 'async ' : ''}${parameters} => `);
  draft.insert(promise.range[1], after);
}

/** 'redis', 'amazon-s3': the dependency in the form of a name; the library, where that says more. */
export function dependencyName({ dependency, name }: Library): string {
  return (/^[A-Z]/.test(dependency) ? dependency : name)
    .toLowerCase()
    .replace(/\bpeer\b/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** Whether a call stands in a deadline already: `withTimeout(() => call, …)`, `Promise.race([call, …])`. */
export function isInsideDeadline(call: CallValue): boolean {
  let body: BodySite = call.site.body;
  let value: Value = call;
  for (;;) {
    const parent: Value | undefined = value.parent;
    if (parent?.kind === 'call' && parent.callee !== value && isDeadline(parent.callee)) return true;
    if (parent !== undefined) value = parent;
    else if (body.kind === 'function' && body.fn.value !== undefined) {
      value = body.fn.value;
      body = body.fn.parent;
    } else return false;
  }
}

function isDeadline(callee: Value): boolean {
  if (callee.kind === 'name') return /timeout|deadline/i.test(callee.name);
  return callee.kind === 'member' && (callee.property === 'race' || /timeout|deadline/i.test(callee.property ?? ''));
}

/** Whether code means the same inside an arrow function. */
export function survivesArrow(promise: Value, body: BodySite, module: ModuleModel): boolean {
  for (const part of everyPart(promise)) {
    if (part.kind === 'yield' || part.kind === 'super' || (part.kind === 'opaque' && part.node === 'YieldExpression')) return false;
    if (part.kind === 'name' && part.name === 'arguments') return false;
    // What TypeScript knows from an earlier test or assignment, it forgets inside a function.
    if (module.isTypeScript && isMutable(part) && isTestedBefore(part, promise, body, module)) return false;
  }
  return true;
}

/** A name or member whose type may have been narrowed by what stands before. */
function isMutable(value: Value): boolean {
  if (value.kind === 'member') return !(value.object.kind === 'this' && isFieldOfOneType(value.object.owner, value.property, value));
  if (value.kind !== 'name') return false;
  const binding = value.scope.lookup(value.name);
  return binding !== undefined && binding.assigned.length > 0 && binding.type?.kind !== 'reference';
}

function isFieldOfOneType(owner: Extract<Value, { kind: 'this' }>['owner'], name: string | undefined, value: Value): boolean {
  if (owner === undefined || name === undefined || (value.parent?.kind === 'call' && value.parent.callee === value)) return true;
  const field = owner.fields.find((candidate) => candidate.name === name);
  if (field === undefined) return false;
  return field.type === undefined ? field.value?.kind === 'call' : field.type.kind === 'reference';
}

function isTestedBefore(value: Value, promise: Value, body: BodySite, module: ModuleModel): boolean {
  const start = body.kind === 'function' ? body.fn.range[0] : body.kind === 'field' ? body.cls.range[0] : 0;
  const path = module.text.slice(value.range[0], value.range[1]).replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
  return new RegExp(`(?<![\\w$.])${path}(?![\\w$]|\\s*[.(]|\\?\\.)`).test(module.text.slice(start, promise.range[0]));
}
