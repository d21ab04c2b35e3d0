import net from 'node:net';
import { listen, type Peer } from './peer.js';

const handshakeSize = 20;
/** Versions are four bytes, the last two of which are minor and major: 4.4. */
const version = Buffer.from([0, 0, 4, 4]);

const run = 0x10;
const pull = 0x3f;
const begin = 0x11;
/** Queries, and what belongs to them. */
const ofQueries: ReadonlySet<number> = new Set([run, pull, begin]);

export interface BoltAnswers {
  /** Before a query is answered, in ms; absent: never. */
  readonly delay?: number;
  /** What the server tells the driver to wait for at most, in s, as Neo4j does from 4.3 on. */
  readonly receiveTimeout?: number;
}

/** Logs every client in as Neo4j 4.4 does; answers queries after a delay with no rows, or never. */
export function boltPeer({ delay, receiveTimeout }: BoltAnswers = {}): Promise<Peer> {
  const hints = receiveTimeout === undefined ? {} : { 'connection.recv_timeout_seconds': receiveTimeout };
  const success = messageOf(0x70, { server: 'Neo4j/4.4.0', connection_id: 'bolt-1', hints, fields: [], type: 'r' });
  return listen(
    net.createServer((socket) => {
      let received = Buffer.alloc(0);
      let isGreeted = false;
      const answer = (wait: number): void => {
        setTimeout(() => {
          if (!socket.destroyed) socket.write(success);
        }, wait);
      };
      socket.on('data', (data) => {
        received = Buffer.concat([received, data]);
        if (!isGreeted && received.length >= handshakeSize) {
          isGreeted = true;
          received = received.subarray(handshakeSize);
          socket.write(version);
        }
        // Each message of these clients is one chunk, and ends with an empty one.
        while (isGreeted && received.length >= 2 && received.length >= received.readUInt16BE(0) + 4) {
          const kind = received[3];
          received = received.subarray(received.readUInt16BE(0) + 4);
          if (kind === undefined || !ofQueries.has(kind)) answer(0);
          else if (delay !== undefined) answer(delay);
        }
      });
    }),
  );
}

type Packable = string | number | readonly Packable[] | { readonly [name: string]: Packable };

/** A structure of one field, in one chunk. */
function messageOf(kind: number, field: Packable): Buffer {
  const structure = Buffer.concat([Buffer.from([0xb1, kind]), packed(field)]);
  const size = Buffer.alloc(2);
  size.writeUInt16BE(structure.length);
  return Buffer.concat([size, structure, Buffer.alloc(2)]);
}

/** PackStream of texts up to 255 bytes, numbers up to 127, lists and maps up to 15. */
function packed(value: Packable): Buffer {
  if (typeof value === 'string') return Buffer.concat([Buffer.from([0xd0, value.length]), Buffer.from(value)]);
  if (typeof value === 'number') return Buffer.from([value]);
  const parts = isList(value) ? value.map(packed) : Object.entries(value).map((entry) => Buffer.concat(entry.map(packed)));
  return Buffer.concat([Buffer.from([(isList(value) ? 0x90 : 0xa0) | parts.length]), ...parts]);
}

function isList(value: readonly Packable[] | Readonly<Record<string, Packable>>): value is readonly Packable[] {
  return Array.isArray(value);
}
