import { afterEach, describe, expect, it, vi } from 'vitest';
import { CircuitOpenError } from '../index.js';
import { retryAfterMs } from './retry-after.js';

const thrown = (properties: object): { error: unknown } => ({ error: Object.assign(new Error('failed'), properties) });
const answered = (headers: Record<string, string>): { value: unknown } => ({ value: new Response('', { status: 503, headers }) });

class HeadersOfAxios {
  readonly 'retry-after' = '3';
  get(name: string): unknown {
    return Reflect.get(this, name);
  }
}

describe('how long a dependency asks to be left alone', () => {
  it.each([
    ['an answer of fetch', answered({ 'Retry-After': '3' }), 3_000],
    ['an answer in milliseconds', answered({ 'retry-after-ms': '250', 'retry-after': '1' }), 250],
    ['an error with headers, as of the SDKs of OpenAI and Stripe', thrown({ headers: new Headers({ 'retry-after': '3' }) }), 3_000],
    ['an error of undici', thrown({ statusCode: 429, headers: { 'retry-after': '3' } }), 3_000],
    ['a response of axios', thrown({ response: { status: 429, headers: new HeadersOfAxios() } }), 3_000],
    ['a response of got', thrown({ response: { statusCode: 429, headers: { 'retry-after': '3' } } }), 3_000],
    ['a header in another case', thrown({ response: { headers: { 'RETRY-AFTER': ' 3 ' } } }), 3_000],
    ['a header that is a number', thrown({ response: { headers: { 'retry-after': 3 } } }), 3_000],
    ['a response of the AWS SDK', thrown({ $response: { headers: { 'retry-after': '3' } }, $metadata: { httpStatusCode: 503 } }), 3_000],
    ['the seconds of AWS Lambda, which are a text', thrown({ retryAfterSeconds: '3' }), 3_000],
    ['the seconds of an error', thrown({ retryAfterSeconds: 0.5 }), 500],
    ['the milliseconds of an error', thrown({ retryAfterMs: 3_000 }), 3_000],
    ['a circuit that is open', { error: new CircuitOpenError('stock', 3_000) }, 3_000],
    ['a circuit that is isolated', { error: new CircuitOpenError('stock', Infinity) }, Infinity],
    ['a date, by the date of the answer', answered({ 'retry-after': 'Wed, 21 Oct 2015 07:28:05 GMT', date: 'Wed, 21 Oct 2015 07:28:00 GMT' }), 5_000],
    ['a date that has passed', answered({ 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT', date: 'Wed, 21 Oct 2015 07:28:05 GMT' }), 0],
    ['no header', answered({}), 0],
    ['no error', { error: undefined }, 0],
    ['an answer that is none of HTTP', { value: 'text' }, 0],
    ['a negative number', answered({ 'retry-after': '-3' }), 0],
    ['no number', answered({ 'retry-after': 'soon' }), 0],
    ['an empty text', answered({ 'retry-after': '' }), 0],
    ['NaN', thrown({ retryAfterMs: NaN }), 0],
    ['a date that is none', answered({ 'retry-after': 'Some day GMT' }), 0],
  ])('is told by %s', (_title, outcome, ms) => {
    expect(retryAfterMs(outcome)).toBe(ms);
  });

  describe('until a date, where the answer has none of its own', () => {
    afterEach(() => {
      vi.useRealTimers();
    });

    it('is reckoned by the clock on the wall', () => {
      vi.useFakeTimers({ now: Date.parse('2015-10-21T07:28:00Z') });

      expect(retryAfterMs(answered({ 'retry-after': 'Wed, 21 Oct 2015 07:28:05 GMT' }))).toBe(5_000);
    });
  });
});
