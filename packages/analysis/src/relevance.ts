/**
 * Whether a file can hold anything that rules look for, told by its text and its imports before anything is lowered.
 * It often says yes for nothing; it says no where no import leads to a library, or no call has the name of one of its methods.
 */
import type { Catalog } from './catalog/catalog.js';
import { ImportedNames, leadsTo, listedNames } from './imported-names.js';
import { Memo } from './memo.js';
import type { Workspace } from './workspace/workspace.js';

interface Surroundings {
  readonly catalog: Catalog;
  readonly workspace: Workspace;
  mayHoldCaches(path: string): boolean;
}

export function mayMatter(surroundings: Surroundings, path: string, text: string): boolean {
  const { catalog, workspace } = surroundings;
  if (catalog.globalNames.some((name) => mayLeadTo(name, text))) return true;
  // What a callback calls may stand in a file that imports no library: `fetch` needs none.
  if (text.includes('Promise') && fansOut.test(text)) return true;
  const { index } = workspace;
  if (index.imports(path, catalog.isCatalogued)) return true;
  if (index.filesImporting(fastifyPackages).length > 0 && usesFastify.test(text)) return true;
  if (!index.reaches(path, catalog.isCatalogued)) return false;
  if (catches(text)) return true;
  const imported = new ImportedNames(catalog, workspace, path, text);
  if (makesSomething(text, imported) || callsMember(surroundings, path, text, imported) || callsItself(surroundings, path, text, imported)) return true;
  return /cache|redis|memo|\bkv\b/i.test(text) && surroundings.mayHoldCaches(path);
}

/** A word after another one on its line is prose; but for operators no code has it. */
const prose = '[ \\t]+(?!(?:as|satisfies|instanceof|in|of|is)\\b)[a-zA-Z]';

function catches(text: string): boolean {
  return text.includes('catch') && catching.test(text);
}

const catching = new RegExp(`\\bcatch\\b(?!${prose})`);

/** The global itself; or what is called after it, and may be it or lead to it: `fetchImpl(url)`, `this.fetcher(url)`, `fetchUsers().catch(…)`. */
function mayLeadTo(name: string, text: string): boolean {
  if (!text.includes(name)) return false;
  const { part, whole, within } = globalPatterns.get(name, () => ({
    part: new RegExp(`${name}[\\w$]*(?![\\w$]|${prose})`),
    whole: new RegExp(`(?<![\\w$])${name}(?![\\w$]|${prose})`),
    within: new RegExp(`(?:(?<![\\w$.])|\\bthis\\s*[?!]?\\.\\s*)[\\w$]*${name}[\\w$]*\\s*(?:<[^;(){}]*>\\s*)?(?:\\?\\.)?[(\`]`),
  }));
  return part.test(text) && (whole.test(text) || catches(text) || /\.\s*then\b/.test(text) || within.test(text));
}

const globalPatterns = new Memo<Readonly<Record<'part' | 'whole' | 'within', RegExp>>>();

/** `Promise.all(` of something else than a list that is written out. */
const fansOut = /\bPromise\s*\.\s*all(?:Settled)?\s*(?:<[^()]*>)?\(\s*(?:[^[\s]|\[\s*\.\.\.)/;

/** What a plugin of Fastify decorates is used without an import. */
const usesFastify = /\bFastify(?:Instance|Request|Reply)\b|\b(?:fastify|app|server|instance|request|reply)\s*[?!]?\.\s*[\w$]+\s*[.(]/;

const fastifyPackages = ['fastify', 'fastify-plugin'];

/** `x.findMany(`, `redis.get<T>(`, `prisma.$queryRaw` with a template; what languages and validators have themselves is left out. */
const memberCall = /\.(?<=([\w$]+|[)\]])\s*[?!]?\.)\s*([\w$#]+)\s*(?:<[^;(){}]*>\s*)?(?:\?\.)?[(`]/g;
const builtIn = new Set(['Object', 'Array', 'JSON', 'Math', 'Number', 'String', 'Date', 'Promise', 'Reflect', 'Symbol', 'Buffer', 'console', 'headers', 'searchParams', 'params', 'formData']);

function callsMember({ catalog, workspace }: Surroundings, path: string, text: string, imported: ImportedNames): boolean {
  const { index } = workspace;
  const names = catalog.callNames(index.packagesAround(path));
  const mayHaveAnyName = leadsTo(workspace, path, { packages: catalog.openPackages, isWanted: catalog.isOpenPackage });
  const handedOn = index.exportedAs(catalog.isCallName);
  for (const [, receiver = '', name = ''] of text.matchAll(memberCall)) {
    if ((mayHaveAnyName || names.has(name)) && !builtIn.has(receiver) && !imported.isForeign(receiver)) return true;
    // `raw.send(`: what another file hands on may have the name of another library's method there, or any other.
    if (imported.isHandedOn(receiver) && (catalog.callNames(undefined).has(name) || handedOn.has(name))) return true;
  }
  return false;
}

const takenOut = /\b(?:const|let|var)\s+\{([^}]*)\}\s*=/g;

/** A client that another file hands on, or a function taken out of it, is called itself: sql`select 1`, `api(url)`. */
function callsItself({ catalog, workspace }: Surroundings, path: string, text: string, imported: ImportedNames): boolean {
  const { index } = workspace;
  const names = catalog.callNames(index.packagesAround(path));
  const handedOn = index.exportedAs(catalog.isCallName);
  for (const name of imported.callable((exported) => (exported !== 'default' && names.has(exported)) || handedOn.has(exported))) if (isCalled(name, text)) return true;
  for (const [, list = ''] of text.matchAll(takenOut)) {
    for (const { local } of listedNames(list)) if (names.has(local) && isCalled(local, text)) return true;
  }
  return false;
}

/** What follows the name of what is called: `load(`, `get<T>(`, `sql` with a template. */
const callOfName = /\s*(?:<[^;(){}]*>\s*)?(?:\?\.)?[(`]/y;

function isCalled(name: string, text: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    callOfName.lastIndex = at + name.length;
    if (!/[\w$.]/.test(text.charAt(at - 1)) && callOfName.test(text)) return true;
  }
  return false;
}

const plainClass = /^(?:\w*Error|\w*Exception|Date|Map|Set|WeakMap|WeakSet|URL|URLSearchParams|Promise|RegExp|Array|Object|Proxy|AbortController|FormData|Headers|Response|Request|Blob|File|Uint8Array|TextEncoder|TextDecoder|Intl)$/;

/** `new X(`: a subclass of a library's class, or one that is handed on under another name. Two words in a row are prose, but for operators. */
const creation = /\bnew\s+([\w$]+)(?![\w$]|[ \t]+(?!(?:as|satisfies|instanceof|in)\b)[a-zA-Z])/g;

function makesSomething(text: string, imported: ImportedNames): boolean {
  if (!text.includes('new')) return false;
  for (const [, name = ''] of text.matchAll(creation)) if (!plainClass.test(name) && !imported.isForeign(name)) return true;
  return false;
}
