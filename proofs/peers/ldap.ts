import net from 'node:net';
import { listen, type Peer } from './peer.js';

/** Lets every client bind, after a delay. */
export function ldapPeer(delay: number): Promise<Peer> {
  return listen(
    net.createServer((socket) => {
      socket.on('data', (request) => {
        setTimeout(() => {
          if (!socket.destroyed) socket.write(bound(request[4] ?? 0));
        }, delay);
      });
    }),
  );
}

/** A BindResponse of success to the message of this number. */
function bound(message: number): Buffer {
  return Buffer.from([0x30, 12, 0x02, 1, message, 0x61, 7, 0x0a, 1, 0, 0x04, 0, 0x04, 0]);
}
