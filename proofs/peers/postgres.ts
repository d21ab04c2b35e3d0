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
/** ParseComplete, BindComplete, NoData: what the extended protocol says first. */
const bound = Buffer.concat(['1', '2', 'n'].map((type) => message(type, Buffer.alloc(0))));

/** Logs every client in; answers each query after a delay with no rows, or never. */
export function postgresPeer(delay?: number): Promise<Peer> {
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
          setTimeout(() => {
            if (!socket.destroyed) socket.write(Buffer.concat([...(isSimple ? [] : [bound]), complete, ready]));
          }, delay);
        }
      });
    }),
  );
}
