/** Calls and clients of a whole folder, surveyed in the background when somebody asks for them first. */
import type { FileInventory } from 'eslint-plugin-failsoft';
import { dependencyOf } from '../features/dependency-of.js';
import { WorkerFailure, type FolderWorker } from '../folders/folder-worker.js';
import type { FileReport, LocatedFinding } from '../worker/messages.js';

/** Few enough that a document's lint does not wait for long behind them. */
const filesAtOnce = 8;

export interface SurveyedFile {
  readonly inventory: FileInventory;
  readonly findings: readonly SurveyedFinding[];
  readonly dependencies: FileReport['dependencies'];
}

/** A finding without what would weigh in a large folder. */
export interface SurveyedFinding extends Pick<LocatedFinding, 'rule' | 'severity' | 'line' | 'column'> {
  /** Undefined: it is about none. */
  readonly dependency: string | undefined;
  readonly isFixable: boolean;
}

export class FolderSurvey {
  readonly worker: FolderWorker;
  readonly #files = new Map<string, SurveyedFile>();
  readonly #stale = new Set<string>();
  readonly #abort = new AbortController();
  #isListed = false;
  #running: Promise<void> | undefined;

  constructor(worker: FolderWorker) {
    this.worker = worker;
  }

  get isComplete(): boolean {
    return this.#isListed && this.#stale.size === 0;
  }

  /** Files that hold calls or clients. */
  get files(): SurveyedFile[] {
    return [...this.#files.values()];
  }

  /** Of files that hold calls or clients. */
  get inventories(): FileInventory[] {
    return [...this.#files.values()].map(({ inventory }) => inventory);
  }

  /** Resolves when nothing is left to be surveyed; files that can't be are left out. */
  complete(): Promise<void> {
    this.#running ??= this.#survey().finally(() => (this.#running = undefined));
    return this.#running;
  }

  record({ path, kind, inventory, findings, dependencies }: FileReport): void {
    if (kind === 'unparsable') return;
    this.#stale.delete(path);
    if (inventory === undefined || inventory.calls.length + inventory.clients.length === 0) this.#files.delete(path);
    else this.#files.set(path, { inventory, findings: findings.map((finding) => surveyed(finding, inventory)), dependencies });
  }

  /** Files on disk have changed; those that depend on them are surveyed again too. */
  changed(paths: readonly string[]): void {
    for (const path of paths) {
      this.#stale.add(path);
      for (const [other, { dependencies }] of this.#files) if (dependencies !== 'any' && dependencies.includes(path)) this.#stale.add(other);
    }
  }

  stop(): void {
    this.#abort.abort();
  }

  async #survey(): Promise<void> {
    const { signal } = this.#abort;
    if (!this.#isListed) {
      for (const path of await this.worker.list(signal)) this.#stale.add(path);
      this.#isListed = true;
    }
    while (this.#stale.size > 0) {
      const paths = [...this.#stale].slice(0, filesAtOnce);
      await this.#take(paths);
      for (const path of paths) this.#stale.delete(path);
    }
  }

  async #take(paths: readonly string[]): Promise<void> {
    try {
      const reports = await this.worker.survey(paths, this.#abort.signal);
      const surveyed = new Set(reports.map(({ path }) => path));
      for (const path of paths) if (!surveyed.has(path)) this.#files.delete(path);
      for (const report of reports) this.record(report);
    } catch (error) {
      if (!(error instanceof WorkerFailure)) throw error;
      // One of them is to blame: the others are taken alone.
      if (paths.length > 1) for (const path of paths) await this.#take([path]);
    }
  }
}

function surveyed(finding: LocatedFinding, inventory: FileInventory): SurveyedFinding {
  const { rule, severity, line, column, rewrites } = finding;
  return { rule, severity, line, column, dependency: dependencyOf(finding, inventory), isFixable: rewrites.some(({ preferred }) => preferred) };
}
