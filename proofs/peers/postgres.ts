import net from 'node:net';
import { listen, type Peer } from './peer.js';

const sslRequest = 80_877_103;

function message(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

const authenticated = message('R', Buffer.alloc(4));
const ready = message('Z', Buffer.from('I'));
const complete = message('C', Buffer.from('SELECT 0\0'));
/** ParseComplete, BindComplete: what the extended protocol says first. */
const bound = Buffer.concat(['1', '2'].map((type) => message(type, Buffer.alloc(0))));
const noData = message('n', Buffer.alloc(0));

function numbers(...sizes: readonly (readonly [value: number, bytes: 2 | 4])[]): Buffer {
  return Buffer.concat(
    sizes.map(([value, bytes]) => {
      const buffer = Buffer.alloc(bytes);
      buffer.writeIntBE(value, 0, bytes);
      return buffer;
    }),
  );
}

/** RowDescription and DataRow of one row of texts. */
function rowOf(row: Readonly<Record<string, string>>): Buffer {
  const count = numbers([Object.keys(row).length, 2]);
  const columns = Object.keys(row).map((name) => Buffer.concat([Buffer.from(`${name}\0`), numbers([0, 4], [0, 2], [25, 4], [-1, 2], [-1, 4], [0, 2])]));
  const values = Object.values(row).map((value) => Buffer.concat([numbers([value.length, 4]), Buffer.from(value)]));
  return Buffer.concat([message('T', Buffer.concat([count, ...columns])), message('D', Buffer.concat([count, ...values]))]);
}

/** Logs every client in; answers each query after a delay with no rows, or with this one, or never. */
export function postgresPeer(delay?: number, row?: Readonly<Record<string, string>>): Promise<Peer> {
  return listen(
    net.createServer((socket) => {
      let isStarted = false;
      socket.on('data', (data) => {
        if (!isStarted && data.readInt32BE(4) === sslRequest) {
          socket.write('N');
        } else if (!isStarted) {
          isStarted = true;
          socket.write(Buffer.concat([authenticated, ready]));
        } else if (delay !== undefined) {
          const isSimple = data.toString('latin1', 0, 1) === 'Q';
          const rows = row !== undefined ? [rowOf(row)] : isSimple ? [] : [noData];
          setTimeout(() => {
            if (!socket.destroyed) socket.write(Buffer.concat([...(isSimple ? [] : [bound]), ...rows, complete, ready]));
          }, delay);
        }
      });
    }),
  );
}
