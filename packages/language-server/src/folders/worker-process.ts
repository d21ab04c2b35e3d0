/** One run of a folder's worker: a process that may hang or end at any time. */
import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { isFromWorker, type FromWorker, type Phase, type ToWorker } from '../worker/messages.js';

const keptOutput = 2_000;

/** Milliseconds that messages of a process that has ended are waited for. */
const lastWords = 500;

/** A worker stays: less garbage is let lie. Over 3,000 files that took 315 MB instead of 520, for a fifth more of CPU time. */
const heapOptions = ['--max-semi-space-size=8', '--heap-growing-percent=30'];

type Signal = Extract<FromWorker, { readonly kind: 'ready' | 'phase' }>;

export interface WorkerProcessOptions {
  /** Path of the worker's module. */
  readonly entry: string;
  /** Where it runs, if there is such a folder: files may be open in one that is still to be made. */
  readonly folder: string;
  /** Milliseconds until it has to be ready. */
  readonly startBudget: number;
  readonly onReady: () => void;
  readonly onMessage: (message: Exclude<FromWorker, Signal>) => void;
  /**
   * It has ended, or was ended because it overran its time; not called after `kill`.
   * @param how 'exited with code 1', 'took longer than its time budget of 10 s'
   */
  readonly onEnd: (how: string, lastOutput: string) => void;
}

export class WorkerProcess {
  readonly #child: ChildProcess;
  readonly #onEnd: WorkerProcessOptions['onEnd'];
  #lastOutput = '';
  #timer: NodeJS.Timeout | undefined;
  #isOver = false;
  #isReady = false;
  #phase: Phase | undefined;

  constructor({ entry, folder, startBudget, onReady, onMessage, onEnd }: WorkerProcessOptions) {
    this.#onEnd = onEnd;
    // The server's own stdout may be the protocol's: what the project's code prints goes nowhere but into messages about its end.
    this.#child = fork(entry, [], { ...(existsSync(folder) ? { cwd: folder } : {}), stdio: ['ignore', 'pipe', 'pipe', 'ipc'], execArgv: heapOptions, serialization: 'advanced' });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.#lastOutput = (this.#lastOutput + text).slice(-keptOutput)));
    }
    this.#child.on('message', (message) => {
      if (this.#isOver || !isFromWorker(message)) return;
      if (message.kind === 'phase') this.#phase = message.phase;
      else if (message.kind !== 'ready') onMessage(message);
      else {
        this.#isReady = true;
        this.rest();
        onReady();
      }
    });
    this.#child.on('error', (error) => this.#end(`can't be started or reached: ${error.message}`));
    this.#child.on('exit', (code, signal) => {
      const how = signal === null ? `exited with code ${String(code)}` : `was killed by ${signal}`;
      if (!this.#child.connected) {
        this.#end(how);
        return;
      }
      // What it has said last may still be on its way; a process that it has left behind may hold the channel open for ever.
      this.#child.once('disconnect', () => this.#end(how));
      setTimeout(() => this.#end(how), lastWords).unref();
    });
    this.allow(startBudget);
  }

  get isReady(): boolean {
    return this.#isReady;
  }

  /** What it was busy with last; undefined if it rests. */
  get phase(): Phase | undefined {
    return this.#phase;
  }

  send(message: ToWorker): void {
    // A worker that has just ended reports so by its exit.
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }

  /** It is ended unless it rests within so many milliseconds. */
  allow(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#end(`took longer than its time budget of ${milliseconds / 1000} s`), milliseconds);
  }

  /** It has done what it was asked for. */
  rest(): void {
    clearTimeout(this.#timer);
    this.#phase = undefined;
  }

  /** At once, and silently: a process in a loop hears nothing. */
  kill(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#child.kill('SIGKILL');
  }

  #end(how: string): void {
    if (this.#isOver) return;
    this.kill();
    this.#onEnd(how, this.#lastOutput);
  }
}
