/** One worker for each folder that documents are open in. */
import { FolderWorker, type FolderWorkerEvents, type FolderWorkerOptions } from './folder-worker.js';
import { folderOf, isInside } from './folder-of.js';

export interface FoldersOptions extends Omit<FolderWorkerOptions, 'folder' | keyof FolderWorkerEvents> {
  readonly eventsOf: (folder: string) => FolderWorkerEvents;
}

export class Folders {
  readonly #workers = new Map<string, FolderWorker>();
  /** Unsaved texts by path. Every worker has to know of all: folders may import from one another. */
  readonly #overlays = new Map<string, string>();
  #workspace: readonly string[] = [];
  #options: FoldersOptions;
  #isClosed = false;

  constructor(options: FoldersOptions) {
    this.#options = options;
  }

  /** Absolute paths. */
  get workspaceFolders(): readonly string[] {
    return this.#workspace;
  }

  setWorkspaceFolders(folders: readonly string[]): void {
    this.#workspace = folders;
    for (const [folder, worker] of this.#workers) {
      if (folders.includes(folder)) continue;
      worker.stop();
      this.#workers.delete(folder);
    }
  }

  /** Ends all workers; new ones come with these options. */
  reconfigure(options: FoldersOptions): void {
    this.#options = options;
    this.#stop();
  }

  /** Folder and worker of a file. */
  of(path: string): { readonly folder: string; readonly worker: FolderWorker } {
    const folder = folderOf(path, this.#workspace);
    return { folder, worker: this.workerFor(folder) };
  }

  /** The worker of a folder, if it has one. */
  known(folder: string): FolderWorker | undefined {
    return this.#workers.get(folder);
  }

  workerFor(folder: string): FolderWorker {
    let worker = this.#workers.get(folder);
    if (worker === undefined) {
      const { eventsOf, ...options } = this.#options;
      this.#workers.set(folder, (worker = new FolderWorker({ ...options, folder, ...eventsOf(folder) })));
      for (const [file, text] of this.#overlays) worker.overlay(file, text);
      if (this.#isClosed) worker.stop();
    }
    return worker;
  }

  overlay(path: string, text: string | undefined): void {
    if (text === undefined) this.#overlays.delete(path);
    else this.#overlays.set(path, text);
    for (const worker of this.#workers.values()) worker.overlay(path, text);
  }

  refresh(): void {
    for (const worker of this.#workers.values()) worker.refresh();
  }

  /** Whether a configuration that some worker has loaded imports a file. */
  isConfiguredBy(path: string): boolean {
    return [...this.#workers.values()].some((worker) => worker.isConfiguredBy(path));
  }

  /** Restarts the workers that what has changed may be a part of. */
  restart(changed: readonly string[]): void {
    for (const [folder, worker] of this.#workers) {
      const isPart = (path: string): boolean => isInside(path, folder) || isInside(folder, path.replace(/[^/\\]*$/, '')) || worker.isConfiguredBy(path);
      if (changed.some(isPart)) worker.restart();
    }
  }

  restartAll(): void {
    for (const worker of this.#workers.values()) worker.restart();
  }

  /** Ends workers of folders that neither are of the workspace nor hold one of these files. */
  releaseUnused(openPaths: readonly string[]): void {
    const used = new Set([...this.#workspace, ...openPaths.map((path) => folderOf(path, this.#workspace))]);
    for (const [folder, worker] of this.#workers) {
      if (used.has(folder)) continue;
      worker.stop();
      this.#workers.delete(folder);
    }
  }

  /** No worker is left, and none comes any more. */
  close(): void {
    this.#isClosed = true;
    this.#stop();
  }

  #stop(): void {
    for (const worker of this.#workers.values()) worker.stop();
    this.#workers.clear();
  }
}
