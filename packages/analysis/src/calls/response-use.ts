/** What becomes of a `fetch` answer: a deadline on the signal cuts a body that is read as a stream, healthy or not. */
import type { ModuleModel } from '../module/model.js';
import type { Binding, Scope } from '../module/scope.js';
import type { CallValue, Value } from '../module/value.js';

/** 'read': awaited and read here. 'streamed': its body is handed on as a stream. 'escapes': somebody else reads it. */
export type ResponseUse = 'read' | 'streamed' | 'escapes';

export function responseUse(call: CallValue, module: ModuleModel): ResponseUse {
  const root = outermost(call);
  if (root.parent?.kind === 'member') return root.parent.property === 'body' ? 'streamed' : 'read';
  if (root.parent !== undefined) return handedOn(root.parent, root);
  if (root.use === 'return') return 'escapes';
  if (root.use !== 'initialiser') return 'read';
  return useOfBinding(root, call, module);
}

/** `await x`, `x.then(…)`, `x.catch(…)` stand for the same answer. */
function outermost(call: CallValue): Value {
  let value: Value = call;
  for (;;) {
    const parent: Value | undefined = value.parent;
    if (parent?.kind === 'await') value = parent;
    else if (parent?.kind === 'member' && (parent.property === 'catch' || parent.property === 'finally') && parent.parent?.kind === 'call') value = parent.parent;
    else return value;
  }
}

function handedOn(parent: Value, value: Value): ResponseUse {
  if (parent.kind === 'object' || parent.kind === 'array') return 'escapes';
  if (parent.kind === 'call' && parent.args.includes(value)) return isPromiseList(parent) ? 'read' : 'escapes';
  return 'read';
}

function isPromiseList({ callee }: CallValue): boolean {
  return callee.kind === 'member' && callee.object.kind === 'name' && callee.object.name === 'Promise';
}

/** The variable that holds the answer: what the same function does with it. */
function useOfBinding(root: Value, call: CallValue, module: ModuleModel): ResponseUse {
  if (isBodyTaken(root, call)) return 'streamed';
  const name = variableOf(root, call);
  if (name === undefined) return 'read';
  const { body } = call.site;
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
    for (const binding of scope.names.values()) if (binding.source.from === 'value' && binding.source.value === root && isWanted(binding.source.path)) return binding;
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
