import type { Folders } from '../folders/folders.js';
import { FolderSurvey } from './folder-survey.js';

/** The surveys of folders that somebody has asked about. */
export class Surveys {
  readonly #folders: Folders;
  readonly #surveys = new Map<string, FolderSurvey>();

  constructor(folders: Folders) {
    this.#folders = folders;
  }

  of(folder: string): FolderSurvey {
    const worker = this.#folders.workerFor(folder);
    let survey = this.#surveys.get(folder);
    // The folder may have been closed in between.
    if (survey?.worker !== worker) this.#surveys.set(folder, (survey = new FolderSurvey(worker)));
    return survey;
  }

  /** Undefined if nobody has asked. */
  known(folder: string): FolderSurvey | undefined {
    return this.#surveys.get(folder);
  }

  changed(paths: readonly string[]): void {
    for (const survey of this.#surveys.values()) survey.changed(paths);
  }

  /** Those of folders that are closed go. */
  release(): void {
    for (const [folder, survey] of this.#surveys) {
      if (this.#folders.known(folder) === survey.worker) continue;
      survey.stop();
      this.#surveys.delete(folder);
    }
  }

  /** Everything is to be surveyed anew, by other workers. */
  clear(): void {
    for (const survey of this.#surveys.values()) survey.stop();
    this.#surveys.clear();
  }
}
