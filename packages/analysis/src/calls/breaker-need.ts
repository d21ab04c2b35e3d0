/** Remote calls that people wait for and that no circuit breaker ends while the other side fails, by client or host. */
import type { ModuleModel } from '../module/model.js';
import type { Value } from '../module/value.js';
import type { Resolver } from '../resolve/resolver.js';
import type { CallSource } from './call-source.js';
import { keyOf } from './clients.js';
import type { BreakerNeed, BreakerSubject, CreatedClient, ExternalCall } from './facts.js';
import { optionsAt, settingOf } from './options.js';
import { baseOf, hostOf } from './remote-host.js';
import { isOnRequestPath } from './request-path.js';

export function breakerNeeds(source: CallSource, module: ModuleModel): readonly BreakerNeed[] {
  const { resolver } = source.clientsOf(module);
  const needs = new Map<unknown, { readonly subject: BreakerSubject; readonly calls: [ExternalCall, ...ExternalCall[]] }>();
  for (const external of source.callsOf(module)) {
    if (!isRemote(external) || !isOnRequestPath(external.call, module)) continue;
    const subject = subjectOf(resolver, external, module);
    if (subject === undefined || external.circuitBreaker.verdict !== 'missing') continue;
    const key = keyOfSubject(subject, module);
    const known = needs.get(key);
    if (known === undefined) needs.set(key, { subject, calls: [external] });
    else known.calls.push(external);
  }
  return [...needs.values()].map(({ subject, calls }) => ({ module, subject, calls }));
}

/** Other systems that are asked over the network, one request each; pools and brokers have limits of their own. */
function isRemote({ library, effect }: ExternalCall): boolean {
  if (effect !== 'read' && effect !== 'write') return false;
  switch (library.kind) {
    case 'http':
    case 'rpc':
    case 'sdk':
    case 'ai':
      return true;
    case 'mail':
      return library.overHttp === true;
    default:
      return false;
  }
}

function subjectOf(resolver: Resolver, external: ExternalCall, module: ModuleModel): BreakerSubject | undefined {
  const { library, target, call } = external;
  if (library.kind !== 'http') return { kind: 'dependency', library, creation: target.kind === 'client' ? target.creations[0] : undefined };
  const [created] = target.kind === 'client' ? target.creations : [];
  const base = created === undefined ? undefined : prefixOf(resolver, created);
  if (base !== undefined && created !== undefined) {
    const host = hostOf(resolver, base.value, base.module);
    if (host.kind === 'local') return undefined;
    return host.kind === 'known' ? { kind: 'host', name: host.name } : { kind: 'dependency', library, creation: created };
  }
  const url = urlOf(call.args);
  if (url === undefined) return undefined;
  const host = hostOf(resolver, url, module);
  switch (host.kind) {
    case 'known':
      return { kind: 'host', name: host.name };
    case 'open':
      return { kind: 'hosts', base: baseOf(url) };
    case 'relative':
      return created === undefined ? undefined : { kind: 'dependency', library, creation: created };
    case 'local':
      return undefined;
  }
}

interface Located {
  readonly value: Value;
  readonly module: ModuleModel;
}

const baseOptions = ['baseURL', 'baseUrl', 'prefixUrl', 'prefix', 'origin'];

/** The address that a client puts before every path. */
function prefixOf(resolver: Resolver, { creation, maker, module }: CreatedClient): Located | undefined {
  if (creation === undefined) return undefined;
  for (const position of maker.optionsAt) {
    for (const path of baseOptions) {
      const setting = settingOf(resolver, optionsAt(resolver, creation.args[position], module), path, { off: [], holders: [] });
      if (setting.state === 'set') return { value: setting.value, module: setting.module };
    }
  }
  // `new Pool('https://api.example.com')` of undici.
  const url = maker.urlAt === undefined ? undefined : creation.args[maker.urlAt];
  return url === undefined || url.kind === 'object' ? undefined : { value: url, module };
}

/** `fetch(url)`, `axios({ url })`. */
export function urlOf([first]: readonly Value[]): Value | undefined {
  if (first?.kind !== 'object') return first;
  const entry = first.entries.find((candidate) => candidate.kind === 'property' && (candidate.name === 'url' || candidate.name === 'uri'));
  return entry?.value;
}

function keyOfSubject(subject: BreakerSubject, { text }: ModuleModel): unknown {
  switch (subject.kind) {
    case 'host':
      return `host ${subject.name}`;
    case 'hosts':
      return `url ${text.slice(subject.base.range[0], subject.base.range[1])}`;
    case 'dependency':
      return subject.creation === undefined ? subject.library : keyOf(subject.creation.site);
  }
}
