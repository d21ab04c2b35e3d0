import net, { type Socket } from 'node:net';
import mongoose from 'mongoose';
import { listen, type Peer } from './peer.js';

const { BSON, Long } = mongoose.mongo;

const queryMessage = 2004;
const message = 2013;

const hello = {
  isWritablePrimary: true,
  ismaster: true,
  helloOk: true,
  maxBsonObjectSize: 16_777_216,
  maxMessageSizeBytes: 48_000_000,
  maxWriteBatchSize: 100_000,
  minWireVersion: 0,
  maxWireVersion: 21,
  ok: 1,
};
const nothingFound = { ok: 1, n: 0, cursor: { id: Long.ZERO, ns: 'test.things', firstBatch: [] } };

/** Greets every driver; answers operations after a delay with nothing found, or never. */
export function mongoPeer(delay?: number): Promise<Peer> {
  return listen(
    net.createServer((socket) => {
      let received: Buffer = Buffer.alloc(0);
      socket.on('data', (data) => {
        received = Buffer.concat([received, data]);
        while (received.length >= 16 && received.length >= received.readInt32LE(0)) {
          const size = received.readInt32LE(0);
          answer(socket, received.subarray(0, size), delay);
          received = received.subarray(size);
        }
      });
    }),
  );
}

function answer(socket: Socket, request: Buffer, delay: number | undefined): void {
  const id = request.readInt32LE(4);
  if (request.readInt32LE(12) === queryMessage) {
    // The legacy reply: flags, cursor, position, one document.
    const head = Buffer.alloc(20);
    head.writeInt32LE(8, 0);
    head.writeInt32LE(1, 16);
    send(socket, id, 1, Buffer.concat([head, BSON.serialize(hello)]));
    return;
  }
  const [command] = Object.keys(BSON.deserialize(request.subarray(21)));
  const reply = (document: object): void => send(socket, id, message, Buffer.concat([Buffer.alloc(5), BSON.serialize(document)]));
  if (command === 'hello' || command === 'ismaster') reply(hello);
  else if (command === 'endSessions') reply({ ok: 1 });
  else if (delay !== undefined) setTimeout(() => reply(nothingFound), delay);
}

function send(socket: Socket, responseTo: number, kind: number, body: Buffer): void {
  if (socket.destroyed) return;
  const head = Buffer.alloc(16);
  head.writeInt32LE(16 + body.length, 0);
  head.writeInt32LE(responseTo, 8);
  head.writeInt32LE(kind, 12);
  socket.write(Buffer.concat([head, body]));
}
