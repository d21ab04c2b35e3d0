import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './servers.js';

/** A `redis-server` of our own, that keeps nothing on disk. */
export class RedisServer {
  readonly port: number;
  #process: ChildProcess;

  private constructor(port: number) {
    this.port = port;
    this.#process = launch(port);
  }

  static async start(): Promise<RedisServer> {
    const server = new RedisServer(await freePort());
    await server.#isReady();
    return server;
  }

  /** Lets it hang: it holds its connections and answers nothing. */
  pause(): void {
    this.#process.kill('SIGSTOP');
  }

  resume(): void {
    this.#process.kill('SIGCONT');
  }

  async crash(): Promise<void> {
    const exit = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await exit;
  }

  /** Empty, on the same port. */
  async restart(): Promise<void> {
    this.#process = launch(this.port);
    await this.#isReady();
  }

  async #isReady(): Promise<void> {
    for (let attempt = 0; attempt < 1_000; attempt++) {
      if (await accepts(this.port)) return;
      await sleep(25);
    }
    throw new Error(`redis-server does not listen on port ${this.port}`);
  }
}

function launch(port: number): ChildProcess {
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', tmpdir()];
  return spawn('redis-server', options, { stdio: 'ignore' });
}

async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
