import { describe, expect, it } from 'vitest';
import { TimeoutError } from '../index.js';
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
    ['a duplicate key in PostgreSQL', thrown({ code: '23505' }), 'ignored'],
    ['a value that PostgreSQL cannot read', thrown({ code: '22P02' }), 'ignored'],
    ['a table that PostgreSQL has not', thrown({ code: '42P01' }), 'ignored'],
    ['a duplicate key in MySQL', thrown({ code: 'ER_DUP_ENTRY', errno: 1062, sqlState: '23000' }), 'ignored'],
    ['a duplicate key that Drizzle hands on', new Error('Failed query', { cause: thrown({ code: '23505' }) }), 'ignored'],
    ['a duplicate key of Prisma', thrown({ code: 'P2002' }), 'ignored'],
    ['a record that Prisma does not find', thrown({ code: 'P2025' }), 'ignored'],
    ['a raw query of Prisma that failed somehow', thrown({ code: 'P2010' }), true],
    ['no connection in the pool of Prisma', thrown({ code: 'P2024' }), true],
    ['a deadlock in Prisma', thrown({ code: 'P2034' }), true],
    ['too many connections of PostgreSQL', thrown({ code: '53300' }), true],
    ['a deadlock in PostgreSQL', thrown({ code: '40P01' }), true],
    ['a shutdown of PostgreSQL', thrown({ code: '57P01' }), true],
    ['too many connections of a user of MySQL', thrown({ code: 'ER_USER_LIMIT_REACHED', errno: 1226, sqlState: '42000' }), true],
    ['a refused connection', thrown({ code: 'ECONNREFUSED' }), true],
    ['a number that looks like a SQLSTATE', thrown({ code: 23505 }), true],
    ['a longer code', thrown({ code: '2350512' }), true],
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
    ['an answer of undici with 503', { statusCode: 503, headers: {}, body: {} }, true],
    ['an answer of undici with 404', { statusCode: 404, headers: {}, body: {} }, 'ignored'],
    ['a record with a status of its own', { status: 503, id: 1 }, false],
    ['an order whose status is a text', { status: 'failed', ok: false }, false],
    ['nothing', undefined, false],
    ['an error that is an answer', new Error('no'), false],
  ])('of %s that is answered is right', (_title, value, verdict) => {
    expect(verdictOf({ value })).toBe(verdict);
  });
});
