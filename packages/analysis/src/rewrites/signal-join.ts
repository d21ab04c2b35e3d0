import type { ModuleModel } from '../module/model.js';
import type { Binding } from '../module/scope.js';
import type { TypeModel } from '../module/type-model.js';
import type { ObjectEntry, Value } from '../module/value.js';
import { constantBehind } from './names.js';
import type { TextEdit } from './rewrite.js';
import { tokenStartAfter } from './trivia.js';

type Property = Extract<ObjectEntry, { kind: 'property' }>;

/** Joins a deadline to the signal that an options object has. `AbortSignal.any([undefined])` throws. */
export function signalEdits(module: ModuleModel, entry: Property, deadline: string): readonly TextEdit[] | undefined {
  const text = plainText(entry.value, module);
  if (text === undefined) return undefined;
  const isThere = isNeverMissing(entry.value);
  const [before, after] = isThere ? ['AbortSignal.any([', `, ${deadline}])`] : [`${text} ? AbortSignal.any([`, `, ${deadline}]) : ${deadline}`];
  if (entry.form === 'shorthand') return [{ range: entry.range, text: `${text}: ${before}${text}${after}` }];
  const start = valueStart(module, entry);
  if (entry.form !== 'plain' || start === undefined) return undefined;
  return [insertion(start, before), insertion(entry.range[1], after)];
}

function valueStart(module: ModuleModel, entry: Property): number | undefined {
  const colon = tokenStartAfter(module, entry.keyRange[1]);
  return module.text[colon] === ':' ? tokenStartAfter(module, colon + 1) : undefined;
}

/** Only names and members can be written twice. */
function plainText(value: Value, module: ModuleModel): string | undefined {
  return isPlain(value) ? module.text.slice(value.range[0], value.range[1]) : undefined;
}

function isPlain(value: Value): boolean {
  if (value.kind === 'member') return value.computed === undefined && isPlain(value.object);
  return value.kind === 'name' || value.kind === 'this';
}

/** Known to be a signal; everything else may be undefined. `seen`: names may stand for each other. */
function isNeverMissing(value: Value, seen = new Set<Binding>()): boolean {
  if (value.kind === 'member') return value.property === 'signal' && !value.optional && isController(value.object);
  if (value.kind !== 'name') return false;
  const binding = value.scope.lookup(value.name);
  if (binding === undefined || binding.assigned.length > 0 || seen.has(binding)) return false;
  seen.add(binding);
  if (binding.type !== undefined && binding.source.from !== 'parameter') return isSignalType(binding.type);
  if (binding.source.from === 'parameter') {
    const parameter = binding.source.fn.params[binding.source.index];
    if (parameter === undefined || parameter.optional) return false;
    return binding.source.path.length === 0 ? isSignalType(parameter.type) : isSignalMember(parameter.type, binding.source.path);
  }
  if (binding.source.from !== 'value') return false;
  const [name, ...deeper] = binding.source.path;
  if (name === undefined) return isNeverMissing(binding.source.value, seen) || isSignalCall(constantBehind(value));
  return name === 'signal' && deeper.length === 0 && isController(binding.source.value);
}

function isController(value: Value): boolean {
  const made = constantBehind(value);
  return made.kind === 'call' && made.isNew && made.callee.kind === 'name' && made.callee.name === 'AbortController';
}

function isSignalCall(value: Value): boolean {
  return value.kind === 'call' && value.callee.kind === 'member' && value.callee.object.kind === 'name' && value.callee.object.name === 'AbortSignal';
}

function isSignalType(type: TypeModel | undefined): boolean {
  return type?.kind === 'reference' && type.path.join('.') === 'AbortSignal';
}

function isSignalMember(type: TypeModel | undefined, path: readonly string[]): boolean {
  const [name, ...deeper] = path;
  if (name === undefined || deeper.length > 0 || type?.kind !== 'object') return false;
  const member = type.members.get(name);
  return member !== undefined && !member.optional && isSignalType(member.type);
}

function insertion(at: number, text: string): TextEdit {
  return { range: [at, at], text };
}
