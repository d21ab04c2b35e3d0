/** The engine: one file's facts, with what other files of its workspace say. Keeps what it learnt for the next file. */
import type { Catalog } from './catalog/catalog.js';
import { audienceOf } from './audience/audience.js';
import { audienceByPlace } from './audience/places.js';
import { breakerNeeds } from './calls/breaker-need.js';
import { cacheUses } from './calls/cache-uses.js';
import { Clients, type ClientSource } from './calls/clients.js';
import { filesThatMayMake, likeliest } from './calls/creations.js';
import { externalCallsIn } from './calls/external-calls.js';
import type { Audience } from './audience/kinds.js';
import type { ExternalCall, FileFacts } from './calls/facts.js';
import { fanOuts } from './calls/fan-out.js';
import { ineffectiveTimeouts } from './calls/ineffective.js';
import { silentCatches } from './calls/silent-catches.js';
import type { ModuleModel } from './module/model.js';
import type { ClientOrigin } from './resolve/origin.js';
import { isClient } from './resolve/origin.js';
import { Resolver } from './resolve/resolver.js';
import { mayMatter } from './relevance.js';
import { protections, Protections } from './protections/index.js';
import type { Settings } from './settings/settings.js';
import type { Workspace } from './workspace/workspace.js';

export class Analysis implements ClientSource {
  #clients = new WeakMap<ModuleModel, Clients>();
  #calls = new WeakMap<ModuleModel, readonly ExternalCall[]>();
  readonly #audiences = new Map<string, Audience>();
  #creations = new Map<string, readonly ClientOrigin[]>();
  #generation: number;
  readonly protections: Protections;

  constructor(
    readonly catalog: Catalog,
    readonly workspace: Workspace,
    readonly settings: Settings,
  ) {
    this.protections = new Protections([...settings.protections, ...protections]);
    this.#generation = workspace.generation;
  }

  /** Everything that rules ask about a file. */
  analyse(module: ModuleModel): FileFacts {
    this.workspace.keep(module);
    this.#forgetStale();
    const clients = this.clientsOf(module);
    const audience = this.audienceOf(module.path, module.text);
    const created = clients.made.flatMap((origin) => (origin.creation === undefined ? [] : [clients.record(origin, origin.creation)]));
    const calls = this.callsOf(module);
    const lazily = { fanOuts: remembered(() => fanOuts(this, module)), breakerNeeds: remembered(() => breakerNeeds(this, module)) };
    return {
      module,
      audience,
      calls,
      clients: created,
      ineffective: ineffectiveTimeouts(created, calls),
      silentCatches: silentCatches(this, module),
      cacheUses: cacheUses(this, module),
      get fanOuts() {
        return lazily.fanOuts();
      },
      get breakerNeeds() {
        return lazily.breakerNeeds();
      },
      get dependsOn() {
        return new Set([...clients.resolver.dependsOn, ...clients.finder.dependsOn]);
      },
    };
  }

  clientsOf(module: ModuleModel): Clients {
    let clients = this.#clients.get(module);
    if (clients === undefined) {
      const resolver = new Resolver(this.catalog, this.protections, this.workspace, module);
      const finder = new Resolver(this.catalog, this.protections, this.workspace, module, this.#mayHoldClients, resolver);
      clients = new Clients(resolver, finder, this);
      this.#clients.set(module, clients);
    }
    return clients;
  }

  /** The external calls of any file. */
  callsOf(module: ModuleModel): readonly ExternalCall[] {
    let calls = this.#calls.get(module);
    if (calls === undefined) {
      // Set first: files that import each other must not go round for ever.
      this.#calls.set(module, []);
      calls = externalCallsIn(this.clientsOf(module));
      this.#calls.set(module, calls);
    }
    return calls;
  }

  /** Told by a file's place and text alone: files that rules are quiet in need no model. */
  audienceOf(path: string, text: string): Audience {
    this.#forgetStale();
    let audience = this.#audiences.get(path);
    if (audience === undefined) {
      audience = audienceOf(this.workspace, path, text);
      this.#audiences.set(path, audience);
    }
    return audience;
  }

  /** Whether rules have anything to look at in a file: what costs least is asked first. */
  isOfInterest(path: string, text: string): boolean {
    return audienceByPlace(this.workspace, path) === undefined && this.mayMatter(path, text) && this.audienceOf(path, text).kind === 'server';
  }

  /** Whether a file can hold anything that rules look for, by its text and imports alone: most files can't. */
  mayMatter(path: string, text: string): boolean {
    return mayMatter(this, path, text);
  }

  isQuiet({ path, text }: ModuleModel): boolean {
    return this.audienceOf(path, text).kind === 'quiet';
  }

  mayHoldCaches(path: string): boolean {
    return this.workspace.index.reaches(path, this.catalog.isCachePackage);
  }

  readonly #mayHoldClients = (path: string): boolean => this.workspace.index.reaches(path, this.catalog.isKnownPackage);

  creationsFor(origin: ClientOrigin, user: ModuleModel): readonly ClientOrigin[] {
    const key = `${this.workspace.manifest(user.path)?.folder ?? ''} ${origin.library.name} ${origin.client.name}`;
    let creations = this.#creations.get(key);
    if (creations === undefined) {
      this.#creations.set(key, []);
      creations = filesThatMayMake(this.workspace, origin, user).flatMap((file) => {
        const module = this.workspace.model(file);
        return module === undefined ? [] : this.clientsOf(module).made.filter((made) => isClient(made) && made.client === origin.client && made.creation?.maker.configured === undefined);
      });
      this.#creations.set(key, creations);
    }
    return likeliest(this.workspace, creations, user);
  }

  /** Answers about other files hold until one of them changes. */
  #forgetStale(): void {
    if (this.#generation === this.workspace.generation) return;
    this.#generation = this.workspace.generation;
    this.#clients = new WeakMap();
    this.#calls = new WeakMap();
    this.#audiences.clear();
    this.#creations.clear();
  }
}

/** Asked for by some rules only, and by each of them once a file. */
function remembered<Answer>(work: () => Answer): () => Answer {
  let known: { readonly answer: Answer } | undefined;
  return () => (known ??= { answer: work() }).answer;
}
