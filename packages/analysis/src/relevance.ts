/**
 * Whether a file can hold anything that rules look for, told by its text and its imports before anything is lowered.
 * It often says yes for nothing; it says no where no import leads to a library, or no call has the name of one of its methods.
 */
import type { Catalog } from './catalog/catalog.js';
import type { LastNames } from './catalog/names.js';
import type { Library } from './catalog/schema.js';
import { Memo } from './memo.js';
import { generatedCode } from './workspace/specifier.js';
import type { Workspace } from './workspace/workspace.js';

interface Surroundings {
  readonly catalog: Catalog;
  readonly workspace: Workspace;
  mayHoldCaches(path: string): boolean;
}

export function mayMatter(surroundings: Surroundings, path: string, text: string): boolean {
  const { catalog, workspace } = surroundings;
  if (catalog.globalNames.some((name) => mayLeadTo(name, text))) return true;
  const { index } = workspace;
  // What a callback calls may stand in a file that imports no library: `fetch` needs none.
  if (fansOut.test(text)) return true;
  if (index.imports(path, catalog.isKnownPackage)) return true;
  if (usesFastify.test(text) && index.filesImporting(fastifyPackages).length > 0) return true;
  if (!index.reaches(path, catalog.isKnownPackage)) return false;
  if (/\bcatch\b/.test(text)) return true;
  const names = importedNames(surroundings, path, text);
  if (makesSomething(text, names.foreign)) return true;
  if (usesMember(catalog.callNames(index.packagesAround(path)), text, names.foreign, isReached(workspace, path, catalog.openPackages, catalog.isOpenPackage))) return true;
  if (usesRenamed(catalog.callNames(undefined), text, names.handedOn)) return true;
  if (callsOneOf(names.callable, text)) return true;
  return /cache|redis|memo|\bkv\b/i.test(text) && surroundings.mayHoldCaches(path);
}

/** The global itself; or what is called after it, and may be it or lead to it: `fetchImpl(url)`, `this.fetcher(url)`, `fetchUsers().catch(…)`. */
function mayLeadTo(name: string, text: string): boolean {
  if (!text.includes(name)) return false;
  const { whole, within } = globalPatterns.get(name, () => ({
    whole: new RegExp(`(?<![\\w$])${name}(?![\\w$])`),
    within: new RegExp(`(?:(?<![\\w$.])|\\bthis\\s*[?!]?\\.\\s*)[\\w$]*${name}[\\w$]*\\s*(?:<[^;(){}]*>\\s*)?(?:\\?\\.)?[(\`]`),
  }));
  return whole.test(text) || /\bcatch\b|\.\s*then\b/.test(text) || within.test(text);
}

const globalPatterns = new Memo<{ readonly whole: RegExp; readonly within: RegExp }>();

/** `Promise.all(` of something else than a list that is written out. */
const fansOut = /\bPromise\s*\.\s*all(?:Settled)?\s*(?:<[^()]*>)?\(\s*(?:[^[\s]|\[\s*\.\.\.)/;

/** What a plugin of Fastify decorates is used without an import. */
const usesFastify = /\bFastify(?:Instance|Request|Reply)\b|\b(?:fastify|app|server|instance|request|reply)\s*[?!]?\.\s*[\w$]+\s*[.(]/;

const fastifyPackages = ['fastify', 'fastify-plugin'];

/** `x.findMany(`, `redis.get<T>(`, `prisma.$queryRaw` with a template; what languages and validators have themselves is left out. */
const memberCall = /([\w$]+|[)\]])\s*[?!]?\.\s*([\w$#]+)\s*(?:<[^;(){}]*>\s*)?(?:\?\.)?[(`]/g;
const builtIn = new Set(['Object', 'Array', 'JSON', 'Math', 'Number', 'String', 'Date', 'Promise', 'Reflect', 'Symbol', 'Buffer', 'console', 'headers', 'searchParams', 'params', 'formData']);

function usesMember(callNames: LastNames, text: string, foreign: ReadonlySet<string>, mayHaveAnyName: boolean): boolean {
  for (const [, receiver = '', name = ''] of text.matchAll(memberCall)) {
    if ((mayHaveAnyName || callNames.has(name)) && !builtIn.has(receiver) && !foreign.has(receiver)) return true;
  }
  return false;
}

/** `raw.send(`: what another file hands on may have the name of another library's method there. */
function usesRenamed(callNames: LastNames, text: string, handedOn: ReadonlySet<string>): boolean {
  for (const [, receiver = '', name = ''] of text.matchAll(memberCall)) if (handedOn.has(receiver) && callNames.has(name)) return true;
  return false;
}

/** `load(`, `get<T>(`, `sql` with a template. */
const directCall = /(?<![\w$.])([\w$]+)\s*(?:<[^;(){}]*>\s*)?(?:\?\.)?[(`]/g;

/** A client that another file hands on, or a function taken out of it, is called itself: sql`select 1`, `api(url)`. */
function callsOneOf(names: ReadonlySet<string>, text: string): boolean {
  if (names.size === 0) return false;
  for (const [, name = ''] of text.matchAll(directCall)) if (names.has(name)) return true;
  return false;
}

/** Packages that no file imports are not even asked for. */
function isReached({ index }: Workspace, path: string, packages: readonly string[], isWanted: (packageName: string) => boolean): boolean {
  return index.reaches(path, isWanted) && index.filesImporting(packages).length > 0;
}

const namedImport = /\bimport\s+(?:type\s+)?(?:([\w$]+)\s*,?\s*)?(?:\*\s*as\s+([\w$]+)|\{([^}]*)\})?\s*from\s*['"]([^'"]+)['"]/g;
const takenOut = /\b(?:const|let|var)\s+\{([^}]*)\}\s*=/g;
const namedRequire = /\b(?:const|let|var)\s+(?:([\w$]+)|\{([^}]*)\})\s*=\s*require\(\s*['"]([^'"]+)['"]\s*\)/g;

interface ImportedNames {
  /** Of files of the project that lead to something that is called itself, of what can't be told, and what is taken out of objects. */
  readonly callable: ReadonlySet<string>;
  /** Of packages that no library of the catalogue has: `z` of zod. */
  readonly foreign: ReadonlySet<string>;
  /** The others: files of the project may hand on what a library has, under any name. */
  readonly handedOn: ReadonlySet<string>;
}

function importedNames(surroundings: Surroundings, path: string, text: string): ImportedNames {
  const callable = new Set<string>();
  const foreign = new Set<string>();
  const handedOn = new Set<string>();
  const add = (specifier: string, ...names: (string | undefined)[]): void => {
    const source = sourceOf(surroundings, specifier, path);
    for (const name of names) {
      if (name === undefined || name === '') continue;
      if (source === 'foreign') foreign.add(name);
      else handedOn.add(name);
      if (source === 'callable') callable.add(name);
    }
  };
  for (const [, main, whole, list = '', specifier = ''] of text.matchAll(namedImport)) add(specifier, main, whole, ...localNames(list));
  for (const [, whole, list = '', specifier = ''] of text.matchAll(namedRequire)) add(specifier, whole, ...localNames(list));
  const callNames = surroundings.catalog.callNames(surroundings.workspace.index.packagesAround(path));
  for (const [, list = ''] of text.matchAll(takenOut)) {
    for (const name of localNames(list)) if (name !== undefined && callNames.has(name)) callable.add(name);
  }
  return { callable, foreign, handedOn };
}

/** Of `{ a, type B, c as d, e: f }`. */
function localNames(list: string): (string | undefined)[] {
  return list === '' ? [] : list.split(',').map((item) => /([\w$]+)\s*(?:=[^=].*)?$/s.exec(item)?.[1]);
}

/** A module of Node or a declared dependency that no library of the catalogue has is foreign: anything else may be a file of the project. */
function sourceOf({ catalog, workspace }: Surroundings, specifier: string, path: string): 'foreign' | 'callable' | 'other' {
  const resolution = workspace.resolve(specifier, path);
  switch (resolution.kind) {
    case 'builtin':
      return catalog.isKnownPackage(`node:${resolution.name}`) ? 'callable' : 'foreign';
    case 'package':
      return workspace.manifest(path)?.dependencies.has(resolution.name) === true && !catalog.isKnownPackage(resolution.name) ? 'foreign' : 'callable';
    case 'file':
      return isReached(workspace, resolution.path, callableIn(catalog).packages, callableIn(catalog).isWanted) ? 'callable' : 'other';
    case 'unresolved':
      return callableIn(catalog).isWanted(generatedCode) ? 'callable' : 'other';
  }
}

interface PackageGroup {
  readonly packages: readonly string[];
  readonly isWanted: (packageName: string) => boolean;
}

/** One for each catalogue: the text index wants to be asked with one and the same function. */
const callablePackages = new WeakMap<Catalog, PackageGroup>();

/** Packages of which an export, or a client, is called itself. */
function callableIn(catalog: Catalog): PackageGroup {
  let group = callablePackages.get(catalog);
  if (group === undefined) {
    const packages = catalog.libraries.filter(isCalledItself).flatMap((library) => library.packages);
    group = { packages, isWanted: (packageName) => catalog.librariesOf(packageName).some(isCalledItself) };
    callablePackages.set(catalog, group);
  }
  return group;
}

function isCalledItself({ functions, clients }: Library): boolean {
  return [...functions, ...clients.flatMap(({ calls }) => calls)].some(({ path }) => path.split('|').some((name) => name === '' || name === 'default'));
}

const plainClass = /^(?:\w*Error|\w*Exception|Date|Map|Set|WeakMap|WeakSet|URL|URLSearchParams|Promise|RegExp|Array|Object|Proxy|AbortController|FormData|Headers|Response|Request|Blob|File|Uint8Array|TextEncoder|TextDecoder|Intl)$/;

/** `new X(`: a subclass of a library's class, or one that is handed on under another name. Two words in a row are prose, but for operators. */
const creation = /\bnew\s+([\w$]+)(?![\w$]|[ \t]+(?!(?:as|satisfies|instanceof|in)\b)[a-zA-Z])/g;

function makesSomething(text: string, foreign: ReadonlySet<string>): boolean {
  for (const [, name = ''] of text.matchAll(creation)) if (!plainClass.test(name) && !foreign.has(name)) return true;
  return false;
}
