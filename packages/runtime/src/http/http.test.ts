/** With the real Express, Fastify, Hono and Nest. */
import 'reflect-metadata';
import { createServer, type RequestListener } from 'node:http';
import { Catch, Controller, Get, Logger, Module, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import express from 'express';
import express4 from 'express4';
import Fastify, { type FastifyReply } from 'fastify';
import { Hono } from 'hono';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { BulkheadFullError, CircuitOpenError, TimeoutError, type PartWarning } from '../index.js';
import { degradedHeaders, expressErrorHandler, fastifyErrorHandler, unavailable, unavailableResponse } from './index.js';

const open = new CircuitOpenError('stock', 12_300);
const bug = new Error('a bug');

beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
  return () => void vi.restoreAllMocks();
});

describe('what to answer while a dependency is down', () => {
  it.each([
    ['an open circuit', open, '13'],
    ['a circuit that is about to try', new CircuitOpenError('stock', 5), '1'],
    ['a circuit that is isolated', new CircuitOpenError('stock', Infinity), undefined],
    ['a full bulkhead', new BulkheadFullError('stock', 1, 0), '5'],
    ['a timeout', new TimeoutError(100, 'stock'), '5'],
    ['a timeout of the host', new DOMException('too late', 'TimeoutError'), '5'],
    ['an error that one of these caused', new Error('no page', { cause: new Error('no stock', { cause: open }) }), '13'],
  ])('is 503 for %s, and when to come back', (_what, error, seconds) => {
    expect(unavailable(error)).toMatchObject({ status: 503, headers: { 'cache-control': 'no-store' } });
    expect(unavailable(error)?.headers['retry-after']).toBe(seconds);
  });

  it.each([[bug], [undefined], ['text'], [Object.assign(new Error('in a circle'), { get cause() { return this; } })]])('is nothing for any other error: %s', (error) => {
    expect(unavailable(error)).toBeUndefined();
  });

  it('tells a client neither which dependency it is nor what it said', () => {
    expect(unavailable(open)?.body).toEqual({
      title: 'Service Unavailable',
      status: 503,
      detail: 'Something that this needs is not available for now. Try again in 13 s.',
    });
    expect(unavailable(new CircuitOpenError('stock', Infinity))?.body.detail).toBe('Something that this needs is not available for now. Try again later.');
  });

  it('does not send everybody back at the same time', () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.999);

    expect(unavailable(new TimeoutError(1), { retryAfterMs: 10_000 })?.headers['retry-after']).toBe('15');
  });

  it('refuses a time that is none', () => {
    expect(() => unavailable(open, { retryAfterMs: 0 })).toThrow('Cannot answer with 503: `retryAfterMs` must be a positive finite number of milliseconds, received 0');
  });
});

describe('the headers of a degraded answer', () => {
  const warning = (part: string): PartWarning => ({ part, reason: 'timed-out', message: '' });

  it('name the parts, for clients and logs, and keep caches from keeping it', () => {
    expect(degradedHeaders({ warnings: [warning('reviews'), warning('stock')] })).toEqual({
      'failsoft-degraded': '"reviews";reason=timed-out, "stock";reason=timed-out',
      'cache-control': 'no-store',
    });
  });

  it('are none when all is well', () => {
    expect(degradedHeaders({ warnings: [] })).toEqual({});
  });

  it('can hold any name of a part', () => {
    const headers = new Headers(degradedHeaders({ warnings: [warning('a"b\\c\r\nset-cookie: d ü')] }));

    expect(headers.get('failsoft-degraded')).toBe(String.raw`"a\"b\\c??set-cookie: d ?";reason=timed-out`);
  });
});

/** What a client sees: of a request that fails for a dependency, and of one that fails for a bug. */
async function seen(ask: (path: string) => Promise<Response>): Promise<object> {
  const [down, broken] = [await ask('/down'), await ask('/bug')];
  const type = down.headers.get('content-type')?.split(';', 1).join();
  return { status: down.status, retryAfter: down.headers.get('retry-after'), type, body: await down.text(), bug: broken.status };
}

const expected = () => ({
  status: 503,
  retryAfter: '13',
  type: 'application/problem+json',
  body: JSON.stringify(unavailable(open)?.body),
  bug: 500,
});

async function served(listener: RequestListener): Promise<(path: string) => Promise<Response>> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return (path) => fetch(`http://127.0.0.1:${port}${path}`);
}

describe('an error handler', () => {
  it('for Express answers, and leaves other errors to the next', async () => {
    const app = express();
    app.get('/down', () => { throw open; });
    app.get('/bug', () => { throw bug; });
    app.use(expressErrorHandler());
    app.use((error: unknown, _request: express.Request, response: express.Response, next: express.NextFunction) => {
      if (error === bug) response.sendStatus(500);
      else next(error);
    });

    expect(await seen(await served(app))).toEqual(expected());
  });

  it('for Express 4 does so too, and Express itself answers other errors', async () => {
    const app = express4();
    app.set('env', 'test'); // where Express does not log
    app.get('/down', (_request, _response, next) => next(open));
    app.get('/bug', (_request, _response, next) => next(bug));
    app.use(expressErrorHandler());

    expect(await seen(await served(app))).toEqual(expected());
  });

  it('for Express leaves an answer alone that has begun', () => {
    const next = vi.fn();
    const response = { headersSent: true, status: vi.fn(), set: vi.fn(), send: vi.fn() };
    expressErrorHandler()(open, {}, response, next);

    expect(next).toHaveBeenCalledWith(open);
    expect(response.send).not.toHaveBeenCalled();
  });

  it('for Fastify answers, and leaves other errors to Fastify', async () => {
    const app = Fastify();
    app.setErrorHandler(fastifyErrorHandler());
    app.get('/down', () => Promise.reject(open));
    app.get('/bug', () => Promise.reject(bug));
    await app.listen({ port: 0, host: '127.0.0.1' });
    onTestFinished(() => app.close());

    expect(await seen((path) => fetch(app.listeningOrigin + path))).toEqual(expected());
  });

  it('for Fastify leaves other errors to a handler of the user’s own', async () => {
    const app = Fastify();
    app.setErrorHandler(fastifyErrorHandler({}, (_error, _request, reply: FastifyReply) => reply.code(418).send('teapot')));
    app.get('/bug', () => Promise.reject(bug));

    expect((await app.inject('/bug')).statusCode).toBe(418);
  });

  it('for Hono, and whatever has a Response, is one line', async () => {
    const app = new Hono();
    app.get('/down', () => { throw open; });
    app.get('/bug', () => { throw bug; });
    app.onError((error, context) => unavailableResponse(error) ?? context.text('broken', 500));

    expect(await seen(async (path) => app.request(path))).toEqual(expected());
  });

  it('for Nest is a filter of a few lines, with `unavailable`', async () => {
    class UnavailableFilter implements ExceptionFilter {
      catch(error: unknown, host: ArgumentsHost): void {
        const answer = unavailable(error);
        const response = host.switchToHttp().getResponse<express.Response>();
        if (answer !== undefined) response.status(answer.status).set(answer.headers).send(JSON.stringify(answer.body));
      }
    }
    Catch(CircuitOpenError, BulkheadFullError, TimeoutError)(UnavailableFilter);
    class Shop {
      down(): never { throw open; }
      bug(): never { throw bug; }
    }
    Controller()(Shop);
    for (const route of ['down', 'bug'] as const) Get(`/${route}`)(Shop.prototype, route, { value: Shop.prototype[route] });
    class ShopModule {
      readonly name = 'shop';
    }
    Module({ controllers: [Shop] })(ShopModule);
    Logger.overrideLogger(false);
    const app = await NestFactory.create(ShopModule);
    onTestFinished(() => app.close());
    app.useGlobalFilters(new UnavailableFilter());
    await app.listen(0, '127.0.0.1');
    const url = await app.getUrl();

    expect(await seen((path) => fetch(url + path))).toEqual(expected());
  });
});
