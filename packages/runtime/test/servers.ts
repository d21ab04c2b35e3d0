import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { ignore } from './broken.js';

/** A TCP server on 127.0.0.1 that accepts connections, reads everything and says nothing. */
export interface SilentServer {
  readonly port: number;
  /** What has been sent to it. */
  readonly received: () => string;
  readonly close: () => Promise<void>;
}

export async function startSilentServer(): Promise<SilentServer> {
  const sockets = new Set<Socket>();
  let received = '';
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('data', (data) => (received += data.toString('latin1')));
    socket.on('error', ignore);
    socket.on('close', () => sockets.delete(socket));
  });
  const port = await listen(server);
  const close = async (): Promise<void> => {
    server.close();
    for (const socket of sockets) socket.destroy();
    await once(server, 'close');
  };
  return { port, received: () => received, close };
}

/** On which nobody listens: it is kept for experiments (RFC 4727), and the system gives it to nobody who asks for any port. */
export const closedPort = 1022;

/** A port of 127.0.0.1 that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  server.close();
  await once(server, 'close');
  return port;
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The server listens on no port');
  return address.port;
}
