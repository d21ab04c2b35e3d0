/**
 * Timeouts of the AWS SDK's clients that speak HTTP/2 (NodeHttp2Handler): a stream ends after so long without activity.
 * It has no socketTimeout. What it does by default was waited for with 3.1164: 300 s, which its handler has from 4.12 on.
 */
import { insertedHandler } from './aws-sdk-request-handler.js';
import type { Insertion, TimeoutFacts, TimeoutOption } from '../schema.js';

const silence: Pick<TimeoutOption, 'unit' | 'disabled' | 'covers'> = { unit: 'ms', disabled: [0], covers: ['request', 'headers', 'body', 'idle'] };

const options: TimeoutFacts['options'] = {
  'requestTimeout over HTTP/2': { place: { at: 'client', path: 'requestHandler.requestTimeout' }, ...silence },
  'requestTimeout of this call over HTTP/2': { place: { at: 'call', argument: 1, path: 'requestTimeout' }, ...silence },
  // It means something to a handler of HTTP/1 that the client is given.
  'socketTimeout over HTTP/2': { place: { at: 'client', path: 'requestHandler.socketTimeout' }, ...silence, isCustom: true },
};

const sufficient: TimeoutFacts['sufficient'] = [['requestTimeout over HTTP/2'], ['requestTimeout of this call over HTTP/2']];

/** Clients ask for a handler of 4.12 or later from 3.1138 on; for one of 4, new or old, from 3.723 on. */
function defaults(since: string, before: TimeoutFacts['default']): TimeoutFacts['default'] {
  return [
    { versions: '>=3.1138.0', ms: 300_000, phrase: 'over HTTP/2 the AWS SDK gives up after 300 s of silence' },
    {
      versions: `>=${since}`,
      ms: 300_000,
      phrase: 'over HTTP/2 the AWS SDK gives up after 300 s of silence, or never where @smithy/node-http-handler is older than 4.12',
    },
    ...before,
  ];
}

function insertions(kind: 'sdk' | 'ai'): readonly Insertion[] {
  const inserted = insertedHandler([
    { name: 'requestTimeout', value: { setting: kind, times: 1 } },
    // It is what the client sets by itself: without it, calls would begin to share a session.
    { name: 'disableConcurrentStreams', value: { text: 'true' } },
  ]);
  return [inserted];
}

/** Of a client that has always spoken HTTP/2. `signals` are the options that mean the same to both handlers. */
export function http2Timeout(signals: TimeoutFacts['options'], ofHttp1: TimeoutFacts, kind: 'sdk' | 'ai'): TimeoutFacts {
  return {
    options: { ...options, ...signals },
    sufficient: [...sufficient, ['abortSignal']],
    default: defaults('3.723.0', ofHttp1.default),
    insertions: insertions(kind),
  };
}

/** Of a client that speaks HTTP/2 from this version on, and HTTP/1 before. */
export function http2TimeoutSince(version: string, signals: TimeoutFacts['options'], ofHttp1: TimeoutFacts, kind: 'sdk' | 'ai'): TimeoutFacts {
  const [since, before] = [`>=${version}`, `<${version}`];
  return {
    options: { ...heldIn(since, options), ...heldIn(before, ofHttp1.options), ...signals },
    sufficient: [...sufficient, ...ofHttp1.sufficient],
    default: defaults(version, ofHttp1.default),
    insertions: [...insertions(kind).map((each) => within(since, each)), ...ofHttp1.insertions.map((each) => within(before, each))],
  };
}

function heldIn(range: string, held: TimeoutFacts['options']): TimeoutFacts['options'] {
  return Object.fromEntries(Object.entries(held).map(([name, option]) => [name, within(range, { versions: '*', ...option })]));
}

function within<T extends { readonly versions: string }>(range: string, held: T): T {
  return { ...held, versions: held.versions === '*' ? range : `${held.versions} ${range}` };
}
