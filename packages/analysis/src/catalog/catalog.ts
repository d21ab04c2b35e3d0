/** Look-ups in the libraries' data. Asked for most calls of every file: answers are indexed and remembered. */
import { generatedCode, packageOf } from '../workspace/specifier.js';
import { compileClient, compileLibrary, type CompiledClient, type CompiledLibrary } from './compiled.js';
import { Memo } from '../memo.js';
import { LastNames } from './names.js';
import type { CallPattern, Client, ClientlessCalls, Library, Maker } from './schema.js';

export interface MadeClient {
  readonly library: Library;
  readonly client: Client;
  readonly maker: Maker;
}

export interface TypedClient {
  readonly library: Library;
  readonly client: Client;
}

export interface FoundFunction {
  readonly library: Library;
  readonly facts: ClientlessCalls;
}

/** A client's patterns, with what they answered. */
interface ClientAnswers {
  readonly compiled: CompiledClient;
  readonly self: Memo<boolean>;
  readonly calls: Memo<readonly CallPattern[]>;
}

/** Whatever can wait is made when it is asked for: a project uses few libraries, and each start of a linter pays for the others. */
export class Catalog {
  readonly #byPackage = new Map<string, Library[]>();
  /** Those of packages by the beginning of their names, and those that generate something. */
  readonly #others: readonly Library[];
  readonly #libraries = new Memo<readonly Library[]>();
  readonly #compiled = new Map<Library, CompiledLibrary>();
  readonly #clients = new Map<Client, ClientAnswers>();
  readonly #made = new Memo<MadeClient | undefined>();
  readonly #typed = new Memo<TypedClient | undefined>();
  readonly #functions = new Memo<FoundFunction | undefined>();
  readonly #globals: ReadonlyMap<string, Library>;
  readonly #callNames = new WeakMap<ReadonlySet<string>, LastNames>();
  #allCallNames: LastNames | undefined;
  #blockingNames: LastNames | undefined;
  #makerNames: LastNames | undefined;
  #givingEvents: ReadonlySet<string> | undefined;

  /** Packages of which a sub-path is in the catalogue: 'drizzle-orm' for 'drizzle-orm/pg'. */
  readonly #owners = new Set<string>();

  /** Globals that leave the process. */
  readonly globalNames: readonly string[];

  constructor(readonly libraries: readonly Library[]) {
    for (const library of libraries) {
      for (const name of library.packages) {
        if (name.endsWith('*')) continue;
        const named = this.#byPackage.get(name);
        if (named === undefined) this.#byPackage.set(name, [library]);
        else named.push(library);
        const owner = packageOf(name);
        if (owner !== undefined && owner.subpath !== '') this.#owners.add(owner.name);
      }
    }
    this.#others = libraries.filter(({ packages, generatedExports = [] }) => generatedExports.length > 0 || packages.some((name) => name.endsWith('*')));
    this.#globals = new Map(libraries.flatMap((library) => library.globals.map((name) => [name, library] as const)));
    this.globalNames = [...this.#globals.keys()];
    this.openPackages = libraries.filter((library) => library.clients.some(isOpen)).flatMap(({ packages }) => packages);
  }

  /** Libraries that an npm package, or a sub-path that is one of its own, belongs to. */
  readonly librariesOf = (packageName: string): readonly Library[] => this.#libraries.get(packageName, () => this.#find(packageName));

  /** Whether a library has a package, or exactly this sub-path of one. One function for all who ask. */
  readonly isCatalogued = (packageName: string): boolean => this.librariesOf(packageName).length > 0;

  /** Whether a package, or a sub-path of it, belongs to a library. */
  readonly isKnownPackage = (packageName: string): boolean => this.#owners.has(packageName) || this.isCatalogued(packageName);

  /** Packages whose clients are called by any name. */
  readonly openPackages: readonly string[];

  /** Whether the clients of a package are called by any name, or made by any: the service clients of gRPC. */
  readonly isOpenPackage = (packageName: string): boolean => this.librariesOf(packageName).some((library) => library.clients.some(isOpen));

  /** Whether a package belongs to a library whose clients wait on purpose, on another client that they are handed. */
  readonly isWaitingPackage = (packageName: string): boolean =>
    this.librariesOf(packageName).some((library) =>
      library.clients.some(({ reported, makers }) => reported === 'nowhere' && makers.some(({ inner }) => inner !== undefined)),
    );

  /** Whether a package belongs to a library whose loss callers may survive. */
  readonly isCachePackage = (packageName: string): boolean =>
    this.librariesOf(packageName).some((library) => library.clients.some(({ role }) => role !== 'other'));

  /** What `new` or a call of an export makes; a factory called with `new` makes what it makes without. */
  maker(packageName: string, exportPath: readonly string[], by: Maker['by']): MadeClient | undefined {
    return this.#made.get(
      `${packageName} ${by} ${exportPath.join('.')}`,
      () => this.#madeBy(packageName, exportPath, by) ?? (by === 'new' ? this.#madeBy(packageName, exportPath, 'call') : undefined),
    );
  }

  #madeBy(packageName: string, exportPath: readonly string[], by: Maker['by']): MadeClient | undefined {
    for (const { library, clients } of this.#of(packageName)) {
      for (const { client, makers } of clients) {
        const found = makers.find(({ maker, matches }) => maker.by === by && maker.given === undefined && matches(exportPath));
        if (found !== undefined) return { library, client, maker: found.maker };
      }
    }
    return undefined;
  }

  /** The client that a call or `new` of an export gives to its callback, or to a listener for an event. */
  giver(packageName: string, exportPath: readonly string[], by: Maker['by'], event: string | undefined): MadeClient | undefined {
    for (const { library, clients } of this.#of(packageName)) {
      for (const { client, makers } of clients) {
        const found = makers.find(
          ({ maker: { by: own, given }, matches }) =>
            own === by && given !== undefined && (given === 'callback' ? undefined : given.event) === event && matches(exportPath),
        );
        if (found !== undefined) return { library, client, maker: found.maker };
      }
    }
    return undefined;
  }

  /** Whether some library gives clients to listeners for an event of this name. */
  isGivingEvent(name: string): boolean {
    this.#givingEvents ??= new Set(this.#clientsOfAll().flatMap(({ makers }) => makers.flatMap(({ given }) => (typeof given === 'object' ? [given.event] : []))));
    return this.#givingEvents.has(name);
  }

  /** The client that an exported type denotes, by the type's last name. */
  typed(packageName: string, typeName: string): TypedClient | undefined {
    return this.#typed.get(`${packageName} ${typeName}`, () => {
      for (const { library, clients } of this.#of(packageName)) {
        const found = clients.find(({ isType }) => isType([typeName]));
        if (found !== undefined) return { library, client: found.client };
      }
      return undefined;
    });
  }

  /** The client that subclasses of an exported class stand for. */
  extended(packageName: string, exportPath: readonly string[]): TypedClient | undefined {
    for (const { library, clients } of this.#of(packageName)) {
      const found = clients.find(({ isBase }) => isBase(exportPath));
      if (found !== undefined) return { library, client: found.client };
    }
    return undefined;
  }

  /** Whether these members of a client are the client itself, or another with the same options. */
  isSelf(client: Client, members: readonly string[]): boolean {
    const { self, compiled } = this.#answersOf(client);
    return self.get(members.join(' '), () => compiled.isSelf(members));
  }

  isGlobal(name: string): boolean {
    return this.#globals.has(name);
  }

  /** The library that generates an export of this name into projects. */
  libraryGenerating(exportName: string): Library | undefined {
    return this.#others.findLast(({ generatedExports = [] }) => generatedExports.includes(exportName));
  }

  /** An export that leaves the process by itself: `axios.get`. */
  functionOf(packageName: string, exportPath: readonly string[]): FoundFunction | undefined {
    return this.#functions.get(`${packageName} ${exportPath.join('.')}`, () => {
      for (const compiled of this.#of(packageName)) {
        const found = functionIn(compiled, exportPath);
        if (found !== undefined) return found;
      }
      return undefined;
    });
  }

  /** A global that leaves the process by itself: ['fetch']. */
  globalFunction(path: readonly string[]): FoundFunction | undefined {
    const [name, ...rest] = path;
    const library = name === undefined ? undefined : this.#globals.get(name);
    return library === undefined ? undefined : functionIn(this.#compile(library), rest);
  }

  /**
   * The patterns that match a call by its members, in order; those with a `command` hold only for its argument. Empty
   * for what stays in the process.
   */
  callsOf(client: Client, members: readonly string[]): readonly CallPattern[] {
    const { compiled, calls } = this.#answersOf(client);
    return calls.get(
      members.join(' '),
      () => (compiled.isLocal(members) ? [] : compiled.calls.filter(({ matches }) => matches(members)).map(({ pattern }) => pattern)),
    );
  }

  /** Last names of callees that may leave the process, in a project that imports these packages alone; undefined: any packages. */
  callNames(packages: ReadonlySet<string> | undefined): LastNames {
    if (packages === undefined) return (this.#allCallNames ??= callNamesOf(this.libraries));
    let names = this.#callNames.get(packages);
    if (names === undefined) {
      names = callNamesOf(this.libraries.filter((library) => library.globals.length > 0 || isAmong(library, packages)));
      this.#callNames.set(packages, names);
    }
    return names;
  }

  /** Whether something of a library that may leave the process has this name; 'default' says nothing. One function for all who ask. */
  readonly isCallName = (name: string): boolean => name !== 'default' && this.callNames(undefined).has(name);

  /** Whether a callee of this last name may make a client. */
  mayMake(name: string): boolean {
    this.#makerNames ??= new LastNames(this.#clientsOfAll().flatMap(({ makers }) => makers.map(({ path }) => path)));
    return this.#makerNames.has(name);
  }

  /** Whether a call of this last name may wait on purpose. */
  isBlockingName(name: string): boolean {
    this.#blockingNames ??= new LastNames(this.#clientsOfAll().flatMap(({ calls }) => calls.filter(({ effect }) => effect === 'blocking').map(({ path }) => path)));
    return this.#blockingNames.has(name);
  }

  #of(packageName: string): readonly CompiledLibrary[] {
    return this.librariesOf(packageName).map((library) => this.#compile(library));
  }

  #find(packageName: string): readonly Library[] {
    const named = this.#byPackage.get(packageName) ?? [];
    const others = this.#others.filter((library) => belongsTo(library, packageName));
    return others.length === 0 ? named : this.libraries.filter((library) => named.includes(library) || others.includes(library));
  }

  #compile(library: Library): CompiledLibrary {
    let compiled = this.#compiled.get(library);
    if (compiled === undefined) this.#compiled.set(library, (compiled = compileLibrary(library)));
    return compiled;
  }

  #answersOf(client: Client): ClientAnswers {
    let answers = this.#clients.get(client);
    if (answers === undefined) this.#clients.set(client, (answers = { compiled: compileClient(client), self: new Memo(), calls: new Memo() }));
    return answers;
  }

  #clientsOfAll(): readonly Client[] {
    return this.libraries.flatMap(({ clients }) => clients);
  }
}

function functionIn({ library, functions }: CompiledLibrary, path: readonly string[]): FoundFunction | undefined {
  const found = functions.find(({ matches }) => matches(path));
  return found === undefined ? undefined : { library, facts: found.facts };
}

function callNamesOf(libraries: readonly Library[]): LastNames {
  return new LastNames(
    libraries.flatMap((library) => [
      ...library.clients.flatMap(({ calls }) => calls.map(({ path }) => path)),
      ...library.functions.map(({ path }) => path),
      ...library.globals,
      ...ownNames(library),
    ]),
  );
}

/** Whether one of these packages, or of their sub-paths, is the library's. */
function isAmong({ packages, generatedExports = [] }: Library, imported: ReadonlySet<string>): boolean {
  if (generatedExports.length > 0 && imported.has(generatedCode)) return true;
  return packages.some((name) => (name.endsWith('*') ? [...imported].some((packageName) => isNamed(name, packageName)) : imported.has(name)));
}

/** What is called itself is often kept under its library's name: `fastify.knex('users')`. */
function ownNames({ packages, clients }: Library): readonly string[] {
  return clients.some(({ calls }) => calls.some(({ path }) => path === '')) ? packages.filter((name) => /^\w+$/.test(name)) : [];
}

/** What is generated belongs to each library that generates something. */
function belongsTo({ packages, generatedExports = [] }: Library, packageName: string): boolean {
  return packageName === generatedCode ? generatedExports.length > 0 : packages.some((name) => isNamed(name, packageName));
}

/** A trailing `*` matches the rest of a name. */
function isNamed(pattern: string, packageName: string): boolean {
  return pattern.endsWith('*') ? packageName.startsWith(pattern.slice(0, -1)) : pattern === packageName;
}

function isOpen({ calls }: Client): boolean {
  return calls.some(({ path }) => path === '*');
}
