import net, { type Socket } from 'node:net';
import { listen, type Peer } from './peer.js';

/** LONG_PASSWORD, CONNECT_WITH_DB, PROTOCOL_41, TRANSACTIONS, SECURE_CONNECTION, PLUGIN_AUTH. */
const capabilities = 0x1 | 0x8 | 0x200 | 0x2000 | 0x8000 | 0x80000;
const scramble = 'abcdefghijklmnopqrst';

const handshake = Buffer.concat([
  Buffer.from([10]),
  Buffer.from('8.0.36\0'),
  Buffer.from([1, 0, 0, 0]),
  Buffer.from(`${scramble.slice(0, 8)}\0`),
  Buffer.from([capabilities & 0xff, (capabilities >> 8) & 0xff, 45, 2, 0, (capabilities >> 16) & 0xff, (capabilities >> 24) & 0xff, 21]),
  Buffer.alloc(10),
  Buffer.from(`${scramble.slice(8)}\0mysql_native_password\0`),
]);

const ok = Buffer.from([0, 0, 0, 2, 0, 0, 0]);

function send(socket: Socket, sequence: number, payload: Buffer): void {
  if (!socket.destroyed) socket.write(Buffer.concat([Buffer.from([payload.length & 0xff, payload.length >> 8, 0, sequence]), payload]));
}

/** Logs every client in; answers each command after a delay with OK, or never; hangs up in the end, where it has a lifetime. */
export function mysqlPeer(delay?: number, lifetime?: number): Promise<Peer> {
  return listen(
    net.createServer((socket) => {
      if (lifetime !== undefined) setTimeout(() => socket.destroy(), lifetime);
      let isStarted = false;
      send(socket, 0, handshake);
      socket.on('data', (data) => {
        const sequence = (data[3] ?? 0) + 1;
        if (!isStarted) {
          isStarted = true;
          send(socket, sequence, ok);
        } else if (delay !== undefined) {
          setTimeout(() => {
            send(socket, sequence, ok);
          }, delay);
        }
      });
    }),
  );
}
