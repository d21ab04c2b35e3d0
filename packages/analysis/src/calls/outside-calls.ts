/** All calls of an exported function, in whichever file of the project, where it is sure that nobody else can call it. */
import { isTestPath } from '../audience/places.js';
import type { ExportModel, FunctionModel, ModuleModel } from '../module/model.js';
import { argumentsNamed, callsOf } from '../resolve/occurrences.js';
import type { LocatedCall, Origin } from '../resolve/origin.js';
import type { Resolver } from '../resolve/resolver.js';
import { callersOf } from './enclosing.js';

/** Files that are asked for calls of one function. */
const maxCallingFiles = 12;

const known = new WeakMap<Resolver, Map<FunctionModel, readonly LocatedCall[] | undefined>>();

/** undefined where somebody who isn't seen may call it: by another name, from another project, where it is handed on. Calls in tests are left out. */
export function allCallsOf(resolver: Resolver, fn: FunctionModel, module: ModuleModel): readonly LocatedCall[] | undefined {
  const answers = known.get(resolver) ?? new Map<FunctionModel, readonly LocatedCall[] | undefined>();
  known.set(resolver, answers);
  if (!answers.has(fn)) answers.set(fn, find(resolver, fn, module));
  return answers.get(fn);
}

function find(resolver: Resolver, fn: FunctionModel, module: ModuleModel): readonly LocatedCall[] | undefined {
  const { name } = fn;
  const { workspace } = resolver;
  if (name === undefined || fn.cls !== undefined || fn.parent.kind !== 'module' || !isExportedByItsName(name, module)) return undefined;
  if (workspace.manifest(module.path)?.isLibrary !== false || argumentsNamed(module, name).length > 0) return undefined;
  const files = workspace.index.filesMentioning(name).filter((path) => path !== module.path && !isTestPath(workspace, path));
  if (files.length > maxCallingFiles) return undefined;
  const calls: LocatedCall[] = callersOf(fn, module).map((call) => ({ call, module }));
  for (const path of files) {
    const calling = resolver.module(path);
    if (calling === undefined) return undefined;
    const isIt = (origin: Origin): boolean => origin.kind === 'function' && origin.module.path === module.path && origin.fn.range[0] === fn.range[0];
    const found = callsOf(calling, name).filter((call) => resolver.origins(call.callee, calling).some(isIt));
    const binding = calling.scope.names.get(name);
    const isImported = binding?.source.from === 'import' && resolver.binding(binding, calling).some(isIt);
    if ((found.length > 0 || isImported) && isHandedOn(name, calling.text)) return undefined;
    calls.push(...found.map((call) => ({ call, module: calling })));
  }
  return calls;
}

function isExportedByItsName(name: string, { exports }: ModuleModel): boolean {
  const isIt = (item: ExportModel): boolean => {
    switch (item.kind) {
      case 'binding':
        return item.local === name;
      case 'local':
        return item.value.kind === 'name' && item.value.name === name;
      case 'module':
        return item.value.kind !== 'object';
      case 'forward':
      case 'all':
        return false;
    }
  };
  const found = exports.filter(isIt);
  return found.length > 0 && found.every((item) => 'name' in item && item.name === name);
}

/** Whether a text has the name where it is neither imported, exported nor called. */
function isHandedOn(name: string, text: string): boolean {
  const escaped = name.replaceAll('$', '\\$');
  for (const { index } of text.matchAll(new RegExp(`(?<![\\w$])${escaped}(?![\\w$])`, 'g'))) {
    const isCalled = /^\s*(?:<[^()]*>)?\s*(?:\?\.)?\(/.test(text.slice(index + name.length, index + name.length + 200));
    const line = text.slice(text.lastIndexOf('\n', index) + 1, index);
    const isListed = /(?:\b(?:import|export|const|let|var)\s+(?:\w+\s*,\s*)?(?:type\s+)?)\{[^{}()]*$/.test(text.slice(0, index));
    const isRemark = /^\s*(?:\*|\/\/|\/\*)/.test(line);
    if (!isCalled && !isListed && !isRemark) return true;
  }
  return false;
}
