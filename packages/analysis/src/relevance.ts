/**
 * Whether a file can hold anything that rules look for, told by its text and its imports before anything is lowered.
 * It often says yes for nothing; it says no where no import leads to a library, or no call has the name of one of its methods.
 */
import type { Catalog } from './catalog/catalog.js';
import type { Workspace } from './workspace/workspace.js';

interface Surroundings {
  readonly catalog: Catalog;
  readonly workspace: Workspace;
  mayHoldCaches(path: string): boolean;
}

export function mayMatter(surroundings: Surroundings, path: string, text: string): boolean {
  const { catalog, workspace } = surroundings;
  if (catalog.globalNames.some((name) => text.includes(name))) return true;
  const { index } = workspace;
  // What a callback calls may stand in a file that imports no library: `fetch` needs none.
  if (fansOut.test(text)) return true;
  if (index.imports(path, catalog.isKnownPackage)) return true;
  if (!index.reaches(path, catalog.isKnownPackage)) return false;
  if (/\bcatch\b/.test(text)) return true;
  if (usesMember(catalog, text) || makesSomething(text)) return true;
  return /cache|redis|memo|\bkv\b/i.test(text) && surroundings.mayHoldCaches(path);
}

/** `Promise.all(` of something else than a list that is written out. */
const fansOut = /\bPromise\s*\.\s*all(?:Settled)?\s*(?:<[^()]*>)?\(\s*(?:[^[\s]|\[\s*\.\.\.)/;

/** `x.findMany(`, `redis.get<T>(`, `prisma.$queryRaw` with a template; what languages and validators have themselves is left out. */
const memberCall = /([\w$]+|[)\]])\s*[?!]?\.\s*([\w$#]+)\s*(?:<[^;(){}]*>\s*)?(?:\?\.)?[(`]/g;
const builtIn = new Set(['Object', 'Array', 'JSON', 'Math', 'Number', 'String', 'Date', 'Promise', 'Reflect', 'Symbol', 'Buffer', 'console', 'headers', 'searchParams', 'params', 'formData']);

function usesMember(catalog: Catalog, text: string): boolean {
  const foreign = foreignNames(text, catalog);
  for (const [, receiver = '', name = ''] of text.matchAll(memberCall)) {
    if (catalog.mayCall(name) && !builtIn.has(receiver) && !foreign.has(receiver)) return true;
  }
  return false;
}

const namedImport = /\bimport\s+(?:type\s+)?(?:([\w$]+)\s*,?\s*)?(?:\*\s*as\s+([\w$]+)|\{([^}]*)\})?\s*from\s*['"]([^'".][^'"]*)['"]/g;

/** Names imported from packages of the registry that no library of the catalogue has: `z` of zod. */
function foreignNames(text: string, catalog: Catalog): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [, main, whole, list = '', specifier = ''] of text.matchAll(namedImport)) {
    if (!isRegistryName(specifier) || catalog.isKnownPackage(specifier)) continue;
    for (const name of [main, whole, ...list.split(',').map((item) => item.trim().split(/\s+as\s+/).at(-1))]) if (name !== undefined && name !== '') names.add(name);
  }
  return names;
}

/** Well-known packages of the language and its validators: anything else may be a package of the project or an alias. */
function isRegistryName(specifier: string): boolean {
  return /^(?:node:.*|zod|yup|joi|valibot|lodash(?:\/.*)?|date-fns|react|next\/.*|clsx|dayjs|moment)$/.test(specifier);
}

const plainClass = /^(?:\w*Error|\w*Exception|Date|Map|Set|WeakMap|WeakSet|URL|URLSearchParams|Promise|RegExp|Array|Object|Proxy|AbortController|FormData|Headers|Response|Request|Blob|File|Uint8Array|TextEncoder|TextDecoder|Intl)$/;

/** `new X(`: a subclass of a library's class, or one that is handed on under another name. */
function makesSomething(text: string): boolean {
  for (const [, name = ''] of text.matchAll(/\bnew\s+([\w$]+)/g)) if (!plainClass.test(name)) return true;
  return false;
}
