/** The engine: one file's facts, with what other files of its workspace say. Keeps what it learnt for the next file. */
import type { Catalog } from './catalog/catalog.js';
import { audienceByPlace } from './audience/places.js';
import { breakerNeeds } from './calls/breaker-need.js';
import { cacheUses } from './calls/cache-uses.js';
import type { CallSource } from './calls/call-source.js';
import type { Clients } from './calls/clients.js';
import type { Audience } from './audience/kinds.js';
import type { ExternalCall, FileFacts } from './calls/facts.js';
import { fanOuts } from './calls/fan-out.js';
import { ineffectiveTimeouts } from './calls/ineffective.js';
import { silentCatches } from './calls/silent-catches.js';
import { Informant } from './informant.js';
import type { ModuleModel } from './module/model.js';
import { mayMatter } from './relevance.js';
import { protections, Protections } from './protections/index.js';
import type { Settings } from './settings/settings.js';
import type { HostWorkspace } from './workspace/workspace.js';

export class Analysis implements CallSource {
  readonly #informant: Informant;
  readonly protections: Protections;

  constructor(
    readonly catalog: Catalog,
    readonly workspace: HostWorkspace,
    readonly settings: Settings,
  ) {
    this.protections = new Protections([...settings.protections, ...protections]);
    this.#informant = new Informant(catalog, workspace, settings, this.protections);
  }

  /** Everything that rules ask about a file. */
  analyse(module: ModuleModel): FileFacts {
    this.workspace.keep(module);
    const audience = this.audienceOf(module.path, module.text);
    const answers = this.#informant.answersOf(module);
    const { clients, calls } = answers;
    const created = clients.made.flatMap((origin) => (origin.creation === undefined ? [] : [clients.record(origin, origin.creation)]));
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
        return answers.dependsOn;
      },
    };
  }

  clientsOf(module: ModuleModel): Clients {
    return this.#informant.answersOf(module).clients;
  }

  /** The external calls of any file. */
  callsOf(module: ModuleModel): readonly ExternalCall[] {
    return this.#informant.answersOf(module).calls;
  }

  /** Told by a file's place and text alone: files that rules are quiet in need no model. */
  audienceOf(path: string, text: string): Audience {
    this.workspace.settle();
    return this.#informant.audienceIn(this.workspace, path, text);
  }

  /** Whether rules have anything to look at in a file: what costs least is asked first. */
  isOfInterest(path: string, text: string): boolean {
    return audienceByPlace(this.workspace, path) === undefined && this.mayMatter(path, text) && this.audienceOf(path, text).kind === 'server';
  }

  /** Whether a file can hold anything that rules look for, by its text and imports alone: most files can't. */
  mayMatter(path: string, text: string): boolean {
    return mayMatter(this, path, text);
  }

  mayHoldCaches(path: string): boolean {
    return this.workspace.index.reaches(path, this.catalog.isCachePackage);
  }
}

/** Asked for by some rules only, and by each of them once a file. */
function remembered<Answer>(work: () => Answer): () => Answer {
  let known: { readonly answer: Answer } | undefined;
  return () => (known ??= { answer: work() }).answer;
}
