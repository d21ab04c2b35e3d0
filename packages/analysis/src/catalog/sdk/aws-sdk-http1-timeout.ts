/** Timeouts of the AWS SDK's clients that speak HTTP/1 (NodeHttpHandler), and the signals of all. */
import { insertedHandler } from './aws-sdk-request-handler.js';
import type { Insertion, TimeoutFacts } from '../schema.js';

/** They mean the same to the handlers of HTTP/1 and of HTTP/2. */
export const signals: TimeoutFacts['options'] = {
  abortSignal: {
    place: { at: 'call', argument: 1, path: 'abortSignal' },
    unit: 'ms',
    disabled: [],
    covers: ['dns', 'connect', 'request', 'headers'],
    isSignal: true,
  },
  signal: {
    place: { at: 'call', argument: 1, path: 'signal' },
    unit: 'ms',
    disabled: [],
    covers: [],
    weakness: { kind: 'no-such-option', why: 'the AWS SDK calls it abortSignal and ignores this one' },
  },
};

/** Options stand in `requestHandler`, as a plain object or as `new NodeHttpHandler(options)`. The default is three attempts. */
export const http1Timeout: Omit<TimeoutFacts, 'insertions'> = {
  options: {
    // Silence on a connected socket; connecting ends with the system's own limit.
    socketTimeout: {
      place: { at: 'client', path: 'requestHandler.socketTimeout' },
      unit: 'ms',
      disabled: [0],
      covers: ['request', 'headers', 'body', 'idle'],
    },
    requestTimeout: {
      place: { at: 'client', path: 'requestHandler.requestTimeout' },
      unit: 'ms',
      versions: '>=3.723.0',
      disabled: [0],
      covers: ['headers'],
      weakness: { kind: 'warns-only', why: 'it only logs a warning unless throwOnRequestTimeout is true' },
    },
    throwOnRequestTimeout: {
      place: { at: 'client', path: 'requestHandler.throwOnRequestTimeout' },
      unit: 'ms',
      disabled: [],
      covers: ['headers'],
      mustBe: true,
    },
    // Handlers before 4 took it for socketTimeout.
    'requestTimeout of older handlers': {
      place: { at: 'client', path: 'requestHandler.requestTimeout' },
      unit: 'ms',
      versions: '<3.723.0',
      disabled: [0],
      covers: ['request', 'headers', 'body', 'idle'],
    },
    connectionTimeout: {
      place: { at: 'client', path: 'requestHandler.connectionTimeout' },
      unit: 'ms',
      disabled: [0],
      covers: ['connect'],
      weakness: { kind: 'connect-only', why: 'it ends with the connection: the answer is waited for, for ever' },
    },
    'requestTimeout of this call': {
      place: { at: 'call', argument: 1, path: 'requestTimeout' },
      unit: 'ms',
      disabled: [0],
      covers: ['headers'],
      weakness: { kind: 'warns-only', why: 'it only logs a warning unless the client sets throwOnRequestTimeout' },
    },
    ...signals,
  },
  sufficient: [
    ['socketTimeout'],
    ['requestTimeout', 'throwOnRequestTimeout'],
    ['requestTimeout of older handlers'],
    ['abortSignal'],
    ['requestTimeout of this call', 'throwOnRequestTimeout'],
  ],
  default: [{ versions: '*', ms: null, phrase: 'the AWS SDK has none by default' }],
};

/** Both count silence, so that a slow upload survives; requestTimeout with throwOnRequestTimeout ends one. */
export function insertedHttp1Handler(kind: 'sdk' | 'ai', times = 1): Insertion {
  return insertedHandler([
    { name: 'connectionTimeout', value: { setting: 'connect', times: 1 } },
    { name: 'socketTimeout', value: { setting: kind, times } },
  ]);
}
