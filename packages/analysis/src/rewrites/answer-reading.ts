/**
 * Whether a request's answer is surely read whole where it is made. A signal that times out cuts a body that is still
 * being read, so it is set only where nobody can be streaming it.
 */
import type { FunctionModel, ModuleModel } from '../module/model.js';
import type { Binding } from '../module/scope.js';
import type { CallValue, ObjectEntry, Range, Value } from '../module/value.js';
import { bindingsOf, scopeOfCall } from './names.js';
import { isInPromiseList, textRanges } from './parts.js';

const maxDepth = 2;

/** Members that leave no body to be read later. */
const SETTLED = new Set([
  ...['json', 'text', 'arrayBuffer', 'blob', 'formData', 'bytes'],
  ...['ok', 'status', 'statusText', 'headers', 'url', 'redirected', 'type', 'statusCode', 'trailers'],
]);

export function isReadWhole(call: CallValue, module: ModuleModel): boolean {
  return isValueRead(call, call, module);
}

function isValueRead(value: Value, call: CallValue, module: ModuleModel): boolean {
  const { parent } = value;
  if (parent === undefined) return isRootRead(value, call, module);
  switch (parent.kind) {
    case 'await':
      return isValueRead(parent, call, module);
    case 'either':
      return parent.condition === value || isValueRead(parent, call, module);
    case 'member':
      return parent.object === value && isMemberRead(parent, call, module);
    case 'array':
      return isInPromiseList(parent) && isElementRead(parent, parent.elements.indexOf(value), call, module);
    case 'assign':
      if (parent.value !== value || parent.target.kind !== 'name') return false;
      return isNameRead(parent.target.name, regionOf(call, module), [parent.target.range], module, 0);
    case 'operation':
      return true;
    default:
      return false;
  }
}

function isMemberRead(member: Extract<Value, { kind: 'member' }>, call: CallValue, module: ModuleModel): boolean {
  const { property, parent } = member;
  if (property === undefined) return false;
  if (SETTLED.has(property)) return true;
  if (property === 'body') return parent?.kind === 'member' && SETTLED.has(parent.property ?? '');
  if (parent?.kind !== 'call' || parent.callee !== member) return false;
  if (property === 'catch' || property === 'finally') return isValueRead(parent, call, module);
  if (property !== 'then') return false;
  const [handler] = parent.args;
  const fn = handler?.kind === 'function' ? handler.fn : handler?.kind === 'name' ? functionNamed(handler.name, module) : undefined;
  if (fn === undefined) return false;
  if (isParameterRead(fn, 0, module, 0)) return true;
  // `.then((response) => { check(response); return response; })` hands it on to what follows.
  const [returned, ...others] = fn.returns;
  return returned?.kind === 'name' && returned.name === fn.params[0]?.name && others.length === 0 && isValueRead(parent, call, module);
}

function isRootRead(root: Value, call: CallValue, module: ModuleModel): boolean {
  if (root.use === 'statement' || root.use === 'condition') return true;
  if (root.use !== 'initialiser') return false;
  const bindings = bindingsOf(root, scopeOfCall(call, module));
  return (
    bindings.length > 0 && bindings.every(({ name, source, range }) => source.from === 'value' && isPartRead(source.path, name, range, call, module))
  );
}

/** `const { status } = await fetch(…)`, `const { body } = await request(…)`. */
function isPartRead(path: readonly string[], name: string, range: Range, call: CallValue, module: ModuleModel): boolean {
  const [first] = path;
  if (first === undefined || first === 'body') return isNameRead(name, regionOf(call, module), [range], module, 0);
  return SETTLED.has(first);
}

/** `const [a, b] = await Promise.all([fetch(…), fetch(…)])`. */
function isElementRead(list: Value, index: number, call: CallValue, module: ModuleModel): boolean {
  const awaited = list.parent?.parent;
  if (awaited?.kind !== 'await' || awaited.parent !== undefined || awaited.use !== 'initialiser') return false;
  const isElement = ({ source }: Binding): boolean => source.from === 'value' && source.path.length === 1 && source.path[0] === String(index);
  const binding = bindingsOf(awaited, scopeOfCall(call, module)).find(isElement);
  return binding !== undefined && isNameRead(binding.name, regionOf(call, module), [binding.range], module, 0);
}

function regionOf({ site }: CallValue, module: ModuleModel): Range {
  return site.body.kind === 'function' ? site.body.fn.range : [0, module.text.length];
}

function functionNamed(name: string, module: ModuleModel): FunctionModel | undefined {
  const source = module.scope.names.get(name)?.source;
  if (source?.from === 'function') return source.fn;
  return source?.from === 'value' && source.value.kind === 'function' ? source.value.fn : undefined;
}

function isParameterRead(fn: FunctionModel, index: number, module: ModuleModel, depth: number): boolean {
  const parameter = fn.params[index];
  if (parameter?.name === undefined || depth > maxDepth) return fn.params.length === 0;
  return isNameRead(parameter.name, fn.range, [parameter.range], module, depth);
}

/** Text that may hold the name without meaning it. */
function textsIn(module: ModuleModel, [start, end]: Range): readonly Range[] {
  const isInside = ({ range }: { readonly range: Range }): boolean => range[0] < end && range[1] > start;
  return [
    ...module.calls.filter(isInside).flatMap(({ args }) => args.flatMap(textRanges)),
    ...module.objects.filter(isInside).flatMap(({ entries }) => entries.flatMap(textsOfEntry)),
    ...module.functions.filter(isInside).flatMap(({ returns }) => returns.flatMap(textRanges)),
  ];
}

function textsOfEntry(entry: ObjectEntry): readonly Range[] {
  const texts = textRanges(entry.value);
  return entry.kind === 'property' && entry.form !== 'shorthand' ? [entry.keyRange, ...texts] : texts;
}

/** Every mention of the name in the region is a look at it, a read of its body, or an argument of a function that reads it. */
function isNameRead(name: string, region: Range, declared: readonly Range[], module: ModuleModel, depth: number): boolean {
  const apart = [...declared, ...module.comments, ...textsIn(module, region)];
  const pattern = new RegExp(`(?<![\\w$.]|\\?\\.)${name.replace(/\$/g, '\\$')}(?![\\w$])`, 'g');
  for (const match of module.text.slice(region[0], region[1]).matchAll(pattern)) {
    const at = region[0] + match.index;
    if (apart.some(([start, end]) => at >= start && at < end)) continue;
    if (!isMentionRead(at, at + name.length, module, depth)) return false;
  }
  return true;
}

function isMentionRead(start: number, end: number, module: ModuleModel, depth: number): boolean {
  const before = module.text.slice(Math.max(0, start - 80), start);
  const after = module.text.slice(end, end + 80);
  const member = /^\s*(?:\?\.|!?\s*\.)\s*(?:clone\(\)\s*\.\s*|body\s*\??\.\s*(?=cancel|dump|json|text|arrayBuffer|blob|bytes))?(\w+)/.exec(
    after,
  )?.[1];
  if (member !== undefined) return SETTLED.has(member) || member === 'cancel' || member === 'dump' || member === 'destroyed';
  if (/^\s*=(?!=)/.test(after) || /(?:!|\btypeof\s+)$/.test(before)) return true;
  if (/(?:\b(?:if|while)\s*\(|&&|\|\|)\s*$/.test(before) && /^\s*(?:\)|&&|\|\||[!=]==?|\binstanceof\b)/.test(after)) return true;
  const callee = /(?<![\w$.])([\w$]+)\s*\(\s*$/.exec(before)?.[1];
  const fn = callee === undefined || !/^\s*[,)]/.test(after) ? undefined : functionNamed(callee, module);
  return fn !== undefined && isParameterRead(fn, 0, module, depth + 1);
}
