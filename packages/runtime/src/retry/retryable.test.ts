import { describe, expect, it } from 'vitest';
import { BulkheadFullError, CircuitOpenError, TimeoutError } from '../index.js';
import { isRetryable } from './retryable.js';

const abortError: unknown = AbortSignal.abort().reason;
const thrown = (properties: object): { error: unknown } => ({ error: Object.assign(new Error('failed'), properties) });
const answered = (status: number): { value: unknown } => ({ value: new Response(null, { status }) });

describe('by default a call is made again', () => {
  it.each([
    ['a network error', { error: new TypeError('fetch failed', { cause: new Error('ECONNREFUSED') }) }],
    ['a timeout', { error: new TimeoutError(50) }],
    ['undefined that is thrown', { error: undefined }],
    ['a status of 500', thrown({ status: 500 })],
    ['a status of 503, answered', answered(503)],
    ['a status of 503, answered by undici', { value: { statusCode: 503, headers: {} } }],
    ['a status of 429', thrown({ response: { status: 429 } })],
    ['a status of 429, answered', answered(429)],
    ['a status of 408', thrown({ statusCode: 408 })],
    ['a status of 408, answered', answered(408)],
    ['a status of 425', thrown({ status: 425 })],
    ['a throttling of AWS', thrown({ $metadata: { httpStatusCode: 400 }, $retryable: { throttling: true } })],
  ])('after %s', (_title, outcome) => {
    expect(isRetryable(outcome)).toBe(true);
  });

  it.each([
    ['an answer', { value: 'text' }],
    ['a status of 200, answered', answered(200)],
    ['a status of 404', thrown({ status: 404 })],
    ['a status of 404, answered', answered(404)],
    ['a status of 400', thrown({ $metadata: { httpStatusCode: 400 } })],
    ['a status of 501', thrown({ status: 501 })],
    ['a status of 501, answered', answered(501)],
    ['an abort', { error: abortError }],
    ['an open circuit', { error: new CircuitOpenError('stock', 1_000) }],
    ['a full bulkhead', { error: new BulkheadFullError('stock', 1, 0) }],
    ['a record with a status of its own', { value: { status: 408 } }],
  ])('but not after %s', (_title, outcome) => {
    expect(isRetryable(outcome)).toBe(false);
  });
});
