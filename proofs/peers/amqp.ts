import net from 'node:net';
import { listen, type Peer } from './peer.js';

const header = 8;

/** Opens connections as RabbitMQ does, with heartbeats if the client asks for them, and says nothing more. */
export function amqpPeer(): Promise<Peer> {
  return listen(
    net.createServer((socket) => {
      let received = Buffer.alloc(0);
      let isGreeted = false;
      socket.on('data', (data) => {
        received = Buffer.concat([received, data]);
        if (!isGreeted && received.length >= header) {
          isGreeted = true;
          received = received.subarray(header);
          // Connection.Start: version 0.9, no properties, one mechanism, one locale.
          socket.write(frame(10, 10, Buffer.concat([Buffer.from([0, 9]), long(0), text('PLAIN'), text('en_US')])));
        }
        for (;;) {
          const size = received.length >= 7 ? received.readUInt32BE(3) + 8 : Infinity;
          if (received.length < size) return;
          const method = received[0] === 1 ? received.readUInt16BE(9) : undefined;
          received = received.subarray(size);
          // Connection.Tune: any number of channels, frames of 128 KB, a heartbeat every 60 s.
          if (method === 11) socket.write(frame(10, 30, Buffer.concat([Buffer.from([0, 0]), long(131_072), Buffer.from([0, 60])])));
          // Connection.OpenOk.
          if (method === 40) socket.write(frame(10, 41, Buffer.from([0])));
        }
      });
    }),
  );
}

/** A method frame of channel 0. */
function frame(classId: number, methodId: number, args: Buffer): Buffer {
  const payload = Buffer.alloc(4 + args.length);
  payload.writeUInt16BE(classId, 0);
  payload.writeUInt16BE(methodId, 2);
  args.copy(payload, 4);
  return Buffer.concat([Buffer.from([1, 0, 0]), long(payload.length), payload, Buffer.from([0xce])]);
}

function long(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32BE(value);
  return buffer;
}

function text(value: string): Buffer {
  return Buffer.concat([long(value.length), Buffer.from(value)]);
}
