/** Conventions of Fastify by which one file hands a value to another without an import. */
import type { FunctionModel, ModuleModel } from '../module/model.js';
import { exportOf } from './exports.js';
import { callsOf } from './occurrences.js';
import type { Origin } from './origin.js';
import { distinct, isUseful } from './origins.js';
import type { Resolver } from './resolver.js';

const decorating = ['decorate', 'decorateRequest', 'decorateReply'];
const decorated = /^Fastify(?:Instance|Request|Reply)$/;
const instanceName = /^(?:fastify|app|server|instance)$/;

/** `fastify.knex`: what some file of the workspace gives to `fastify.decorate('knex', …)`. `index`: the parameter that is the instance. */
export function decoratedOrigins(resolver: Resolver, fn: FunctionModel, index: number, name: string): readonly Origin[] {
  const parameter = fn.params[index];
  if (parameter === undefined || !mayBeDecorated(parameter.type?.kind === 'reference' ? parameter.type.path.at(-1) : undefined, parameter.name)) return [];
  const { workspace } = resolver;
  const says = new RegExp(`\\bdecorate(?:Request|Reply)?\\s*\\(\\s*['"\`]${name.replace(/\$/g, '\\$&')}['"\`]`);
  const files = [...new Set(decorating.flatMap((word) => workspace.index.filesMentioning(word)))].filter((path) => says.test(workspace.text(path) ?? ''));
  return distinct(files.flatMap((path) => givenIn(resolver, path, name)));
}

/** By its type; without one, by what everybody calls it. */
function mayBeDecorated(type: string | undefined, name: string | undefined): boolean {
  return type === undefined ? instanceName.test(name ?? '') : decorated.test(type);
}

function givenIn(resolver: Resolver, path: string, name: string): readonly Origin[] {
  const module = resolver.module(path);
  if (module === undefined) return [];
  return decorating.flatMap((method) =>
    callsOf(module, method).flatMap(({ args: [key, value] }) => (key?.kind === 'literal' && key.value === name && value !== undefined ? resolver.origins(value, module).filter(isUseful) : [])),
  );
}

/** The options of a plugin that @fastify/autoload registers: what its file exports as `autoConfig`. */
export function autoConfigured(resolver: Resolver, fn: FunctionModel, index: number, module: ModuleModel): readonly Origin[] {
  const isNamed = module.exports.some((item) => 'name' in item && item.name === 'autoConfig');
  if (index !== 1 || !isNamed || !isPlugin(resolver, fn, module)) return [];
  return distinct(exportOf(resolver, module, 'autoConfig').flatMap((origin) => (origin.kind === 'function' ? resolver.returned(origin.fn, origin.module) : [origin])));
}

/** Exported by default, as it is or wrapped: `export default fp(async (fastify, options) => …)`. */
function isPlugin(resolver: Resolver, fn: FunctionModel, module: ModuleModel): boolean {
  return module.exports.some((item) => {
    if (!('name' in item) || item.name !== 'default') return false;
    if (item.kind === 'binding') return item.local === fn.name;
    if (item.kind !== 'local') return false;
    const [argument] = item.value.kind === 'call' ? item.value.args : [item.value];
    return argument !== undefined && resolver.origins(argument, module).some((origin) => origin.kind === 'function' && origin.fn === fn);
  });
}
