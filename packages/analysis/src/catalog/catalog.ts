/** Look-ups over the libraries that are known. Asked for nearly every call of every file: everything is indexed. */
import { compilePath, type PathMatcher } from './paths.js';
import type { CallPattern, Client, ClientlessCalls, Library, Maker } from './schema.js';

export interface MadeBy {
  readonly library: Library;
  readonly client: Client;
  readonly maker: Maker;
}

export interface TypedAs {
  readonly library: Library;
  readonly client: Client;
}

export interface FunctionFacts {
  readonly library: Library;
  readonly facts: ClientlessCalls;
}

interface CompiledClient {
  readonly isSelf: readonly PathMatcher[];
  readonly isLocal: readonly PathMatcher[];
  readonly calls: readonly { readonly matches: PathMatcher; readonly pattern: CallPattern }[];
  readonly known: Map<string, readonly CallPattern[]>;
}

export class Catalog {
  readonly #byPackage = new Map<string, readonly Library[]>();
  readonly #globals = new Map<string, Library>();
  readonly #generated = new Map<string, Library>();
  readonly #clients = new Map<Client, CompiledClient>();
  readonly #makers = new Map<string, MadeBy | undefined>();
  readonly #callNames: NameFilter;
  readonly #makerNames: NameFilter;
  readonly #blockingNames: NameFilter;

  constructor(readonly libraries: readonly Library[]) {
    const callNames: string[] = [];
    const makerNames: string[] = [];
    const blockingNames: string[] = [];
    for (const library of libraries) {
      for (const name of library.globals) this.#globals.set(name, library);
      for (const name of library.generatedExports ?? []) this.#generated.set(name, library);
      callNames.push(...library.functions.map(({ path }) => path));
      for (const client of library.clients) {
        callNames.push(...client.calls.map(({ path }) => path));
        makerNames.push(...client.makers.map(({ path }) => path));
        blockingNames.push(...client.calls.filter(({ effect }) => effect === 'blocking').map(({ path }) => path));
      }
    }
    this.#callNames = new NameFilter(callNames);
    this.#makerNames = new NameFilter(makerNames);
    this.#blockingNames = new NameFilter(blockingNames);
  }

  /** Libraries that a package belongs to. */
  librariesOf(packageName: string): readonly Library[] {
    let found = this.#byPackage.get(packageName);
    if (found === undefined) {
      found = this.libraries.filter(({ packages }) => packages.some((pattern) => isPackage(pattern, packageName)));
      this.#byPackage.set(packageName, found);
    }
    return found;
  }

  /** What an export makes when it is called, or constructed. */
  maker(packageName: string, path: readonly string[], by: Maker['by']): MadeBy | undefined {
    const key = `${packageName} ${by} ${path.join('.')}`;
    if (this.#makers.has(key)) return this.#makers.get(key);
    const made = this.#findMaker(packageName, path, by);
    this.#makers.set(key, made);
    return made;
  }

  #findMaker(packageName: string, path: readonly string[], by: Maker['by']): MadeBy | undefined {
    for (const library of this.librariesOf(packageName)) {
      for (const client of library.clients) {
        const maker = client.makers.find((candidate) => candidate.by === by && compilePath(candidate.path)(path));
        if (maker !== undefined) return { library, client, maker };
      }
    }
    return undefined;
  }

  /** What an exported type denotes. */
  typed(packageName: string, typeName: string): TypedAs | undefined {
    for (const library of this.librariesOf(packageName)) {
      const client = library.clients.find(({ types }) => types.some((type) => compilePath(type)([typeName])));
      if (client !== undefined) return { library, client };
    }
    return undefined;
  }

  /** Whether members lead from a client to itself, or to another with the same options. */
  isSelf(client: Client, members: readonly string[]): boolean {
    return this.#compiled(client).isSelf.some((matches) => matches(members));
  }

  isGlobal(name: string): boolean {
    return this.#globals.has(name);
  }

  /** The library whose generated code exports a name, wherever it is generated to. */
  libraryGenerating(exportName: string): Library | undefined {
    return this.#generated.get(exportName);
  }

  functionOf(packageName: string, path: readonly string[]): FunctionFacts | undefined {
    for (const library of this.librariesOf(packageName)) {
      const facts = library.functions.find((candidate) => compilePath(candidate.path)(path));
      if (facts !== undefined) return { library, facts };
    }
    return undefined;
  }

  globalFunction(path: readonly string[]): FunctionFacts | undefined {
    const [name, ...members] = path;
    const library = name === undefined ? undefined : this.#globals.get(name);
    const facts = library?.functions.find((candidate) => compilePath(candidate.path)(members));
    return library === undefined || facts === undefined ? undefined : { library, facts };
  }

  /** The patterns that mean a call along these members, the more telling ones first; none for what stays in the process. */
  callsOf(client: Client, members: readonly string[]): readonly CallPattern[] {
    const compiled = this.#compiled(client);
    const key = members.join('.');
    let found = compiled.known.get(key);
    if (found === undefined) {
      found = compiled.isLocal.some((matches) => matches(members)) ? [] : compiled.calls.filter(({ matches }) => matches(members)).map(({ pattern }) => pattern);
      compiled.known.set(key, found);
    }
    return found;
  }

  /** Whether some library has a call of this name: what most calls of a file are not. */
  mayCall(name: string): boolean {
    return this.#callNames.has(name);
  }

  /** Whether some library makes a client by a call of this name. */
  mayMake(name: string): boolean {
    return this.#makerNames.has(name);
  }

  /** Whether some library has a call of this name that waits on purpose. */
  isBlockingName(name: string): boolean {
    return this.#blockingNames.has(name);
  }

  #compiled(client: Client): CompiledClient {
    let compiled = this.#clients.get(client);
    if (compiled === undefined) {
      compiled = {
        isSelf: client.self.map(compilePath),
        isLocal: client.local.map(compilePath),
        calls: client.calls.map((pattern) => ({ matches: compilePath(pattern.path), pattern })),
        known: new Map(),
      };
      this.#clients.set(client, compiled);
    }
    return compiled;
  }
}

/** `@aws-sdk/client-*` stands for all packages that begin so. */
function isPackage(pattern: string, name: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name;
}

/** The last names of paths, as a quick test. */
class NameFilter {
  readonly #names = new Set<string>();
  readonly #patterns: RegExp[] = [];
  readonly #known = new Map<string, boolean>();

  constructor(paths: readonly string[]) {
    for (const path of paths) {
      for (const name of (path.split('.').at(-1) ?? '').split('|')) {
        if (!name.includes('*')) this.#names.add(name.replace('()', ''));
        else this.#patterns.push(new RegExp(`^${name.replaceAll(/[$()]/g, '\\$&').replaceAll('*', '.*')}$`));
      }
    }
  }

  has(name: string): boolean {
    if (this.#names.has(name)) return true;
    if (this.#patterns.length === 0) return false;
    let found = this.#known.get(name);
    if (found === undefined) {
      found = this.#patterns.some((pattern) => pattern.test(name));
      this.#known.set(name, found);
    }
    return found;
  }
}
