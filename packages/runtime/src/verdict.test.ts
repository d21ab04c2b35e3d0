import { describe, expect, it } from 'vitest';
import { TimeoutError } from './index.js';
import { verdictOf } from './verdict.js';

const thrown = (properties: object): Error => Object.assign(new Error('failed'), properties);
const named = (name: string): Error => thrown({ name });

describe('the default verdict', () => {
  it.each([
    ['a network error', new TypeError('fetch failed', { cause: thrown({ code: 'ECONNREFUSED' }) }), true],
    ['a timeout', new TimeoutError(50), true],
    ['a timeout of a signal', AbortSignal.timeout(0).reason ?? new DOMException('', 'TimeoutError'), true],
    ['nothing', undefined, true],
    ['a text', 'down', true],
    ['an abort', AbortSignal.abort().reason, 'ignored'],
    ['an abort of axios', named('CanceledError'), 'ignored'],
    ['an open circuit further in', named('CircuitOpenError'), 'ignored'],
    ['a full bulkhead further in', named('BulkheadFullError'), 'ignored'],
    ['a status of 500', thrown({ status: 500 }), true],
    ['a status of 404', thrown({ status: 404 }), 'ignored'],
    ['a status of 429', thrown({ status: 429 }), true],
    ['a statusCode of 503', thrown({ statusCode: 503 }), true],
    ['a statusCode of 400', thrown({ statusCode: 400 }), 'ignored'],
    ['a response of axios with 422', thrown({ response: { status: 422 } }), 'ignored'],
    ['a response of got with 422', thrown({ response: { statusCode: 422 } }), 'ignored'],
    ['a response of axios with 502', thrown({ response: { status: 502 } }), true],
    ['the metadata of AWS with 403', thrown({ $metadata: { httpStatusCode: 403 } }), 'ignored'],
    ['the metadata of AWS with 500', thrown({ $metadata: { httpStatusCode: 500 } }), true],
    ['a body that is no JSON, with 200', thrown({ status: 200 }), true],
    ['a status that is a text', thrown({ status: 'error' }), true],
  ])('of %s that is thrown is right', (_title, error, verdict) => {
    expect(verdictOf({ error })).toBe(verdict);
  });

  it.each([
    ['a response with 200', new Response('', { status: 200 }), false],
    ['a response with 304', new Response(undefined, { status: 304 }), false],
    ['a response with 404', new Response('', { status: 404 }), 'ignored'],
    ['a response with 429', new Response('', { status: 429 }), true],
    ['a response with 503', new Response('', { status: 503 }), true],
    ['a response of axios with 503', { status: 503, headers: {}, data: '' }, true],
    ['a record with a status of its own', { status: 503, id: 1 }, false],
    ['an order whose status is a text', { status: 'failed', ok: false }, false],
    ['nothing', undefined, false],
    ['an error that is an answer', new Error('no'), false],
  ])('of %s that is answered is right', (_title, value, verdict) => {
    expect(verdictOf({ value })).toBe(verdict);
  });
});
