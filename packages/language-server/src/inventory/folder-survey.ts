/** Calls and clients of a whole folder, surveyed in the background when somebody asks for them first. */
import type { FileInventory } from 'eslint-plugin-failsoft';
import { realPath } from '../documents/file-path.js';
import type { FolderWorker } from '../folders/folder-worker.js';
import { WorkerFailure } from '../folders/worker-failure.js';
import { dependencyOf } from '../worker/fix-scope.js';
import type { FileReport, LocatedFinding } from '../worker/messages.js';

/** Few enough that a document's lint does not wait for long behind them. */
const filesAtOnce = 8;

interface SurveyedFile extends Pick<FileReport, 'inventory' | 'dependencies'> {
  readonly findings: readonly SurveyedFinding[];
}

/** A finding without its rewrites, which would weigh in a large folder. */
export interface SurveyedFinding extends Pick<LocatedFinding, 'rule' | 'severity' | 'line' | 'column'> {
  /** Undefined: it is about none. */
  readonly dependency: string | undefined;
  readonly isFixable: boolean;
}

/** A file that holds calls or clients. */
export interface InventoriedFile extends SurveyedFile {
  readonly inventory: FileInventory;
}

export class FolderSurvey {
  readonly worker: FolderWorker;
  /** Of the folder's files; undefined: to be surveyed. */
  readonly #files = new Map<string, SurveyedFile | undefined>();
  readonly #stale = new Set<string>();
  readonly #abort = new AbortController();
  /** Files have come or gone, and git may ignore those that have come. */
  #isListOld = true;
  #hasCompleted = false;
  #running: Promise<void> | undefined;

  constructor(worker: FolderWorker) {
    this.worker = worker;
  }

  get isComplete(): boolean {
    return this.#running === undefined && !this.#isListOld && this.#stale.size === 0;
  }

  /** As they were when the survey was complete last; undefined if it never was. */
  get files(): InventoriedFile[] | undefined {
    if (!this.#hasCompleted) return undefined;
    return [...this.#files.values()].filter((file): file is InventoriedFile => {
      const { calls, clients } = file?.inventory ?? { calls: [], clients: [] };
      return calls.length + clients.length > 0;
    });
  }

  /** Resolves when nothing is left to be surveyed; files that can't be are left out. */
  complete(): Promise<void> {
    this.#running ??= this.#survey().finally(() => (this.#running = undefined));
    return this.#running;
  }

  /** What the lint of an open document says of a file of the folder. */
  record(report: FileReport): void {
    const { path, kind } = report;
    if (kind === 'unparsable' || !this.#files.has(path)) return;
    this.#stale.delete(path);
    this.#files.set(path, surveyed(report));
  }

  /** Files on disk have changed, come or gone; those that depend on them are surveyed again too. */
  changed(paths: readonly string[]): void {
    for (const path of paths) {
      if (this.#files.has(path)) this.#stale.add(path);
      else this.#isListOld = true;
      const real = realPath(path);
      for (const [other, file] of this.#files) {
        if (file?.dependencies === 'any' || file?.dependencies.includes(real) === true) this.#stale.add(other);
      }
    }
  }

  stop(): void {
    this.#abort.abort();
  }

  async #survey(): Promise<void> {
    if (this.#isListOld) await this.#list();
    while (this.#stale.size > 0) {
      const paths = [...this.#stale].slice(0, filesAtOnce);
      // What changes from now on is stale again.
      for (const path of paths) this.#stale.delete(path);
      await this.#take(paths);
    }
    this.#hasCompleted = true;
  }

  async #list(): Promise<void> {
    this.#isListOld = false;
    try {
      const listed = new Set(await this.worker.list(this.#abort.signal));
      for (const path of this.#files.keys()) if (!listed.has(path)) this.#files.delete(path);
      for (const path of listed) {
        if (this.#files.has(path)) continue;
        this.#files.set(path, undefined);
        this.#stale.add(path);
      }
    } catch (error) {
      this.#isListOld = true;
      throw error;
    }
  }

  async #take(paths: readonly string[]): Promise<void> {
    try {
      const reports = await this.worker.survey(paths, this.#abort.signal);
      const readable = new Set(reports.map(({ path }) => path));
      for (const path of paths) if (!readable.has(path)) this.#files.delete(path);
      for (const report of reports) if (report.kind === 'linted') this.#files.set(report.path, surveyed(report));
    } catch (error) {
      if (!(error instanceof WorkerFailure)) throw error;
      // One of them is to blame: the others are taken alone.
      if (paths.length > 1) for (const path of paths) await this.#take([path]);
    }
  }
}

function surveyed({ inventory, findings, dependencies }: FileReport): SurveyedFile {
  const kept = findings.map((finding): SurveyedFinding => {
    const { rule, severity, line, column, rewrites } = finding;
    const dependency = inventory === undefined ? undefined : dependencyOf(finding, inventory);
    return { rule, severity, line, column, dependency, isFixable: rewrites.some(({ preferred }) => preferred) };
  });
  return { inventory, findings: kept, dependencies };
}
