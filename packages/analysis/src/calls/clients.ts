/** Facts of clients, by where they were made. */
import type { ModuleModel } from '../module/model.js';
import type { CallValue, ObjectValue, Range } from '../module/value.js';
import type { ClientOrigin, CreationSite } from '../resolve/origin.js';
import { isClient } from '../resolve/origin.js';
import type { Resolver } from '../resolve/resolver.js';
import type { Settings } from '../settings.js';
import { boundBy, type Trap } from './bounds.js';
import { creationsElsewhere } from './creations.js';
import type { CreatedClient, Evidence } from './facts.js';
import { listenerEvidence } from './listeners.js';

/** A client's facts, and what in its options only looks like a timeout. */
export interface ClientRecord {
  readonly client: CreatedClient;
  readonly traps: readonly Trap[];
}

/** The clients that one linted file makes or uses. */
export class Clients {
  readonly #records = new Map<object, ClientRecord>();
  readonly #elsewhere = new Map<object, readonly ClientOrigin[]>();
  readonly #blocking: ReadonlySet<object>;

  constructor(
    readonly resolver: Resolver,
    readonly settings: Settings,
    blocking: readonly ClientOrigin[],
  ) {
    this.#blocking = new Set(blocking.map(({ creation }) => keyOf(creation)));
  }

  /** Facts of the client made at this site. */
  record(origin: ClientOrigin, site: CreationSite): ClientRecord {
    const key = keyOf(site);
    const known = this.#records.get(key);
    if (known !== undefined) return known;
    const record = this.#build(origin, site);
    this.#records.set(key, record);
    return record;
  }

  /** All creations that a client may come from: its own, else those of its kind that its package can reach. */
  creations(origin: ClientOrigin): readonly CreatedClient[] {
    if (origin.creation !== undefined) return [this.record(origin, origin.creation).client];
    let found = this.#elsewhere.get(origin.client);
    if (found === undefined) {
      found = creationsElsewhere(this.resolver, origin);
      this.#elsewhere.set(origin.client, found);
    }
    return found.flatMap((other) => (other.creation === undefined ? [] : [this.record(other, other.creation).client]));
  }

  #build(origin: ClientOrigin, site: CreationSite): ClientRecord {
    const { resolver } = this;
    const { library, client, packageName } = origin;
    const { call, module, maker } = site;
    const version = resolver.workspace.version(packageName, module.path);
    const inner = this.#inner(site);
    const sites = { creation: { call, module, optionsAt: maker.optionsAt, urlAt: maker.urlAt }, call: undefined };
    const bound = boundBy(resolver, client.timeout, sites, version, this.settings.maxTimeout);
    const created: CreatedClient = {
      library,
      client,
      module,
      creation: call,
      range: rangeOf(site),
      packageName,
      version,
      timeout: inner === undefined ? bound.evidence : inner.timeout,
      errorListener: module === resolver.home ? listenerEvidence(resolver, origin, site) : { verdict: 'unknown', reason: 'it is made in another file' },
      optionsLiteral: optionsLiteral(call, maker.optionsAt),
      blocking: this.#blocking.has(keyOf(site)),
      configuredBy: inner?.configuredBy,
    };
    return { client: created, traps: inner?.configuredBy === undefined ? bound.traps : [] };
  }

  /** A client inside another (`new PrismaClient({ adapter })`) decides about timeouts; one that is not known leaves them unknown. */
  #inner({ call, module, maker }: CreationSite): { readonly timeout: Evidence; readonly configuredBy: CreatedClient | undefined } | undefined {
    const [first] = maker.inner === undefined || call === undefined ? [] : [call.args[maker.inner.argument]];
    if (first === undefined || maker.inner === undefined) return undefined;
    const held = this.resolver.origins(first, module);
    const { property } = maker.inner;
    const origins = property === undefined ? held : held.some(({ kind }) => kind === 'object') ? this.resolver.members(held, property) : [];
    for (const origin of origins) {
      if (!isClient(origin) || origin.members.length > 0) continue;
      const [created] = this.creations(origin);
      if (created !== undefined) return { timeout: created.timeout, configuredBy: created.configuredBy ?? created };
      return { timeout: { verdict: 'unknown', reason: 'its inner client is made elsewhere' }, configuredBy: undefined };
    }
    if (property !== undefined && held.some((origin) => origin.kind === 'object' && origin.object.entries.some((entry) => entry.kind === 'property' && entry.name === property))) {
      return { timeout: { verdict: 'unknown', reason: `its ${property} is not known` }, configuredBy: undefined };
    }
    return undefined;
  }
}

/** Identity of a creation. */
export function keyOf(site: CreationSite | undefined): object {
  return site?.call ?? site?.cls ?? unknownSite;
}

const unknownSite = {};

/** What a finding underlines. */
function rangeOf({ call, cls, module }: CreationSite): Range {
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

