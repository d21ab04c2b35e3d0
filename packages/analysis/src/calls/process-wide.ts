/** Settings that change what every client of the process does: `axios.defaults.timeout`, `setGlobalDispatcher`, interceptors. */
import { compilePath } from '../catalog/paths.js';
import type { Library, ProcessWide } from '../catalog/schema.js';
import type { ModuleModel } from '../module/model.js';
import type { Value } from '../module/value.js';
import { isClient, type ClientOrigin, type CreationSite, type Origin } from '../resolve/origin.js';
import type { Resolver } from '../resolve/resolver.js';
import { isTestPath } from './audience.js';
import { keyOf } from './clients.js';
import type { Evidence } from './facts.js';
import { optionsAt, settingOf, settingOfValue } from './options.js';
import { placeOf } from './place.js';

/** Files looked into at most. */
const maxFiles = 8;

/** Evidence from the rest of the process for a client made at a site. */
export function processWideBound(resolver: Resolver, library: Library, origin: ClientOrigin, site: CreationSite): Evidence | undefined {
  if (library.processWide.length === 0) return undefined;
  const key = keyOf(site);
  const isOurs = (value: Value, module: ModuleModel): boolean =>
    resolver.origins(value, module).some((found) => isClient(found) && found.client === origin.client && keyOf(found.creation) === key);
  return configuredIn(resolver, library, site.module, isOurs);
}

/** Evidence from the rest of the process for functions without a client: `axios.get`, `fetch`. */
export function processWideForFunctions(resolver: Resolver, library: Library): Evidence | undefined {
  const { workspace, home } = resolver;
  let doubt: Evidence | undefined;
  for (const wide of library.processWide) {
    const packages = wide.by === 'call' ? [wide.package] : library.packages;
    const folder = workspace.manifest(home.path)?.folder;
    const word = wide.by === 'call' ? (wide.path.split('.').at(-1) ?? wide.path) : wide.path.split('.')[0];
    const files = workspace.index.filesImporting(packages).filter((file) => workspace.manifest(file)?.folder === folder && !isTestPath(workspace, file));
    for (const file of files.slice(0, maxFiles)) {
      const text = workspace.text(file);
      if (text === undefined || word === undefined || !text.includes(word)) continue;
      const module = resolver.module(file);
      if (module === undefined) continue;
      const evidence = wide.by === 'call' ? byCall(resolver, wide, module) : configuredIn(resolver, library, module, isMainExport(resolver, library));
      if (evidence?.verdict === 'present') return evidence;
      doubt ??= evidence;
    }
  }
  return doubt;
}

function isMainExport(resolver: Resolver, library: Library): (value: Value, module: ModuleModel) => boolean {
  return (value, module) => resolver.origins(value, module).some((origin) => isMain(origin, library));
}

function isMain(origin: Origin, library: Library): boolean {
  return origin.kind === 'export' && origin.path.length === 0 && library.packages.includes(origin.package);
}

/** `x.defaults.timeout = v`, `x.interceptors.request.use((config) => { config.timeout = v })`. */
function configuredIn(resolver: Resolver, library: Library, module: ModuleModel, isOurs: (value: Value, module: ModuleModel) => boolean): Evidence | undefined {
  for (const wide of library.processWide) {
    if (wide.by !== 'assignment' || !wide.bounds) continue;
    for (const { target, value } of module.assignments) {
      const holder = holderAlong(target, wide.path);
      if (holder === undefined || !isOurs(holder, module)) continue;
      const setting = settingOfValue(resolver, value, module, { off: [0], holders: [] });
      if (setting.state === 'set') return { verdict: 'present', reason: `${wide.path} is set`, where: placeOf(value, module) };
      if (setting.state === 'unknown') return { verdict: 'unknown', reason: `${wide.path} may be set: ${setting.why}` };
    }
  }
  const interceptor = module.calls.find((call) => {
    const holder = holderAlong(call.callee, 'interceptors.request.use');
    const [handler] = call.args;
    return holder !== undefined && handler !== undefined && /\b(?:timeout|signal)\b/.test(module.text.slice(handler.range[0], handler.range[1])) && isOurs(holder, module);
  });
  return interceptor === undefined ? undefined : { verdict: 'unknown', reason: 'an interceptor may set its timeout' };
}

/** `x` of `x.defaults.timeout` for the path 'defaults.timeout'. */
function holderAlong(value: Value, path: string): Value | undefined {
  let at = value;
  for (const name of path.split('.').reverse()) {
    if (at.kind !== 'member' || at.property !== name) return undefined;
    at = at.object;
  }
  return at;
}

function byCall(resolver: Resolver, wide: Extract<ProcessWide, { by: 'call' }>, module: ModuleModel): Evidence | undefined {
  const matches = compilePath(wide.path);
  for (const call of module.calls) {
    const isIt = resolver.origins(call.callee, module).some((origin) => origin.kind === 'export' && origin.package === wide.package && matches(origin.path));
    if (!isIt) continue;
    const evidence = byDispatcher(resolver, wide, call.args[wide.optionsOf], module);
    if (evidence !== undefined) return evidence;
  }
  return undefined;
}

/** The options of the object that is made for the process: `new Agent({ headersTimeout, bodyTimeout })`. */
function byDispatcher(resolver: Resolver, wide: Extract<ProcessWide, { by: 'call' }>, dispatcher: Value | undefined, module: ModuleModel): Evidence | undefined {
  if (dispatcher === undefined) return undefined;
  for (const origin of resolver.origins(dispatcher, module)) {
    const made = origin.kind === 'client' ? origin.creation : origin.kind === 'result' ? origin : undefined;
    if (made?.call === undefined) return { verdict: 'unknown', reason: `${wide.path} may bound it` };
    const options = optionsAt(resolver, made.call.args.at(-1), made.module);
    const isSet = (name: string): boolean => settingOf(resolver, options, name, { off: [0], holders: [] }).state === 'set';
    if (wide.sufficient.some((names) => names.every(isSet))) return { verdict: 'present', reason: `${wide.path} bounds every request of the process`, where: placeOf(dispatcher, module) };
  }
  return undefined;
}

