import http, { type RequestListener } from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import { setTimeout as wait } from 'node:timers/promises';
import { listen, type Peer } from './peer.js';

/** Answers every request after a delay, with this. */
export function slow(delay: number, answer: object = {}): Promise<Peer> {
  return listen(http.createServer(answeringSlowly(delay, answer)));
}

/** What lets Node speak TLS without a certificate, at both ends. */
export const anonymous = { ciphers: 'AECDH-AES256-SHA:@SECLEVEL=0', maxVersion: 'TLSv1.2' } as const;

/** The same over TLS. */
export function slowTls(delay: number): Promise<Peer> {
  return listen(https.createServer(anonymous, answeringSlowly(delay, {})));
}

function answeringSlowly(delay: number, answer: object): RequestListener {
  return (request, response) => {
    request.resume();
    void wait(delay).then(() => response.setHeader('content-type', 'application/json').end(JSON.stringify(answer)));
  };
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
