/** What is known of files and their clients, for all that ask: worked out once, and again when something that it rests on has changed. */
import { audienceOf } from './audience/audience.js';
import type { Audience } from './audience/kinds.js';
import { Asker } from './asker.js';
import { Clients } from './calls/clients.js';
import { filesThatMayMake, likeliest } from './calls/creations.js';
import type { Catalog } from './catalog/catalog.js';
import { FileAnswers } from './file-answers.js';
import type { ModuleModel } from './module/model.js';
import type { Protections } from './protections/index.js';
import { isClient, type ClientOrigin } from './resolve/origin.js';
import { Resolver } from './resolve/resolver.js';
import type { Settings } from './settings/settings.js';
import { FileQuestion, Question, type Recording } from './workspace/answers.js';
import type { HostWorkspace, Workspace } from './workspace/workspace.js';

const audiences = new FileQuestion<Audience>(audienceOf, { inCircle: { kind: 'server' }, isSame: (one, other) => whyQuiet(one) === whyQuiet(other) });

function whyQuiet(audience: Audience): string | undefined {
  return audience.kind === 'quiet' ? audience.why : undefined;
}

export class Informant {
  /** By the model: they are gone with it. */
  readonly #files = new WeakMap<ModuleModel, FileAnswers>();
  /** By the path: what is known of an earlier model of the same file is let go of. */
  readonly #recordings = new Map<string, Recording>();
  readonly #creations = new Question<readonly ClientOrigin[]>([]);

  constructor(
    readonly catalog: Catalog,
    readonly workspace: HostWorkspace,
    readonly settings: Settings,
    readonly protections: Protections,
  ) {}

  answersOf(module: ModuleModel): FileAnswers {
    const known = this.#files.get(module);
    if (known !== undefined && this.holds(known.recording)) return known;
    const recording = this.#recordingOf(module);
    const resolver = this.resolverIn(recording.workspace, module);
    const finder = new Resolver(this.catalog, this.protections, recording.workspace, module, this.#mayHoldClients, resolver);
    const asker = new Asker(this, recording);
    const answers = new FileAnswers(new Clients(resolver, finder, asker), recording, asker);
    this.#files.set(module, answers);
    return answers;
  }

  resolverIn(workspace: Workspace, home: ModuleModel): Resolver {
    return new Resolver(this.catalog, this.protections, workspace, home);
  }

  audienceIn(workspace: Workspace, path: string, text: string): Audience {
    return workspace.ofText(audiences, path, text);
  }

  /** Creations that a client known by its type or an injection only may come from, for a file that uses it. */
  creationsIn(workspace: Workspace, origin: ClientOrigin, user: ModuleModel): readonly ClientOrigin[] {
    const { library, client } = origin;
    const key = `${workspace.manifest(user.path)?.folder ?? ''} ${library.name} ${client.name}`;
    const made = workspace.remember(this.#creations, key, (own) =>
      filesThatMayMake(own, origin, user).flatMap((file) => {
        const module = own.model(file);
        if (module === undefined) return [];
        const { clients, recording } = this.answersOf(module);
        own.restsOn(recording.basis);
        return clients.made.filter((one) => isClient(one) && one.client === client && one.creation?.maker.configured === undefined);
      }),
    );
    return likeliest(workspace, made, user);
  }

  /** For an answer that its asker keeps. */
  record(): Recording {
    return this.workspace.record(() => undefined);
  }

  holds({ basis }: Recording): boolean {
    return this.workspace.holds(basis);
  }

  /** The finder follows only imports that may lead to a client. */
  readonly #mayHoldClients = (path: string): boolean => this.workspace.index.reaches(path, this.catalog.isCatalogued);

  #recordingOf(module: ModuleModel): Recording {
    const before = this.#recordings.get(module.path);
    if (before !== undefined) this.workspace.drop(before.basis);
    // The recording outlives what it is for where nothing changes: it must not keep that alive.
    const held = new WeakRef(module);
    const { path } = module;
    const recording = this.workspace.record(() => {
      this.#recordings.delete(path);
      const gone = held.deref();
      if (gone !== undefined) this.#files.delete(gone);
    });
    this.#recordings.set(path, recording);
    recording.workspace.restsOnText(path);
    return recording;
  }
}
