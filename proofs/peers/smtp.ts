import net from 'node:net';
import { listen, type Peer } from './peer.js';

/** Takes every mail, and a while to answer each line of the conversation. */
export function mailPeer(delay: number): Promise<Peer> {
  return listen(
    net.createServer((socket) => {
      let isBody = false;
      const say = (line: string): void => {
        setTimeout(() => {
          if (!socket.destroyed) socket.write(`${line}\r\n`);
        }, delay);
      };
      say('220 ready ESMTP');
      socket.on('data', (data) => {
        const text = data.toString();
        if (isBody && text.endsWith('\r\n.\r\n')) {
          isBody = false;
          say('250 queued');
        } else if (!isBody && text.startsWith('DATA')) {
          isBody = true;
          say('354 go on');
        } else if (!isBody) {
          say('250 ok');
        }
      });
    }),
  );
}
