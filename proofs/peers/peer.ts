import { once } from 'node:events';
import net, { type Server, type Socket } from 'node:net';

/** A server on 127.0.0.1 that a test talks to; closing it drops every connection. */
export interface Peer {
  readonly port: number;
  close(): void;
}

export async function listen(server: Server): Promise<Peer> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error(`Expected a TCP address, received ${String(address)}`);
  return {
    port: address.port,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

/** Accepts connections, says `greeting` if there is one, and never answers. */
export function silent(greeting?: string): Promise<Peer> {
  return listen(
    net.createServer((socket) => {
      socket.resume();
      if (greeting !== undefined) socket.write(greeting);
    }),
  );
}
