/** The names that a file's text imports, without a parser, and where each leads. */
import type { Catalog } from './catalog/catalog.js';
import type { Library } from './catalog/schema.js';
import { declaresFunction } from './resolve/declared-functions.js';
import { generatedCode, namesOf } from './workspace/specifier.js';
import type { Workspace } from './workspace/workspace.js';

/**
 * foreign: a module of Node or a declared dependency that no library of the catalogue has.
 * callable: what leads to something that is called itself, and what can't be told.
 * other: another file of the project, which may hand on what a library has.
 */
type Source = 'foreign' | 'callable' | 'other';

interface ImportedName {
  /** As its module calls it. */
  readonly name: string;
  readonly specifier: string;
}

const namedImport = /\bimport\s+(?:type\s+)?(?:([\w$]+)\s*,?\s*)?(?:\*\s*as\s+([\w$]+)|\{([^}]*)\})?\s*from\s*['"]([^'"]+)['"]/g;
const namedRequire = /\b(?:const|let|var)\s+(?:([\w$]+)|\{([^}]*)\})\s*=\s*require\(\s*['"]([^'"]+)['"]\s*\)/g;
/** Of `a, type B, c as d, e: f, g = 1`: the name over there, and the one here. */
const listed = /([\w$]+)(?:\s+as\s+([\w$]+)|\s*:\s*([\w$]+))?\s*(?:=[^=][^,]*)?(?=,|$)/g;

export class ImportedNames {
  readonly #imported = new Map<string, ImportedName>();
  readonly #sources = new Map<string, Source>();

  constructor(
    private readonly catalog: Catalog,
    private readonly workspace: Workspace,
    private readonly path: string,
    text: string,
  ) {
    for (const [, main, whole, list, specifier = ''] of text.matchAll(namedImport)) this.#add(specifier, main, whole, list);
    if (text.includes('require')) for (const [, whole, list, specifier = ''] of text.matchAll(namedRequire)) this.#add(specifier, undefined, whole, list);
  }

  /** Of a package that no library of the catalogue has: `z` of zod. */
  isForeign(local: string): boolean {
    const imported = this.#imported.get(local);
    return imported !== undefined && this.#sourceOf(imported.specifier) === 'foreign';
  }

  /** Files of the project may hand on what a library has, under any name. */
  isHandedOn(local: string): boolean {
    const imported = this.#imported.get(local);
    return imported !== undefined && this.#sourceOf(imported.specifier) !== 'foreign';
  }

  /** Names of what may be called itself: clients that are, and functions of a library that other files hand on under a name that is meant. */
  callable(isMeant: (exported: string) => boolean): readonly string[] {
    return [...this.#imported].flatMap(([local, { name, specifier }]) => {
      const source = this.#sourceOf(specifier);
      return source === 'callable' || (source === 'other' && isMeant(name) && !this.#isDeclaredThere(specifier, name)) ? [local] : [];
    });
  }

  /** A function of the project's own is nothing that it hands on. */
  #isDeclaredThere(specifier: string, name: string): boolean {
    const resolution = this.workspace.resolve(specifier, this.path);
    return resolution.kind === 'file' && declaresFunction(this.workspace.text(resolution.path) ?? '', name);
  }

  #add(specifier: string, main: string | undefined, whole: string | undefined, list: string | undefined): void {
    if (main !== undefined) this.#imported.set(main, { name: 'default', specifier });
    if (whole !== undefined) this.#imported.set(whole, { name: '*', specifier });
    if (list !== undefined) for (const { name, local } of listedNames(list)) this.#imported.set(local, { name, specifier });
  }

  #sourceOf(specifier: string): Source {
    let source = this.#sources.get(specifier);
    if (source === undefined) this.#sources.set(specifier, (source = this.#find(specifier)));
    return source;
  }

  #find(specifier: string): Source {
    const { catalog, workspace, path } = this;
    const resolution = workspace.resolve(specifier, path);
    switch (resolution.kind) {
      case 'builtin':
        return catalog.isCatalogued(`node:${resolution.name}`) ? 'callable' : 'foreign';
      case 'package':
        if (workspace.manifest(path)?.dependencies.has(resolution.name) !== true) return 'callable';
        return namesOf(resolution).some(catalog.isCatalogued) ? 'callable' : 'foreign';
      case 'file':
        return leadsTo(workspace, resolution.path, callableIn(catalog)) ? 'callable' : 'other';
      case 'unresolved':
        return callableIn(catalog).isWanted(generatedCode) ? 'callable' : 'other';
    }
  }
}

/** The names of a list in braces. */
export function* listedNames(list: string): Generator<{ readonly name: string; readonly local: string }, void> {
  for (const [, name = '', renamed, bound] of list.matchAll(listed)) yield { name, local: renamed ?? bound ?? name };
}

/** Packages, and whether one is of them: the text index wants to be asked with one and the same function. */
export interface PackageGroup {
  readonly packages: readonly string[];
  readonly isWanted: (packageName: string) => boolean;
}

/** Packages that no file imports are not even asked for. */
export function leadsTo({ index }: Workspace, path: string, { packages, isWanted }: PackageGroup): boolean {
  return index.filesImporting(packages).length > 0 && index.reaches(path, isWanted);
}

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
