import net, { type Socket } from 'node:net';
import { listen, type Peer } from './peer.js';

export interface RedisPeer extends Peer {
  /** From now on no command is answered; connections stay open. */
  freeze(): void;
  thaw(): void;
}

const serverInfo = 'redis_version:7.0.0\r\nloading:0';

/** Speaks enough of the protocol to log clients in; answers commands after a delay, with nothing found. BLPOP waits for ever. */
export async function redisPeer(delay = 0): Promise<RedisPeer> {
  let frozen = false;
  const server = net.createServer((socket) => {
    let received = '';
    socket.on('data', (data) => {
      if (frozen) return;
      received += data.toString('latin1');
      const { commands, rest } = parse(received);
      received = rest;
      for (const command of commands) answer(socket, command, delay);
    });
  });
  return {
    ...(await listen(server)),
    freeze: () => {
      frozen = true;
    },
    thaw: () => {
      frozen = false;
    },
  };
}

function answer(socket: Socket, command: string, delay: number): void {
  switch (command) {
    case 'BLPOP':
      return;
    case 'PING':
      socket.write('+PONG\r\n');
      return;
    case 'INFO':
      socket.write(`$${serverInfo.length}\r\n${serverInfo}\r\n`);
      return;
    case 'GET':
      setTimeout(() => {
        if (!socket.destroyed) socket.write('$-1\r\n');
      }, delay);
      return;
    default:
      socket.write('+OK\r\n');
  }
}

/** Names of the commands that arrived whole: `*2\r\n$3\r\nGET\r\n$1\r\na\r\n`. */
function parse(text: string): { readonly commands: readonly string[]; readonly rest: string } {
  const commands: string[] = [];
  let rest = text;
  for (;;) {
    const head = /^\*(\d+)\r\n/.exec(rest);
    if (head === null) return { commands, rest };
    let at = head[0].length;
    const words: string[] = [];
    for (let word = 0; word < Number(head[1]); word++) {
      const size = /^\$(\d+)\r\n/.exec(rest.slice(at));
      if (size === null) return { commands, rest };
      const start = at + size[0].length;
      const end = start + Number(size[1]);
      if (rest.length < end + 2) return { commands, rest };
      words.push(rest.slice(start, end));
      at = end + 2;
    }
    commands.push((words[0] ?? '').toUpperCase());
    rest = rest.slice(at);
  }
}
