import http from 'node:http';
import http2 from 'node:http2';
import { setTimeout as wait } from 'node:timers/promises';
import { listen, type Peer } from './peer.js';

/** Answers every request with `{}` after a delay. */
export function slow(delay: number): Promise<Peer> {
  return slowJson(delay, {});
}

/** Answers every request with the same value after a delay. */
export function slowJson(delay: number, answer: object): Promise<Peer> {
  return listen(
    http.createServer((request, response) => {
      request.resume();
      void wait(delay).then(() => response.setHeader('content-type', 'application/json').end(JSON.stringify(answer)));
    }),
  );
}

/** The same over HTTP/2, without TLS. */
export function slowHttp2(delay: number): Promise<Peer> {
  return listen(
    http2.createServer((request, response) => {
      request.resume();
      void wait(delay).then(() => {
        response.setHeader('content-type', 'application/json');
        response.end('{}');
      });
    }),
  );
}

/** Sends headers and the beginning of a body, then nothing. */
export function stalling(): Promise<Peer> {
  return listen(
    http.createServer((request, response) => {
      request.resume();
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 100 }).write('{');
    }),
  );
}

/** Sends a chunk every `interval` ms, `chunks` times: a healthy stream. */
export function streaming(interval: number, chunks: number): Promise<Peer> {
  return listen(
    http.createServer((request, response) => {
      request.resume();
      void (async () => {
        for (let chunk = 0; chunk < chunks; chunk++) {
          response.write('x');
          await wait(interval);
        }
        response.end();
      })();
    }),
  );
}
