/** What the catalogue says of sockets and child processes: what an 'error' event that nobody listens to does, and what bounds an acknowledgement. */
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { socketIoClient } from '../packages/analysis/src/catalog/socket/socket-io-client.js';
import { ending } from './crashes.js';
import { clientOf } from './find-facts.js';
import { silent, type Peer } from './peers/peer.js';
import { all, limit, outcomes, provesSufficient, watched } from './proofs.js';

let silentPeer: Peer;

beforeAll(async () => {
  silentPeer = await silent();
});

const opened: ReturnType<typeof io>[] = [];

afterAll(() => {
  for (const socket of opened) socket.disconnect();
  silentPeer.close();
});

function open(options: Parameters<typeof io>[1]): ReturnType<typeof io> {
  const socket = io(`http://127.0.0.1:${silentPeer.port}`, options);
  opened.push(socket);
  return socket;
}

provesSufficient('a socket.io client', clientOf(socketIoClient, 'socket.io client').timeout, {
  ackTimeout: [() => open({ ackTimeout: limit }).emitWithAck('a')],
});

describe.concurrent('an acknowledgement of socket.io', () => {
  it('is bounded by timeout(ms) before it, and not by the timeout of connecting', async () => {
    const bounded = { 'timeout(ms)': () => open({}).timeout(limit).emitWithAck('a') };
    expect(await outcomes(bounded)).toEqual(all(bounded, 'rejected'));
    const open_ = { none: () => open({}).emitWithAck('a'), timeout: () => open({ timeout: limit }).emitWithAck('a') };
    expect(await outcomes(open_, watched)).toEqual(all(open_, 'pending'));
  });
});

describe.concurrent("an 'error' event that nobody listens to", () => {
  const later = 'setTimeout(() => process.exit(0), 1500);';
  const crashing = {
    'a refused socket': `import net from 'node:net'; net.connect(1, '127.0.0.1'); ${later}`,
    'a refused TLS socket': `import tls from 'node:tls'; tls.connect(1, '127.0.0.1'); ${later}`,
    'a refused WebSocket': `import WebSocket from 'ws'; new WebSocket('ws://127.0.0.1:1').on('close', () => {}); ${later}`,
    'a command that is not installed': `import { spawn } from 'node:child_process'; spawn('no-such-command-here', []).on('close', () => {}); ${later}`,
    'a server whose client resets its connection': `
      import net from 'node:net';
      const server = net.createServer((socket) => socket.resume()).listen(0, '127.0.0.1', () => {
        const client = net.connect(server.address().port, '127.0.0.1', () => setTimeout(() => client.resetAndDestroy(), 100));
      });
      ${later}`,
    'a WebSocket server whose client breaks the protocol': `
      import net from 'node:net';
      import { WebSocketServer } from 'ws';
      const server = new WebSocketServer({ port: 0, host: '127.0.0.1' }, () => {
        const client = net.connect(server.address().port, '127.0.0.1', () => client.write('GET / HTTP/1.1\\r\\nHost: a\\r\\nUpgrade: websocket\\r\\nConnection: Upgrade\\r\\nSec-WebSocket-Version: 13\\r\\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\\r\\n\\r\\n'));
        client.on('error', () => {});
        client.once('data', () => client.write(Buffer.from([0xff, 0xff, 0, 0])));
      });
      server.on('connection', (socket) => socket.on('message', () => {}));
      ${later}`,
    'a child that starts in no folder': `import { fork } from 'node:child_process'; fork('a.js', { cwd: '/no-such-folder' }); ${later}`,
  };

  it.each(Object.entries(crashing))('of %s ends the process', async (_name, script) => {
    expect(await ending(script)).toBe('crashed');
  });

  const surviving = {
    'a WebSocket with onerror': `import WebSocket from 'ws'; new WebSocket('ws://127.0.0.1:1').onerror = () => {}; ${later}`,
    'a command that exec or execFile start': `import { exec, execFile } from 'node:child_process'; exec('no-such-command-here', () => {}); execFile('no-such-command-here', [], () => {}); ${later}`,
    'a child that is waited for by once': `import { once } from 'node:events'; import { spawn } from 'node:child_process'; once(spawn('no-such-command-here'), 'exit').catch(() => {}); ${later}`,
    'a socket in a pipeline': `import net from 'node:net'; import { pipeline } from 'node:stream'; pipeline(net.connect(1, '127.0.0.1'), process.stdout, () => {}); ${later}`,
    'a refused socket.io client': `import { io } from 'socket.io-client'; io('http://127.0.0.1:1'); ${later}`,
  };

  it.each(Object.entries(surviving))('of %s does not', async (_name, script) => {
    expect(await ending(script)).toBe('survived');
  });
});
