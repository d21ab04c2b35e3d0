/** Whether the code bounds how many items a collection can have: constants, slices, chunks, limited queries. */
import type { FunctionModel, ModuleModel } from '../module/model.js';
import type { Binding } from '../module/scope.js';
import type { CallValue, MemberValue, Value } from '../module/value.js';
import { callsOf, lastNameOf } from '../resolve/occurrences.js';
import type { Resolver } from '../resolve/resolver.js';
import { constantName, isConfiguration, isConstantText } from './deployment-values.js';
import { callersOf, privateCallers } from './enclosing.js';
import { isLimitedQuery, isSmall, maxItems } from './limited-queries.js';
import { exportedValue } from '../resolve/exported-value.js';
import { keepsArgument, keepsObject } from './keeping.js';
import { loopsAround } from './loops-around.js';
import { numberOf } from './option-values.js';
import { isCountOfRequest } from './request-values.js';

const maxDepth = 12;

/** What is asked, and in which file; `depth` ends cycles. */
interface Asked {
  readonly resolver: Resolver;
  readonly module: ModuleModel;
  readonly depth: number;
}

/** Whether a collection surely has a limited number of items. */
export function isBounded(resolver: Resolver, value: Value, module: ModuleModel): boolean {
  return bounded({ resolver, module, depth: 0 }, value);
}

function bounded(asked: Asked, value: Value): boolean {
  if (asked.depth > maxDepth) return false;
  const deeper = { ...asked, depth: asked.depth + 1 };
  switch (value.kind) {
    case 'array':
      return value.elements.every((element) => element.kind !== 'spread' || bounded(deeper, element.value));
    case 'object':
      return value.entries.every((entry) => entry.kind === 'property' || bounded(deeper, entry.value));
    case 'literal':
    case 'template':
      return true;
    case 'await':
    case 'spread':
      return bounded(deeper, value.value);
    case 'assign':
      return bounded(deeper, value.value);
    case 'either':
      return (value.operator === '&&' ? value.options.slice(-1) : value.options).every((option) => bounded(deeper, option));
    case 'name':
      return isNameBounded(deeper, value.name, value.scope.lookup(value.name));
    case 'member':
      return isMemberBounded(deeper, value);
    case 'call':
      return isCallBounded(deeper, value);
    default:
      return false;
  }
}

function isNameBounded(asked: Asked, name: string, binding: Binding | undefined): boolean {
  if (binding === undefined) return name === 'undefined';
  if (binding.keyword === 'enum') return true;
  const { source } = binding;
  switch (source.from) {
    case 'import':
      return isImportBounded(asked, source.specifier, source.imported, name);
    case 'value':
      // Part of a limited answer: `const { rows } = await pool.query('… LIMIT 10')`.
      return [elementOf(source.value, source.path), ...binding.assigned].every((value) => bounded(asked, value)) && !isFilledInLoop(asked, binding);
    case 'loop':
      return isPieceOf(asked, source.value, source.path);
    case 'parameter':
      return isParameterBounded(asked, source.fn, source.index, source.path);
    case 'nothing':
      return binding.assigned.length > 0 && binding.assigned.every((value) => bounded(asked, value)) && !isFilledInLoop(asked, binding);
    default:
      return false;
  }
}

/** What `const [a, b] = await Promise.all([first(), second()])` gives each name; other parts of an answer are as limited as the whole. */
function elementOf(value: Value, path: readonly string[]): Value {
  const list = unwrapped(value);
  const isTogether =
    list.kind === 'call' && list.callee.kind === 'member' && list.callee.object.kind === 'name' && list.callee.object.name === 'Promise';
  const elements = isTogether ? list.args[0] : list;
  return (path.length === 1 && elements?.kind === 'array' ? elements.elements[Number(path[0])] : undefined) ?? value;
}

/** `import { LOCALES } from './locales'`: a constant of another file; capitals alone say it of a package. */
import { isInSmallChunks, isSmallSlice, sizeGiven } from './pieces.js';
function isImportBounded({ resolver, module, depth }: Asked, specifier: string, imported: string, name: string): boolean {
  const found = exportedValue(resolver, specifier, imported, module);
  if (found === undefined) return constantName.test(name);
  return found.kind === 'enum' || (found.kind === 'value' && bounded({ resolver, module: found.module, depth }, found.value));
}

/** `tasks.push(…)` where nobody bounds how often that runs. */
function isFilledInLoop(asked: Asked, binding: Binding): boolean {
  const { module } = asked;
  return ['push', 'unshift', 'concat', 'add', 'set'].some((method) =>
    callsOf(module, method).some((call) => isCallOn(call, binding) && isRepeated(asked, call, binding)),
  );
}

/** Whether nothing bounds how often the loops between a declaration and a call run it. */
function isRepeated(asked: Asked, call: CallValue, binding: Binding): boolean {
  const size = loopsAround(call, binding, asked.module, {
    ofValue: (collection) => (bounded({ ...asked, depth: asked.depth + 1 }, collection) ? 'bounded' : 'unknown'),
    ofName: (counted) =>
      isNameBounded({ ...asked, depth: asked.depth + 1 }, counted.name, counted) && asked.depth < maxDepth ? 'bounded' : 'unknown',
  });
  return size === 'unknown' || size === 'uncounted';
}

function isCallOn({ callee }: CallValue, binding: Binding): boolean {
  return callee.kind === 'member' && callee.object.kind === 'name' && callee.object.scope.lookup(callee.object.name) === binding;
}

/** `for (const batch of chunk(items, 10))`: an element of a list of small lists. */
function isPieceOf(asked: Asked, collection: Value, path: readonly string[]): boolean {
  const list = unwrapped(collection);
  if (path.length > 0) return false;
  if (list.kind === 'call') return isInSmallChunks(asked.resolver, list, asked.module);
  if (list.kind === 'array') return list.elements.every((element) => bounded(asked, element));
  if (list.kind !== 'name') return false;
  const binding = list.scope.lookup(list.name);
  if (binding?.source.from !== 'value' || binding.source.path.length > 0) return false;
  return isFilledWithSlices(asked, binding) || isPieceOf({ ...asked, depth: asked.depth + 1 }, binding.source.value, []);
}

/** `batches.push(items.slice(i, i + 10))`. */
function isFilledWithSlices(asked: Asked, binding: Binding): boolean {
  const pushes = callsOf(asked.module, 'push').filter((call) => isCallOn(call, binding));
  return pushes.length > 0 && pushes.every(({ args: [item] }) => item !== undefined && bounded(asked, item));
}

function unwrapped(value: Value): Value {
  return value.kind === 'await' || value.kind === 'spread' ? unwrapped(value.value) : value;
}

/** A parameter of a function that only this file calls is as bounded as what it is given; so is a chunk's callback. */
function isParameterBounded(asked: Asked, fn: FunctionModel, index: number, path: readonly string[]): boolean {
  const holder = fn.value?.parent;
  if (holder?.kind === 'call' && fn.value !== undefined && holder.args.includes(fn.value)) {
    if (index !== 0 || path.length > 0) return false;
    const list = holder.callee.kind === 'member' && holder.args[0] === fn.value ? holder.callee.object : holder.args[0];
    return list !== undefined && list !== fn.value && isPieceOf(asked, list, []);
  }
  const callers = fn.cls === undefined ? privateCallers(fn, asked.module) : isPrivateMethod(fn) ? callersOf(fn, asked.module) : [];
  return callers.length > 0 && callers.every(({ args }) => {
    const argument = args[index];
    return argument !== undefined && path.length === 0 && bounded(asked, argument);
  });
}

function isPrivateMethod(fn: FunctionModel): boolean {
  return fn.cls?.methods.some((method) => method.fn === fn && method.isPrivate) === true;
}

function isMemberBounded(asked: Asked, value: MemberValue): boolean {
  const { object, property } = value;
  if (property !== undefined && constantName.test(property)) return true;
  if (isConfiguration(value)) return true;
  const { resolver, module } = asked;
  const holders = object.kind === 'name' || object.kind === 'this' || object.kind === 'member' ? resolver.origins(object, module) : [];
  for (const holder of holders) {
    if (holder.kind === 'object') {
      const entry = holder.object.entries.find((candidate) => candidate.kind === 'property' && candidate.name === property);
      if (entry !== undefined) return bounded({ ...asked, module: holder.module }, entry.value);
    }
    if (holder.kind === 'instance') {
      const field = holder.cls.fields.find(({ name }) => name === property);
      if (field?.value?.kind === 'array' && field.value.elements.length > 0) return bounded({ ...asked, module: holder.module }, field.value);
    }
  }
  // `result.data` of a limited query.
  return object.kind !== 'this' && isLimitedAnswer(asked, object);
}

/** A call whose answer is limited, by whichever name it is kept. */
function isLimitedAnswer(asked: Asked, value: Value): boolean {
  const held = unwrapped(value);
  if (held.kind === 'call') return isLimitedQuery(asked.resolver, held, asked.module) || answersBounded(asked, held);
  if (held.kind === 'member') return isLimitedAnswer(asked, held.object);
  if (held.kind !== 'name') return false;
  const source = held.scope.lookup(held.name)?.source;
  return source?.from === 'value' && asked.depth < maxDepth && isLimitedAnswer({ ...asked, depth: asked.depth + 1 }, source.value);
}

function isCallBounded(asked: Asked, call: CallValue): boolean {
  const { callee, args } = call;
  const name = lastNameOf(callee) ?? '';
  if (callee.kind === 'member' && !call.isNew) {
    if (name === 'slice' || name === 'splice') return isSmallSlice(asked.resolver, call, asked.module) || bounded(asked, callee.object);
    if (name === 'split') return isConstantText(callee.object);
    if (name === 'concat') return [callee.object, ...args].every((part) => bounded(asked, part));
    if (keepsObject(call)) {
      return bounded(asked, callee.object) || isLimitedQuery(asked.resolver, call, asked.module);
    }
  }
  const length = lengthAsked(call);
  if (length !== undefined) return isLengthBounded(asked, length);
  if (/^(?:range|times|Array)$/.test(name)) {
    return args.every((arg) => arg.kind === 'function' || isLengthBounded(asked, arg));
  }
  if (/^(?:take|takeRight|sampleSize|first)$/.test(name) && args.length > 1) return isSmall(sizeGiven(asked.resolver, call, asked.module));
  if (keepsArgument(call)) {
    const [list] = args;
    if (list !== undefined && bounded(asked, list)) return true;
    if (call.isNew && list === undefined) return true;
  }
  if (callee.kind === 'member' && callee.object.kind === 'name' && callee.object.name === 'Promise' && args[0] !== undefined) {
    return bounded(asked, args[0]);
  }
  return isLimitedQuery(asked.resolver, call, asked.module) || answersBounded(asked, call);
}

/** `Array(n)`, `new Array(n)`, `Array.from({ length: n })`: how many items an array is made with. */
export function lengthAsked({ callee, args }: CallValue): Value | undefined {
  const name = lastNameOf(callee);
  const [first] = args;
  if (name === 'Array' && callee.kind === 'name') return first;
  return name === 'from' && first?.kind === 'object' ? lengthOf(first) : undefined;
}

function lengthOf(options: Extract<Value, { kind: 'object' }>): Value | undefined {
  const entry = options.entries.find((candidate) => candidate.kind === 'property' && candidate.name === 'length');
  return entry?.value;
}

/** How many; a count that only running code knows, and no collection's length, was decided by somebody. */
function isLengthBounded(asked: Asked, length: Value | undefined): boolean {
  if (length === undefined || isCountOfRequest(length, asked.module)) return false;
  const number = numberOf(asked.resolver, length, asked.module);
  if (number !== undefined) return number <= maxItems;
  if (length.kind === 'member' && (length.property === 'length' || length.property === 'size')) return bounded(asked, length.object);
  if (length.kind === 'call' && lastNameOf(length.callee) === 'min') return length.args.some((arg) => isLengthBounded(asked, arg));
  if (length.kind === 'name') {
    const source = length.scope.lookup(length.name)?.source;
    if (source?.from === 'value' && source.path.length === 0 && asked.depth < maxDepth) {
      return isLengthBounded({ ...asked, depth: asked.depth + 1 }, source.value);
    }
  }
  return length.kind !== 'either' || length.options.every((option) => isLengthBounded(asked, option));
}

/** A function of the project that answers a bounded list. */
function answersBounded(asked: Asked, call: CallValue): boolean {
  const { resolver, module } = asked;
  if (call.isNew || asked.depth > maxDepth / 2) return false;
  const functions = resolver.origins(call.callee, module).flatMap((origin) => (origin.kind === 'function' ? [origin] : []));
  return (
    functions.length > 0 &&
    functions.every(
      ({ fn, module: other }) =>
        fn.returns.length > 0 && fn.returns.every((value) => bounded({ ...asked, module: other, depth: asked.depth + 2 }, value)),
    )
  );
}
