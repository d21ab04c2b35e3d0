/** Settings that change what every client of the process does: `axios.defaults.timeout`, `setGlobalDispatcher`, interceptors. */
import { compilePath } from '../catalog/paths.js';
import type { Library, ProcessWide } from '../catalog/schema.js';
import type { ModuleModel } from '../module/model.js';
import type { CallValue, Value } from '../module/value.js';
import { assignmentsTo, callsOf } from '../resolve/occurrences.js';
import { isClient, type ClientOrigin, type CreationSite, type Origin } from '../resolve/origin.js';
import { Resolver } from '../resolve/resolver.js';
import { Question } from '../workspace/answers.js';
import { includes } from '../workspace/basis.js';
import type { Workspace } from '../workspace/workspace.js';
import { isTestPath } from '../audience/places.js';
import { keyOf } from './clients.js';
import { runsInDeno } from './deno-code.js';
import type { Evidence } from './facts.js';
import { settingOfValue } from './option-values.js';
import { optionsAt, settingOf } from './options.js';
import { placeOf } from './place.js';

/** Files looked into at most. */
const maxFiles = 8;

type IsOurs = (value: Value, module: ModuleModel) => boolean;

/** Evidence from the rest of the process for a client made at a site. */
export function processWideBound(resolver: Resolver, library: Library, origin: ClientOrigin, site: CreationSite): Evidence | undefined {
  if (library.processWide.length === 0) return undefined;
  const key = keyOf(site);
  const isOurs: IsOurs = (value, module) =>
    resolver.origins(value, module).some((found) => isClient(found) && found.client === origin.client && keyOf(found.creation) === key);
  const own = configuredIn(resolver, library, site.module, isOurs);
  if (own === undefined && library.processWide.some((wide) => wide.by === 'call' && wide.boundsClients === true)) {
    return processWideForFunctions(resolver, library);
  }
  if (own !== undefined || !library.processWide.some(({ by }) => by === 'assignment')) return own;
  const shared = processWideForFunctions(resolver, library);
  return shared?.verdict === 'present'
    ? { verdict: 'unknown', reason: `it takes over the defaults that are in force when it is made, and ${shared.reason} somewhere` }
    : undefined;
}

interface Answer {
  readonly evidence: Evidence | undefined;
  /** Files that it rests on. */
  readonly files: readonly string[];
}

/** All files of a package get the same answer. */
const known = new WeakMap<Library, Question<Answer>>();

/** Evidence from the rest of the process for functions without a client: `axios.get`, `fetch`. */
export function processWideForFunctions(resolver: Resolver, library: Library): Evidence | undefined {
  const { workspace, home } = resolver;
  if (!library.processWide.some((wide) => isAsked(wide, workspace, home))) return undefined;
  let question = known.get(library);
  if (question === undefined) known.set(library, (question = new Question<Answer>({ evidence: undefined, files: [] })));
  const folder = workspace.manifest(home.path)?.folder;
  const answer = workspace.remember(question, folder ?? '', (own) => answerFor(resolver, own, library, folder));
  for (const file of answer.files) resolver.module(file);
  return answer.evidence;
}

function isAsked(wide: ProcessWide, workspace: Workspace, { path, text }: ModuleModel): boolean {
  return wide.by === 'assignment' || wide.nodeOnly !== true || !runsInDeno(workspace, path, text);
}

/** The answer rests on no file that merely asks for it first. */
function answerFor({ catalog, protections }: Resolver, workspace: Workspace, library: Library, folder: string | undefined): Answer {
  const files: string[] = [];
  let doubt: Evidence | undefined;
  for (const wide of library.processWide) {
    for (const file of filesThatMaySet(workspace, library, wide, folder)) {
      const module = workspace.model(file);
      if (module === undefined) continue;
      files.push(file);
      const resolver = new Resolver(catalog, protections, workspace, module);
      const evidence = wide.by === 'call' ? byCall(resolver, wide, module) : configuredIn(resolver, library, module, isMainExport(resolver, library));
      if (evidence?.verdict === 'present') return { evidence, files };
      doubt ??= evidence;
    }
  }
  return { evidence: doubt, files };
}

function filesThatMaySet(workspace: Workspace, library: Library, wide: ProcessWide, folder: string | undefined): readonly string[] {
  const [word = wide.path] = wide.by === 'call' ? wide.path.split('.').slice(-1) : wide.path.split('.');
  return workspace.index
    .filesImporting(wide.by === 'call' ? [wide.package] : library.packages)
    .filter((file) => workspace.manifest(file)?.folder === folder && !isTestPath(workspace, file) && workspace.passes(file, includes(word)))
    .slice(0, maxFiles);
}

function isMainExport(resolver: Resolver, library: Library): IsOurs {
  return (value, module) => resolver.origins(value, module).some((origin) => isMain(origin, library));
}

function isMain(origin: Origin, library: Library): boolean {
  return origin.kind === 'export' && origin.path.length === 0 && library.packages.includes(origin.package);
}

/** `x.defaults.timeout = v`, `x.interceptors.request.use((config) => { config.timeout = v })`. */
function configuredIn(resolver: Resolver, library: Library, module: ModuleModel, isOurs: IsOurs): Evidence | undefined {
  for (const wide of library.processWide) {
    if (wide.by !== 'assignment' || !wide.bounds) continue;
    for (const { target, value } of assignmentsTo(module, wide.path.split('.').at(-1) ?? '')) {
      const holder = holderAlong(target, wide.path);
      if (holder === undefined || !isOurs(holder, module)) continue;
      const setting = settingOfValue(resolver, value, module, [0]);
      if (setting.state === 'set') {
        const limit = setting.number === undefined ? {} : { limitMs: setting.number };
        return { verdict: 'present', reason: `${wide.path} is set`, where: placeOf(value, module), ...limit };
      }
      if (setting.state === 'unknown') return { verdict: 'unknown', reason: `${wide.path} may be set: ${setting.why}` };
    }
  }
  const isSetInside = callsOf(module, 'use').some((call) => {
    const holder = holderAlong(call.callee, 'interceptors.request.use');
    return holder !== undefined && mentionsDeadline(resolver, call.args[0], module) && isOurs(holder, module);
  });
  return isSetInside ? { verdict: 'unknown', reason: 'an interceptor may set its timeout' } : undefined;
}

/** Whether the text of a handler, written here or elsewhere, speaks of a deadline. */
function mentionsDeadline(resolver: Resolver, handler: Value | undefined, module: ModuleModel): boolean {
  if (handler === undefined) return false;
  return resolver
    .origins(handler, module)
    .some((origin) => origin.kind !== 'function' || /\b(?:timeout|signal)\b/.test(origin.module.text.slice(origin.fn.range[0], origin.fn.range[1])));
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
  for (const call of callsByAnyName(module, wide.path.split('.').at(-1) ?? wide.path)) {
    const isIt = resolver
      .origins(call.callee, module)
      .some((origin) => origin.kind === 'export' && origin.package === wide.package && matches(origin.path));
    if (!isIt) continue;
    const evidence = byDispatcher(resolver, wide, call.args[wide.optionsOf], module);
    if (evidence !== undefined) return evidence;
  }
  return undefined;
}

/** Calls of an export, under the name that it is imported by too. */
function callsByAnyName(module: ModuleModel, name: string): readonly CallValue[] {
  const names = module.imports.flatMap(({ names: imported }) => imported.filter((each) => each.imported === name).map(({ local }) => local));
  return [...new Set([name, ...names])].flatMap((each) => callsOf(module, each));
}

/** A duration (`setTimeout(5000)`), options, or the options of what is made for the process: `new Agent({ headersTimeout, bodyTimeout })`. */
function byDispatcher(
  resolver: Resolver,
  wide: Extract<ProcessWide, { by: 'call' }>,
  dispatcher: Value | undefined,
  module: ModuleModel,
): Evidence | undefined {
  if (dispatcher === undefined) return undefined;
  for (const origin of resolver.origins(dispatcher, module)) {
    if (origin.kind === 'literal' && typeof origin.value === 'number' && origin.value > 0) {
      return { verdict: 'present', reason: `${wide.path} bounds every request of the process`, where: placeOf(dispatcher, module), limitMs: origin.value };
    }
    const made = origin.kind === 'client' ? origin.creation : origin.kind === 'result' ? origin : undefined;
    if (made?.call === undefined && origin.kind !== 'object') return { verdict: 'unknown', reason: `${wide.path} may bound it` };
    const options = made?.call === undefined ? optionsAt(resolver, dispatcher, module) : optionsAt(resolver, made.call.args.at(-1), made.module);
    const isSet = (name: string): boolean => settingOf(resolver, options, name, { off: [0], holders: [] }).state === 'set';
    if (wide.sufficient.some((names) => names.every(isSet))) {
      return { verdict: 'present', reason: `${wide.path} bounds every request of the process`, where: placeOf(dispatcher, module) };
    }
  }
  return undefined;
}
