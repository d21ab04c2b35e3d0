/** Facts of clients, by where they are made. */
import type { Client } from '../catalog/schema.js';
import type { ModuleModel } from '../module/model.js';
import type { CallValue, ObjectValue, Range } from '../module/value.js';
import { isClient, type ClientOrigin, type CreationSite } from '../resolve/origin.js';
import type { Resolver } from '../resolve/resolver.js';
import type { Settings } from '../settings/settings.js';
import { innerOrigins, type Making } from '../resolve/made-options.js';
import { givenParameter } from '../resolve/given.js';
import { isMadeWith } from '../resolve/conditions.js';
import { boundBy, type Bound } from './bounds.js';
import { sendsBlockingCalls } from './blocking.js';
import { creationsIn } from './creations.js';
import type { CreatedClient, Evidence, ExternalCall, Trap } from './facts.js';
import { isGuardedEverywhere } from './guarded-clients.js';
import { defaultBoundIn } from './default-bound.js';
import { listenerEvidence } from './listeners.js';
import { staysInProcess } from './local-uses.js';
import { optionsOfMaking } from './options.js';
import { platformEnd } from './platform-end.js';
import { processWideBound } from './process-wide.js';
import { misfires } from './traps.js';

/** Answers about clients made in other files are those of the file that makes them. */
export interface ClientSource {
  readonly settings: Settings;
  /** The clients of a file. */
  clientsOf(module: ModuleModel): Clients;
  /** Creations that a client known by its type or an injection only may come from, for a file that uses it. */
  creationsFor(origin: ClientOrigin, user: ModuleModel): readonly ClientOrigin[];
  /** The external calls of a file. */
  callsOf(module: ModuleModel): readonly ExternalCall[];
  /** Whether rules are quiet in a file, so that no finding stands there. */
  isQuiet(module: ModuleModel): boolean;
  /**
   * A question that is answered when a rule or a rewrite asks, and once only while the answer holds. It may read files that import the
   * client's own: nothing else is to rest on it, or an edit of any of them would let go of all that is known of the client.
   */
  apart<Answer>(home: ModuleModel, answer: (resolver: Resolver, source: ClientSource) => Answer): () => Answer;
}

/** The evidence of another client, which decides about this one's. */
interface Deciding {
  readonly timeout: Evidence;
  readonly configuredBy: CreatedClient | undefined;
}

/** The clients that one file makes. */
export class Clients {
  readonly #records = new Map<object, CreatedClient>();

  #made: readonly ClientOrigin[] | undefined;

  constructor(
    readonly resolver: Resolver,
    /** Follows only imports that may lead to a client: for the question whether something is one. */
    readonly finder: Resolver,
    readonly source: ClientSource,
  ) {}

  /** Every client that the file makes, in source order. */
  get made(): readonly ClientOrigin[] {
    return (this.#made ??= creationsIn(this.finder));
  }

  /** Facts of the client made at this site, in whichever file. */
  record(origin: ClientOrigin, site: CreationSite): CreatedClient {
    if (site.module !== this.resolver.home) return this.source.clientsOf(site.module).record(origin, site);
    const key = keyOf(site);
    const known = this.#records.get(key);
    if (known !== undefined) return known;
    const record = this.#build(origin, site);
    this.#records.set(key, record);
    return record;
  }

  /** All creations that a client may come from: its own, else those of its kind that its package can reach. */
  creations(origin: ClientOrigin): readonly CreatedClient[] {
    const own = origin.creation;
    if (own !== undefined && own.maker.configured === undefined) return [this.record(origin, own)];
    const found = this.source
      .creationsFor(origin, this.resolver.home)
      .flatMap((other) => (other.creation === undefined ? [] : [this.record(other, other.creation)]));
    return found.filter((created) => !found.some((other) => isGivenTo(created, other)));
  }

  #build(origin: ClientOrigin, site: CreationSite): CreatedClient {
    const { resolver, source } = this;
    const { library, client, packageName } = origin;
    const { call, module, maker } = site;
    const version = resolver.workspace.version(packageName, module.path);
    const bound = this.#bound(origin, site, version);
    const inner = this.#inner(site) ?? this.#base(origin, site, bound);
    const { home } = resolver;
    const listener = source.apart(home, (own) => listenerEvidence(own, origin, site));
    const guarded = source.apart(home, (own, asked) => isGuardedEverywhere(own, origin, site, asked));
    const blocking = source.apart(home, (own) => sendsBlockingCalls(own, site));
    return {
      library,
      client,
      module,
      creation: maker.given === undefined ? call : undefined,
      maker,
      range: rangeOf(site),
      packageName,
      version,
      timeout: inner?.timeout ?? bound.evidence,
      traps: inner === undefined ? trapsAtCreation(client, bound) : [],
      lacks: bound.lacks,
      get errorListener() {
        return listener();
      },
      get insertions() {
        const making = makingSite(site);
        return client.timeout.insertions.filter(
          ({ onlyWith }) => onlyWith === undefined || (making !== undefined && isMadeWith(resolver, onlyWith, making) === 'yes'),
        );
      },
      optionsLiteral: optionsLiteral(call, maker.optionsAt),
      configuredBy: inner?.configuredBy,
      get isGuarded() {
        return guarded();
      },
      get blocking() {
        return blocking();
      },
      get defaultBound() {
        return defaultBoundIn(resolver.workspace, module, client.timeout, version);
      },
      get platformEnd() {
        return platformEnd(resolver, module);
      },
      origin,
      site,
    };
  }

  #bound(origin: ClientOrigin, site: CreationSite, version: string | undefined): Bound {
    const { library, client } = origin;
    const making = makingSite(site);
    const { maxTimeout } = this.source.settings;
    if (client.reported === 'nowhere') {
      return { evidence: { verdict: 'unknown', reason: 'it waits on purpose' }, traps: [], lacks: [], isTurnedOff: false };
    }
    const decider = site.module.imports.find(({ specifier }) => client.decidedBy?.includes(specifier) === true);
    if (decider !== undefined) {
      return { evidence: { verdict: 'unknown', reason: `${decider.specifier} decides about it` }, traps: [], lacks: [], isTurnedOff: false };
    }
    if (staysInProcess(this.resolver, origin, site)) {
      return {
        evidence: { verdict: 'present', reason: 'it only works out what others send', where: undefined },
        traps: [],
        lacks: [],
        isTurnedOff: false,
      };
    }
    const bound = boundBy(this.resolver, { library, facts: client.timeout, version, maxTimeout, making, calling: undefined });
    if (bound.evidence.verdict === 'present' || bound.isTurnedOff) return bound;
    const elsewhere = processWideBound(this.resolver, library, origin, site);
    return elsewhere === undefined ? bound : { ...bound, evidence: elsewhere, traps: [] };
  }

  /** What sets no timeout of its own has that of the client that it extends. */
  #base(origin: ClientOrigin, { base }: CreationSite, { evidence, isTurnedOff }: Bound): Deciding | undefined {
    // What is configured elsewhere (`new Mailgun(FormData)`) has no options to hand on.
    if (base === undefined || base.maker.configured !== undefined || isTurnedOff || evidence.verdict !== 'missing') return undefined;
    const created = this.record(origin, base);
    return { timeout: created.timeout, configuredBy: created.configuredBy ?? created };
  }

  /** A client inside another (`new PrismaClient({ adapter })`) decides about timeouts; one that is not known leaves them unknown. */
  #inner(site: CreationSite): Deciding | undefined {
    const making = makingSite(site);
    const inner = making?.maker.inner;
    if (making === undefined || inner === undefined) return undefined;
    const held = innerOrigins(this.resolver, making);
    for (const origin of held) {
      if (!isClient(origin) || origin.members.length > 0) continue;
      const [created] = this.creations(origin);
      if (created !== undefined) return { timeout: created.timeout, configuredBy: created.configuredBy ?? created };
      return { timeout: { verdict: 'unknown', reason: 'its inner client is made elsewhere' }, configuredBy: undefined };
    }
    // Options in its place are the client's own, and so is a connection string.
    if (
      inner.property === undefined ||
      optionsOfMaking(this.resolver, making, inner.argument, []).kind === 'none' ||
      held.every(({ kind }) => kind === 'object' || kind === 'literal')
    ) {
      return undefined;
    }
    return { timeout: { verdict: 'unknown', reason: `its ${inner.property.split('|').join(' or ')} is not known` }, configuredBy: undefined };
  }
}

/**
 * `forRootAsync({ useFactory, dataSourceFactory: (options) => new DataSource(options) })`: made within the other, of
 * options that the other hands over.
 */
function isGivenTo(created: CreatedClient, other: CreatedClient): boolean {
  if (created === other || created.timeout.verdict !== 'unknown' || created.module !== other.module) return false;
  const [within, around] = [created.creation?.range, other.creation?.range];
  return within !== undefined && around !== undefined && around[0] < within[0] && within[1] <= around[1];
}

/** Where calls are judged one by one, they may set what the client lacks. */
function trapsAtCreation({ reported }: Client, { traps }: Bound): readonly Trap[] {
  return reported === 'creation' ? traps : traps.filter(({ kind }) => misfires.has(kind));
}

/** Identity of a creation. */
export function keyOf(site: CreationSite | undefined): object {
  return site?.call ?? site?.cls ?? unknownSite;
}

const unknownSite = {};

export function makingSite({ call, module, maker }: CreationSite): Making | undefined {
  return call === undefined ? undefined : { call, module, maker };
}

/** What a finding underlines. */
function rangeOf({ call, cls, module, maker }: CreationSite): Range {
  const parameter = call === undefined || maker.given === undefined ? undefined : givenParameter(call);
  if (parameter !== undefined) return parameter.range;
  if (call !== undefined) return call.callee.range;
  return cls?.extends?.range ?? [0, Math.min(1, module.text.length)];
}

function optionsLiteral(call: CallValue | undefined, positions: readonly number[]): ObjectValue | undefined {
  for (const position of positions) {
    const argument = call?.args[position];
    if (argument?.kind === 'object') return argument;
  }
  return undefined;
}
