/** As much of an editor as a language server needs. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { isObject, objectIn, type JsonObject } from './json.js';

export class LanguageClient {
  readonly #server: ChildProcessWithoutNullStreams;
  readonly #answers = new Map<number, (answer: JsonObject) => void>();
  readonly #notices: ((notice: JsonObject) => boolean)[] = [];
  #received: Buffer = Buffer.alloc(0);
  #requests = 0;
  #failure: Error | undefined;
  #fail: (error: Error) => void = () => undefined;
  readonly #failed: Promise<never>;

  constructor(script: string, args: readonly string[], cwd: string) {
    this.#failed = new Promise((_, reject) => (this.#fail = reject));
    this.#failed.catch(() => undefined);
    this.#server = spawn(process.execPath, [script, ...args], { cwd });
    this.#server.stdout.on('data', (chunk: Buffer) => this.#receive(chunk));
    let complaints = '';
    this.#server.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
    this.#server.on('error', (error) => this.#end(error));
    this.#server.on('exit', (code) => this.#end(new Error(`the language server ended with ${String(code)}\n${complaints}`)));
  }

  /** @throws {Error} if the server answers with an error, or has ended. */
  async request(method: string, params: unknown): Promise<unknown> {
    const id = ++this.#requests;
    const answer = new Promise<JsonObject>((resolve) => this.#answers.set(id, resolve));
    this.#send({ id, method, params });
    const { error, result } = await Promise.race([answer, this.#failed]);
    if (error !== undefined) throw new Error(`${method}: ${JSON.stringify(error)}`);
    return result;
  }

  notify(method: string, params: unknown): void {
    this.#send({ method, params });
  }

  /** The parameters of the next such notice that fits. */
  notice(method: string, fits: (params: JsonObject) => boolean): Promise<JsonObject> {
    const notice = new Promise<JsonObject>((resolve) => {
      this.#notices.push((message) => {
        if (message['method'] !== method || !isObject(message['params']) || !fits(message['params'])) return false;
        resolve(message['params']);
        return true;
      });
    });
    return Promise.race([notice, this.#failed]);
  }

  end(): void {
    this.#server.kill();
  }

  #end(error: Error): void {
    this.#failure ??= error;
    this.#fail(error);
  }

  #send(message: JsonObject): void {
    if (this.#failure !== undefined) throw this.#failure;
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.#server.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  #receive(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk]);
    for (;;) {
      const head = this.#received.indexOf('\r\n\r\n');
      if (head < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.#received.subarray(0, head).toString())?.[1]);
      const end = head + 4 + length;
      if (this.#received.length < end) return;
      this.#handle(objectIn(JSON.parse(this.#received.subarray(head + 4, end).toString()), 'message'));
      this.#received = this.#received.subarray(end);
    }
  }

  #handle(message: JsonObject): void {
    const { id, method } = message;
    if (method === undefined && typeof id === 'number') {
      this.#answers.get(id)?.(message);
      this.#answers.delete(id);
    } else if (id !== undefined) {
      // What the server asks of an editor is left at its defaults.
      this.#send({ id, result: null });
    } else {
      const index = this.#notices.findIndex((waiting) => waiting(message));
      if (index >= 0) this.#notices.splice(index, 1);
    }
  }
}
