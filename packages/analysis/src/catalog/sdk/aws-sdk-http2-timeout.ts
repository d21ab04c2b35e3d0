/**
 * Timeouts of the AWS SDK's clients that speak HTTP/2 (NodeHttp2Handler): a stream ends after so long without activity.
 * It has no socketTimeout. What it does by default was waited for with 3.1164: 300 s.
 */
import { insertedHandler } from './aws-sdk-request-handler.js';
import type { TimeoutFacts, TimeoutOption } from '../schema.js';

const silence: Pick<TimeoutOption, 'unit' | 'disabled' | 'covers'> = { unit: 'ms', disabled: [0], covers: ['request', 'headers', 'body', 'idle'] };

export function http2Timeout(ofHttp1: TimeoutFacts['options'], kind: 'sdk' | 'ai'): TimeoutFacts {
  const { abortSignal, signal } = ofHttp1;
  return {
    options: {
      requestTimeout: { place: { at: 'client', path: 'requestHandler.requestTimeout' }, ...silence },
      'requestTimeout of this call': { place: { at: 'call', argument: 1, path: 'requestTimeout' }, ...silence },
      // It means something to a handler of HTTP/1 that the client is given.
      socketTimeout: { place: { at: 'client', path: 'requestHandler.socketTimeout' }, ...silence, isCustom: true },
      ...(abortSignal === undefined ? {} : { abortSignal }),
      ...(signal === undefined ? {} : { signal }),
    },
    sufficient: [['requestTimeout'], ['requestTimeout of this call'], ['abortSignal']],
    default: [{ versions: '*', ms: 300_000, phrase: 'over HTTP/2 the AWS SDK gives up after 300 s of silence' }],
    insertions: [
      insertedHandler([
        { name: 'requestTimeout', value: { setting: kind, times: 1 } },
        // It is what the client sets by itself: without it, calls would begin to share a session.
        { name: 'disableConcurrentStreams', value: { text: 'true' } },
      ]),
    ],
  };
}
