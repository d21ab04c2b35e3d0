/** A folder's worker as the rest of the server sees it: it answers or fails, whatever the project's code does to the process. */
import type { Preset } from '@failsoft/linter';
import type { FileReport, FromWorker, ToWorker, WorkerOptions, WorkerRequest } from '../worker/messages.js';
import { RequestQueue, type Urgency } from './request-queue.js';
import { WorkerProcess, type WorkerProcessOptions } from './worker-process.js';

/** Why there is no answer: a sentence without full stop. */
export class WorkerFailure extends Error {
  override readonly name = 'WorkerFailure';
}

export type WorkerState = 'stopped' | 'starting' | 'busy' | 'idle';

export interface FolderWorkerEvents {
  readonly onState: (state: WorkerState) => void;
  /** For people, once each: about the project's configuration or a file that can't be linted. */
  readonly onNotice: (severity: 'error' | 'warning', text: string) => void;
  readonly onLog: (text: string) => void;
}

export interface FolderWorkerOptions extends FolderWorkerEvents {
  /** Path of the worker's module. */
  readonly workerEntry: string;
  /** Absolute. */
  readonly folder: string;
  readonly code: WorkerOptions['code'];
  readonly preset: Preset;
  /** Milliseconds that a worker has for one request, and for its start three times as many. */
  readonly timeBudget: number;
}

type Unnumbered<T> = T extends unknown ? Omit<T, 'id'> : never;
type Question = Unnumbered<WorkerRequest>;
type Answer = Extract<FromWorker, { readonly kind: 'reports' | 'paths' }>;

interface Pending {
  readonly question: Question;
  readonly urgency: Urgency;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** A process that can't even be started is not started again and again. */
const maxFailedStarts = 3;

export class FolderWorker {
  readonly #options: FolderWorkerOptions;
  readonly #queue = new RequestQueue<Pending>();
  readonly #overlays = new Map<string, string>();
  /** Told before the next request. */
  #news: ToWorker[] = [];
  #process: WorkerProcess | undefined;
  #current: (Pending & { readonly id: number }) | undefined;
  #nextId = 1;
  #failedStarts = 0;
  /** The project's configuration has hung or ended the process: it is not loaded again before it changes. */
  #isConfigurationBad = false;
  readonly #said = new Set<string>();
  #isStopped = false;
  #state: WorkerState = 'stopped';

  constructor(options: FolderWorkerOptions) {
    this.#options = options;
  }

  /** @throws WorkerFailure @throws the signal's reason */
  async lint(path: string, text: string, urgency: Urgency, signal?: AbortSignal): Promise<FileReport> {
    const [report] = await this.#reports({ kind: 'lint', path, text }, urgency, signal);
    if (report === undefined) throw new WorkerFailure(`there is no report of ${path}`);
    return report;
  }

  /** @throws WorkerFailure @throws the signal's reason */
  survey(paths: readonly string[], signal: AbortSignal): Promise<readonly FileReport[]> {
    return this.#reports({ kind: 'survey', paths }, 'background', signal);
  }

  /** @throws WorkerFailure @throws the signal's reason */
  async list(signal: AbortSignal): Promise<readonly string[]> {
    const answer = await this.#ask({ kind: 'list' }, 'background', signal);
    return answer.kind === 'paths' ? answer.paths : [];
  }

  overlay(path: string, text: string | undefined): void {
    if (text === undefined) this.#overlays.delete(path);
    else this.#overlays.set(path, text);
    const others = this.#news.filter((message) => message.kind !== 'overlay' || message.path !== path);
    this.#news = [...others, { kind: 'overlay', path, ...(text === undefined ? {} : { text }) }];
  }

  /** Files on disk have changed. */
  refresh(): void {
    if (!this.#news.some(({ kind }) => kind === 'refresh')) this.#news.push({ kind: 'refresh' });
  }

  /** Loads everything of the project anew, and asks again what is not answered yet. */
  restart(): void {
    this.#said.clear();
    this.#isConfigurationBad = false;
    this.#failedStarts = 0;
    this.#end();
    this.#retryCurrent();
    this.#advance();
  }

  /** For good. */
  stop(): void {
    this.#isStopped = true;
    this.#end();
    const over = new WorkerFailure('the folder is closed');
    this.#current?.reject(over);
    this.#current = undefined;
    for (const { reject } of this.#queue.clear()) reject(over);
  }

  async #reports(question: Question, urgency: Urgency, signal: AbortSignal | undefined): Promise<readonly FileReport[]> {
    const answer = await this.#ask(question, urgency, signal);
    return answer.kind === 'reports' ? answer.reports : [];
  }

  #ask(question: Question, urgency: Urgency, signal: AbortSignal | undefined): Promise<Answer> {
    if (this.#isStopped) return Promise.reject(new WorkerFailure('the folder is closed'));
    return new Promise((resolve, reject) => {
      this.#queue.add({ question, urgency, signal, resolve, reject });
      this.#advance();
    });
  }

  #advance(): void {
    if (this.#current !== undefined) return;
    const next = this.#takeWanted();
    if (next === undefined) {
      if (this.#process?.isReady === true) this.#show('idle');
      return;
    }
    if (this.#process?.isReady !== true) {
      this.#queue.putBack(next);
      this.#start();
      return;
    }
    const current = { ...next, id: this.#nextId++ };
    this.#current = current;
    for (const message of this.#news) this.#process.send(message);
    this.#news = [];
    this.#show('busy');
    this.#process.allow(this.#options.timeBudget);
    this.#process.send({ ...current.question, id: current.id });
  }

  /** What nobody waits for any more is dropped before it costs anything. */
  #takeWanted(): Pending | undefined {
    for (let next = this.#queue.take(); next !== undefined; next = this.#queue.take()) {
      if (next.signal?.aborted !== true) return next;
      next.reject(next.signal.reason);
    }
    return undefined;
  }

  #start(): void {
    if (this.#process !== undefined) return;
    const { workerEntry, folder, code, preset, timeBudget } = this.#options;
    if (this.#failedStarts >= maxFailedStarts) {
      this.#failAll(`the worker for ${folder} could not be started ${maxFailedStarts} times; restart the server to try again`);
      return;
    }
    this.#show('starting');
    this.#process = new WorkerProcess({
      entry: workerEntry,
      folder,
      startBudget: timeBudget * 3,
      onReady: () => {
        this.#failedStarts = 0;
        this.#advance();
      },
      onMessage: (message) => this.#receive(message),
      onEnd: (how, output) => this.#onEnd(how, output),
    });
    this.#process.send({ kind: 'options', options: { folder, code: this.#isConfigurationBad ? 'bundled' : code, preset } });
    this.#news = [...this.#overlays].map(([path, text]): ToWorker => ({ kind: 'overlay', path, text }));
  }

  #receive(message: Parameters<WorkerProcessOptions['onMessage']>[0]): void {
    switch (message.kind) {
      case 'notice':
        this.#notice(message.severity, message.text);
        return;
      case 'log':
        this.#options.onLog(message.text);
        return;
      case 'failed':
        this.#options.onLog(message.message);
        this.#settle(message.id, ({ reject }) => reject(new WorkerFailure(message.message)));
        return;
      case 'reports':
      case 'paths':
        this.#settle(message.id, ({ resolve }) => resolve(message));
    }
  }

  #settle(id: number, settle: (pending: Pending) => void): void {
    const current = this.#current;
    if (current?.id !== id) return;
    this.#current = undefined;
    this.#process?.rest();
    settle(current);
    this.#advance();
  }

  /** @param how continues a sentence about what the worker was busy with */
  #onEnd(how: string, output: string): void {
    if (output.trim() !== '') this.#options.onLog(output.trim());
    const phase = this.#process?.phase;
    if (this.#process?.isReady !== true) this.#failedStarts++;
    this.#end();
    if (phase?.name === 'configuring' && !this.#isConfigurationBad) {
      this.#isConfigurationBad = true;
      this.#notice('error', `${phase.configuration} is not usable (loading it ${how}): the preset ${this.#options.preset} is used instead until it changes`);
      this.#retryCurrent();
    } else if (this.#current !== undefined) {
      const { folder } = this.#options;
      const text = phase?.name === 'linting' ? `${phase.path} is not checked until it changes (linting it ${how})` : `the worker for ${folder} ${how}`;
      this.#notice('error', text);
      this.#current.reject(new WorkerFailure(text));
      this.#current = undefined;
    }
    this.#advance();
  }

  #end(): void {
    this.#process?.kill();
    this.#process = undefined;
    this.#show('stopped');
  }

  #retryCurrent(): void {
    if (this.#current !== undefined) this.#queue.putBack(this.#current);
    this.#current = undefined;
  }

  #failAll(text: string): void {
    this.#notice('error', text);
    for (const { reject } of this.#queue.clear()) reject(new WorkerFailure(text));
  }

  #notice(severity: 'error' | 'warning', text: string): void {
    if (this.#said.has(text)) return;
    this.#said.add(text);
    this.#options.onNotice(severity, text);
  }

  #show(state: WorkerState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#options.onState(state);
  }
}
