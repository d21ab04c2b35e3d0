import type { BodySite, ModuleModel } from '../module/model.js';
import type { Binding, Scope } from '../module/scope.js';
import type { CallValue, Value } from '../module/value.js';

/** The innermost scope known at a call: that of a name in its callee or arguments, else of the body around it. */
export function scopeOfCall(call: CallValue, module: ModuleModel): Scope {
  return scopeOfNameIn(call.callee) ?? call.args.map(scopeOfNameIn).find((scope) => scope !== undefined) ?? scopeOfBody(call.site.body, module);
}

function scopeOfBody(body: BodySite, module: ModuleModel): Scope {
  switch (body.kind) {
    case 'function':
      return body.fn.scope;
    case 'field':
      return body.cls.scope;
    case 'module':
      return module.scope;
  }
}

function scopeOfNameIn(value: Value): Scope | undefined {
  switch (value.kind) {
    case 'name':
      return value.scope;
    case 'member':
      return scopeOfNameIn(value.object);
    case 'call':
      return scopeOfNameIn(value.callee);
    case 'await':
      return scopeOfNameIn(value.value);
    default:
      return undefined;
  }
}

/** The bindings that a declaration makes of its whole initialiser. */
export function bindingsOf(initialiser: Value, scope: Scope): Binding[] {
  const found: Binding[] = [];
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    for (const binding of at.names.values()) {
      if (binding.source.from === 'value' && binding.source.value === initialiser) found.push(binding);
    }
  }
  return found;
}

/** What a `const` of this file stands for; other values, and those that stand for each other, stand for themselves. */
export function constantBehind(value: Value): Value {
  const seen = new Set<Binding>();
  let at = value;
  while (at.kind === 'name') {
    const binding = at.scope.lookup(at.name);
    if (binding?.keyword !== 'const' || binding.source.from !== 'value' || binding.source.path.length > 0) break;
    if (seen.has(binding)) return value;
    seen.add(binding);
    at = binding.source.value;
  }
  return at;
}

/** First of the names that means nothing yet, here or for the whole file. */
export function freeName(candidates: readonly string[], scope: Scope, module: ModuleModel): string | undefined {
  return candidates.find((name) => scope.lookup(name) === undefined && !module.scope.names.has(name) && !module.globals.has(name));
}

/** First of the names that neither the text nor an outer scope uses: for a parameter around that text. */
export function parameterName(text: string, scope: Scope): string {
  const candidates = ['error', 'cause', 'reason', 'failure'];
  const unused = candidates.filter((name) => !new RegExp(`\\b${name}\\b`).test(text));
  return unused.find((name) => scope.lookup(name) === undefined) ?? unused[0] ?? 'caughtError';
}
