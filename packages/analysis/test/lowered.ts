/** Module models for tests, and ways to pick one thing out of them. */
import type { CatchModel, ClassModel, FunctionModel, ModuleModel } from '../src/module/model.js';
import { parseModule } from '../src/module/parse.js';
import type { Binding } from '../src/module/scope.js';
import type { Positioned } from '../src/module/positions.js';
import type { CallValue, Range, Value } from '../src/module/value.js';

export function lowered(text: string, path = '/app/file.ts', format?: ModuleModel['format']): ModuleModel {
  return present(parseModule(path, text, format), 'a model');
}

export function textAt(model: ModuleModel, range: Range): string {
  return model.text.slice(range[0], range[1]);
}

/** Source text of a value; what a pattern takes apart reads as the code that it stands for. */
export function textOf(model: ModuleModel, value: Value): string {
  return textAt(model, value.range);
}

/** The call whose callee has this text. */
export function callOf(model: ModuleModel, callee: string): CallValue {
  return present(
    model.calls.find((call) => textOf(model, call.callee) === callee),
    `a call of ${callee}`,
  );
}

export function functionNamed(model: ModuleModel, name: string): FunctionModel {
  return present(
    model.functions.find((fn) => fn.name === name),
    `a function ${name}`,
  );
}

export function classNamed(model: ModuleModel, name: string): ClassModel {
  return present(
    model.classes.find((cls) => cls.name === name),
    `a class ${name}`,
  );
}

export function firstCatch(model: ModuleModel): CatchModel {
  return present(model.catches[0], 'a catch clause');
}

/** A name of the module's scope, or of a function's. */
export function bindingOf(model: ModuleModel, name: string, fn?: FunctionModel): Binding {
  return present((fn?.scope ?? model.scope).lookup(name), `a binding ${name}`);
}

/** What the module's `value` constant is set to. */
export function valueOf(model: ModuleModel): Value {
  const { source } = bindingOf(model, 'value');
  if (source.from !== 'value') throw new Error('Expected `value` to be set');
  return source.value;
}

/** Narrows to one kind. */
export function asKind<K extends Value['kind']>(value: Value | undefined, kind: K): Extract<Value, { kind: K }> {
  if (value === undefined || !isKind(value, kind)) throw new Error(`Expected ${kind}, received ${value?.kind ?? 'nothing'}`);
  return value;
}

function isKind<K extends Value['kind']>(value: Value, kind: K): value is Extract<Value, { kind: K }> {
  return value.kind === kind;
}

/** The comments that espree keeps on its tree, which its types do not tell. */
export function commentsOf(program: object): readonly Positioned[] {
  const found: unknown = 'comments' in program ? program.comments : [];
  return Array.isArray(found) ? found.filter(isComment) : [];
}

function isComment(value: unknown): value is Positioned {
  return typeof value === 'object' && value !== null && 'range' in value;
}

export function present<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Error(`Expected ${what}`);
  return found;
}
