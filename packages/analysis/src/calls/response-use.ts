/** What becomes of a `fetch` answer: a deadline on the signal cuts a body that is read as a stream, healthy or not. */
import type { BodySite, ModuleModel } from '../module/model.js';
import type { Binding, Scope } from '../module/scope.js';
import type { CallValue, Value } from '../module/value.js';
import { handedInline } from './enclosing.js';

/** 'read': awaited and read here. 'streamed': its body is handed on as a stream. 'escapes': somebody else reads it. */
export type ResponseUse = 'read' | 'streamed' | 'escapes';

export function responseUse(call: CallValue, module: ModuleModel): ResponseUse {
  const answer = whereAnswered(call);
  const { root, body } = answer;
  if (root.parent?.kind === 'member') return root.parent.property === 'body' ? 'streamed' : 'read';
  if (root.parent !== undefined) return isHandedOn(root.parent, root) ? 'escapes' : 'read';
  if (root.use === 'return') return 'escapes';
  // `app.get(path, () => fetch(url))`: nobody here waits for what the function answers.
  if (root.use === 'statement' && answer.isOutside && root.kind !== 'await') return 'escapes';
  return root.use === 'initialiser' ? useOfBinding(root, call, body, module) : 'read';
}

interface Answered {
  /** The outermost value that stands for the answer. */
  readonly root: Value;
  readonly body: BodySite;
  /** It was reached by leaving the function that makes the call. */
  readonly isOutside: boolean;
}

/** `await x`, `x.catch(…)`, `limit(x)`, `Promise.race([x])` and, with `() => x`, `retry(() => x)` stand for the same answer. */
function whereAnswered(call: CallValue): Answered {
  let root: Value = call;
  let body: BodySite = call.site.body;
  let isOutside = false;
  for (;;) {
    const next: Value | undefined = sameAnswer(root);
    if (next !== undefined) root = next;
    else if (root.parent === undefined && root.use === 'return' && body.kind === 'function') {
      const handed = handedInline(body.fn);
      if (handed === undefined) break;
      root = handed.wrapper;
      body = body.fn.parent;
      isOutside = true;
    } else break;
  }
  return { root, body, isOutside };
}

function sameAnswer(value: Value): Value | undefined {
  const { parent } = value;
  if (parent?.kind === 'await' || parent?.kind === 'yield') return parent;
  if (parent?.kind === 'member') return sameAnswerMembers.has(parent.property ?? '') && parent.parent?.kind === 'call' ? parent.parent : undefined;
  // What is awaited and then handed on is read by whoever gets it.
  if (parent?.kind === 'call') return value.kind !== 'await' && parent.args.includes(value) ? parent : undefined;
  return parent?.kind === 'array' && parent.parent?.kind === 'call' && isPromiseList(parent.parent) ? parent.parent : undefined;
}

const sameAnswerMembers = new Set(['catch', 'finally', 'pipe']);

function isHandedOn(parent: Value, value: Value): boolean {
  return parent.kind === 'object' || parent.kind === 'array' || (parent.kind === 'call' && parent.args.includes(value));
}

function isPromiseList({ callee }: CallValue): boolean {
  return callee.kind === 'member' && callee.object.kind === 'name' && callee.object.name === 'Promise';
}

/** The variable that holds the answer: what the same function does with it. */
function useOfBinding(root: Value, call: CallValue, body: BodySite, module: ModuleModel): ResponseUse {
  if (isBodyTaken(root, call)) return 'streamed';
  const name = variableOf(root, call);
  if (name === undefined) return 'read';
  const text = body.kind === 'function' ? module.text.slice(root.range[1], body.fn.range[1]) : module.text.slice(root.range[1]);
  const escaped = name.replace(/\$/g, '\\$');
  if (new RegExp(`(?<!!)\\b${escaped}\\s*[?!]?\\.\\s*body\\b(?!\\s*\\?\\?)`).test(text)) return 'streamed';
  if (new RegExp(`\\breturn\\s+(?:await\\s+)?${escaped}\\s*[;\\n}]`).test(text)) return 'escapes';
  return 'read';
}

function variableOf(root: Value, call: CallValue): string | undefined {
  return call.site.body.kind === 'field' ? undefined : bindingAt(root, call, (path) => path.length === 0)?.name;
}

/** `const { body } = await fetch(url)`. */
function isBodyTaken(root: Value, call: CallValue): boolean {
  return bindingAt(root, call, ([first]) => first === 'body') !== undefined;
}

function bindingAt(root: Value, call: CallValue, isWanted: (path: readonly string[]) => boolean): Binding | undefined {
  for (let scope = scopeAt(call); scope !== undefined; scope = scope.parent) {
    for (const binding of scope.names.values()) {
      if (binding.source.from === 'value' && binding.source.value === root && isWanted(binding.source.path)) return binding;
    }
  }
  return undefined;
}

function scopeAt({ callee, site }: CallValue): Scope | undefined {
  for (let at = callee; ; ) {
    if (at.kind === 'name') return at.scope;
    if (at.kind === 'member') at = at.object;
    else break;
  }
  return site.body.kind === 'function' ? site.body.fn.scope : undefined;
}
