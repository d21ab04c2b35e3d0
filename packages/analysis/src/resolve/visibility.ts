/** Which functions code outside their file can call. */
import type { FunctionModel, ModuleModel } from '../module/model.js';
import type { Value } from '../module/value.js';
import { argumentsNamed } from './occurrences.js';

export function isExported(fn: FunctionModel, module: ModuleModel): boolean {
  if (fn.cls !== undefined) {
    const method = fn.cls.methods.find((candidate) => candidate.fn === fn);
    return method?.isPrivate !== true;
  }
  return module.exports.some((item) => {
    if (item.kind === 'binding') return item.local === fn.name;
    if (item.kind === 'local') return mentionsFunction(item.value, fn);
    return item.kind === 'module' && mentionsFunction(item.value, fn);
  });
}

/** Whether the calls by its name, in its file, are all that there are: a function of the module that is neither exported nor handed on. */
export function isCalledHereOnly(fn: FunctionModel, module: ModuleModel): boolean {
  return fn.name !== undefined && fn.cls === undefined && fn.parent.kind === 'module' && !isExported(fn, module) && argumentsNamed(module, fn.name).length === 0;
}

function mentionsFunction(value: Value, fn: FunctionModel): boolean {
  switch (value.kind) {
    case 'function':
      return value.fn === fn;
    case 'name':
      return value.name === fn.name;
    case 'object':
      return value.entries.some((entry) => mentionsFunction(entry.value, fn));
    case 'call':
      return value.args.some((arg) => mentionsFunction(arg, fn));
    default:
      return false;
  }
}
