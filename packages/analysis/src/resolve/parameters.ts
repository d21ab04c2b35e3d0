/** What a parameter may be given: its default, what its type names, and what the file's own calls hand over. */
import type { FunctionModel, ModuleModel } from '../module/model.js';
import type { BindingSource } from '../module/scope.js';
import { visitedBy } from './collections.js';
import { clientGivenBy } from './given.js';
import { autoConfigured } from './fastify.js';
import { isClient, type Origin } from './origin.js';
import { distinct, follow } from './origins.js';
import { callsOf } from './occurrences.js';
import type { Resolver } from './resolver.js';
import { isCalledHereOnly } from './visibility.js';

type ParameterSource = Extract<BindingSource, { from: 'parameter' }>;

export function originsOfParameter(resolver: Resolver, { fn, index, path, fallback }: ParameterSource, name: string, module: ModuleModel): readonly Origin[] {
  const callback = fn.value?.parent;
  const client = index === 0 && path.length === 0 && callback?.kind === 'call' && callback.args.at(-1) === fn.value ? clientGivenBy(resolver, callback, module) : undefined;
  if (client !== undefined) return [client];
  const parameter = fn.params[index];
  const defaults = [...(fallback === undefined ? [] : resolver.origins(fallback, module)), ...(parameter?.fallback === undefined ? [] : resolver.origins(parameter.fallback, module))];
  const visited = index === 0 && callback?.kind === 'call' && callback.args[0] === fn.value ? visitedBy(resolver, callback, path, module) : [];
  if (visited.length > 0) return distinct([...defaults, ...visited]);
  const configured = follow(resolver, autoConfigured(resolver, fn, index, module), path);
  if (configured.length > 0) return distinct([...defaults, ...configured]);
  const typed = parameter?.type === undefined ? [] : follow(resolver, resolver.type(parameter.type, module), path);
  const given = typed.some(isClient) ? [] : follow(resolver, argumentsFor(resolver, fn, index, module), path);
  if (typed.some(isClient)) return distinct([...defaults, ...typed]);
  if (given.length > 0 && isCalledHereOnly(fn, module)) return distinct([...defaults, ...typed.filter(({ kind }) => kind !== 'shape'), ...given]);
  // Callers in other files may give something else.
  return [...distinct([...defaults, ...typed, ...given]), { kind: 'parameter', name, fn, index }];
}

/** Arguments that the file's own calls give to a function's parameter; `.then((x) => …)` is given what the promise holds. */
function argumentsFor(resolver: Resolver, fn: FunctionModel, index: number, module: ModuleModel): readonly Origin[] {
  const inline = fn.value?.parent;
  if (inline?.kind === 'call' && inline.callee.kind === 'member' && inline.args[0] === fn.value) {
    return inline.callee.property === 'then' && index === 0 ? resolver.origins(inline.callee.object, module) : [];
  }
  const { name } = fn;
  if (name === undefined) return [];
  return callsOf(module, name).flatMap((call) => {
    const argument = call.args[index];
    if (argument === undefined || call.isNew || call.callee.kind !== 'name') return [];
    const source = call.callee.scope.lookup(name)?.source;
    const isSame = source?.from === 'function' ? source.fn === fn : source?.from === 'value' && source.value === fn.value;
    return isSame ? resolver.origins(argument, module) : [];
  });
}
