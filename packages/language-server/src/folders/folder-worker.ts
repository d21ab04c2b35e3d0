/** A folder's worker as the rest of the server sees it: it answers or fails, whatever the project's code does to the process. */
import type { TextEdit } from '@failsoft/analysis/rewrites';
import type { Preset } from '@failsoft/linter';
import { realPath } from '../documents/file-path.js';
import type { FileReport, FixScope, Phase, WorkerOptions } from '../worker/messages.js';
import { PendingRequests, type Answer, type Question } from './pending-requests.js';
import type { Urgency } from './request-queue.js';
import { Suspects } from './suspects.js';
import { WorkerFailure } from './worker-failure.js';
import { WorkerNews } from './worker-news.js';
import { WorkerProcess, type WorkerProcessOptions } from './worker-process.js';

export type WorkerState = 'stopped' | 'starting' | 'busy' | 'idle';

export interface FolderWorkerEvents {
  readonly onState: (state: WorkerState) => void;
  /** For people, once each: about the project's configuration. */
  readonly onNotice: (severity: 'error' | 'warning', text: string) => void;
  /** For people, once each: what is left alone because it has hung or ended the process. `restart` tries it again. */
  readonly onLeftAlone: (text: string) => void;
  readonly onLog: (text: string) => void;
}

export interface FolderWorkerOptions extends FolderWorkerEvents {
  /** Path of the worker's module. */
  readonly workerEntry: string;
  /** Absolute. */
  readonly folder: string;
  readonly code: WorkerOptions['code'];
  readonly preset: Preset;
  /** Milliseconds that a worker has for one request. */
  readonly timeBudget: number;
}

/** A process that can't even be started is not started again and again. */
const maxFailedStarts = 3;

/** Times the budget that the start and the first request have, which load the project's code. */
const coldFactor = 3;

export class FolderWorker {
  readonly #options: FolderWorkerOptions;
  readonly #requests = new PendingRequests();
  readonly #news = new WorkerNews();
  readonly #suspects = new Suspects();
  readonly #said = new Set<string>();
  /** By the names of configurations: the files that each consists of. */
  readonly #configurationFiles = new Map<string, ReadonlySet<string>>();
  #process: WorkerProcess | undefined;
  #failedStarts = 0;
  /** The process has answered something. */
  #isWarm = false;
  #isStopped = false;
  #state: WorkerState = 'stopped';

  constructor(options: FolderWorkerOptions) {
    this.#options = options;
  }

  /** @throws WorkerFailure @throws the signal's reason */
  async lint(path: string, text: string, urgency: Urgency, signal?: AbortSignal): Promise<FileReport> {
    if (this.#suspects.holds(path, text)) throw new WorkerFailure(`${path} is not checked until it changes`);
    const [report] = await this.#reports({ kind: 'lint', path, text }, urgency, signal);
    if (report === undefined) throw new WorkerFailure(`there is no report of ${path}`);
    return report;
  }

  /** The edits of a text that leave nothing to fix in it. @throws WorkerFailure */
  async fix(path: string, text: string, scope: FixScope): Promise<readonly TextEdit[]> {
    if (this.#suspects.holds(path, text)) throw new WorkerFailure(`${path} is not checked until it changes`);
    const answer = await this.#ask({ kind: 'fix', path, text, scope }, 'waited-for', undefined);
    return answer.kind === 'edits' ? answer.edits : [];
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
    this.#news.overlay(path, text);
  }

  /** Whether a configuration that it has loaded imports a file. */
  isConfiguredBy(path: string): boolean {
    const real = realPath(path);
    return [...this.#configurationFiles.values()].some((files) => files.has(real));
  }

  /** Files on disk have changed. */
  refresh(): void {
    this.#news.refresh();
  }

  /** Loads everything of the project anew, and asks again what is not answered yet. */
  restart(): void {
    this.#said.clear();
    this.#suspects.clear();
    this.#failedStarts = 0;
    this.#end();
    this.#requests.retryCurrent();
    this.#advance();
  }

  /** For good. */
  stop(): void {
    this.#isStopped = true;
    this.#end();
    this.#requests.failAll(new WorkerFailure('the folder is closed'));
  }

  async #reports(question: Question, urgency: Urgency, signal: AbortSignal | undefined): Promise<readonly FileReport[]> {
    const answer = await this.#ask(question, urgency, signal);
    return answer.kind === 'reports' ? answer.reports : [];
  }

  #ask(question: Question, urgency: Urgency, signal: AbortSignal | undefined): Promise<Answer> {
    if (this.#isStopped) return Promise.reject(new WorkerFailure('the folder is closed'));
    const answer = this.#requests.add(question, urgency, signal);
    this.#advance();
    return answer;
  }

  #advance(): void {
    if (this.#requests.current !== undefined) return;
    if (!this.#requests.hasNext()) {
      if (this.#process?.isReady === true) this.#show('idle');
      return;
    }
    if (this.#process === undefined) this.#start();
    if (this.#process?.isReady !== true) return;
    const request = this.#requests.next();
    if (request === undefined) return;
    for (const message of this.#news.take()) this.#process.send(message);
    this.#show('busy');
    this.#process.allow(this.#options.timeBudget * (this.#isWarm ? 1 : coldFactor));
    this.#process.send(request);
  }

  #start(): void {
    const { workerEntry, folder, code, preset, timeBudget } = this.#options;
    if (this.#failedStarts >= maxFailedStarts) {
      this.#failAll(`the worker for ${folder} could not be started ${maxFailedStarts} times; restart the server to try again`);
      return;
    }
    this.#show('starting');
    this.#isWarm = false;
    this.#process = new WorkerProcess({
      entry: workerEntry,
      folder,
      startBudget: timeBudget * coldFactor,
      onReady: () => {
        this.#failedStarts = 0;
        this.#advance();
      },
      onMessage: (message) => this.#receive(message),
      onEnd: (how, output) => this.#onEnd(how, output),
    });
    this.#process.send({ kind: 'options', options: { folder, code, preset, without: this.#suspects.configurations } });
    this.#news.startAnew();
  }

  #receive(message: Parameters<WorkerProcessOptions['onMessage']>[0]): void {
    switch (message.kind) {
      case 'notice':
        this.#sayOnce(message.text, (text) => this.#options.onNotice(message.severity, text));
        return;
      case 'configuration':
        this.#configurationFiles.set(message.name, new Set(message.files.map(realPath)));
        return;
      case 'log':
        this.#options.onLog(message.text);
        return;
      case 'failed':
        this.#options.onLog(message.message);
        this.#settle(message.id, new WorkerFailure(message.message));
        return;
      case 'reports':
      case 'edits':
      case 'paths':
        this.#settle(message.id, message);
    }
  }

  #settle(id: number, answer: Answer | WorkerFailure): void {
    if (!this.#requests.answer(id, answer)) return;
    this.#isWarm = true;
    this.#process?.rest();
    this.#advance();
  }

  /** @param how continues a sentence about what the worker was busy with */
  #onEnd(how: string, output: string): void {
    if (output.trim() !== '') this.#options.onLog(output.trim());
    const phase = this.#process?.phase;
    if (this.#process?.isReady !== true) this.#failedStarts++;
    this.#end();
    if (phase?.name === 'configuring') this.#blameConfiguration(phase.configuration, how);
    else if (this.#requests.current !== undefined) this.#blameFile(this.#requests.current, phase, how);
    this.#advance();
  }

  #blameConfiguration(name: string, how: string): void {
    this.#suspects.addConfiguration(name);
    const text = `${name} is not usable (loading it ${how}): the preset ${this.#options.preset} is used instead until it changes`;
    this.#sayOnce(text, this.#options.onLeftAlone);
    this.#requests.retryCurrent();
  }

  #blameFile(question: Question, phase: Phase | undefined, how: string): void {
    if (phase?.name !== 'linting') {
      const text = `the worker for ${this.#options.folder} ${how}`;
      this.#sayOnce(text, (said) => this.#options.onNotice('error', said));
      this.#requests.failCurrent(new WorkerFailure(text));
      return;
    }
    const text = `${phase.path} is not checked until it changes (linting it ${how})`;
    if ('text' in question && question.path === phase.path) this.#suspects.addText(question.path, question.text);
    this.#sayOnce(text, this.#options.onLeftAlone);
    this.#requests.failCurrent(new WorkerFailure(text));
  }

  #end(): void {
    this.#process?.kill();
    this.#process = undefined;
    this.#show('stopped');
  }

  #failAll(text: string): void {
    this.#sayOnce(text, this.#options.onLeftAlone);
    this.#requests.failAll(new WorkerFailure(text));
  }

  #sayOnce(text: string, say: (text: string) => void): void {
    if (this.#said.has(text)) return;
    this.#said.add(text);
    say(text);
  }

  #show(state: WorkerState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#options.onState(state);
  }
}
