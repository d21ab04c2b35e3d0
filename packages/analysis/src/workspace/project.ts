/** One workspace: its layout, its files' models, and what they mention. */
import type { ModuleModel } from '../module/model.js';
import { Layout } from './layout.js';
import { Answers, type FileQuestion, type Question, type Recording } from './answers.js';
import type { Basis, TextTest } from './basis.js';
import type { ChangeLog } from './change-log.js';
import type { Models } from './models.js';
import type { Overlays } from './overlays.js';
import { parentOf } from './real-path.js';
import type { RecordingWorkspace } from './recording-workspace.js';
import type { Sources } from './sources.js';
import { packageOf } from './specifier.js';
import { ProjectIndex } from './text-index.js';
import type { HostWorkspace, PackageManifest, Resolution, TextIndex } from './workspace.js';

/** How long (ms) folders and configuration files are taken to be as they were. */
const trustFor = 10_000;

export interface ProjectFiles {
  readonly overlays: Overlays;
  readonly sources: Sources;
  readonly models: Models;
  readonly changes: ChangeLog;
  readonly now: () => number;
}

export class Project implements HostWorkspace {
  readonly index: TextIndex;
  readonly #index: ProjectIndex;
  readonly #answers = new Answers(this);
  #layout: Layout | undefined;
  #layoutCheckedAt = 0;
  /** How many layouts were given up. */
  #layouts = 0;
  /** Up to where answers have been let go of. */
  #settled = { files: 0, structure: 0 };

  constructor(
    readonly root: string,
    private readonly files: ProjectFiles,
  ) {
    this.#index = new ProjectIndex(root, () => this.#currentLayout(), files);
    this.index = this.#index;
    this.#settled = { files: files.changes.position, structure: 0 };
  }

  resolve(specifier: string, fromFile: string): Resolution {
    return this.#currentLayout().specifiers.resolve(specifier, folderOf(fromFile));
  }

  model(path: string): ModuleModel | undefined {
    return this.files.models.of(path);
  }

  known(path: string, text: string): ModuleModel | undefined {
    return this.files.models.known(path, text);
  }

  keep(model: ModuleModel): void {
    this.files.models.keep(model);
  }

  text(path: string): string | undefined {
    return this.files.models.text(path);
  }

  passes(path: string, test: TextTest): boolean {
    return test(this.text(path));
  }

  remember<Answer>(question: Question<Answer>, key: string, work: (workspace: RecordingWorkspace) => Answer): Answer {
    return this.#answers.remember(question, key, work, undefined);
  }

  ofText<Answer>(question: FileQuestion<Answer>, path: string, text: string): Answer {
    return this.#answers.ofText(question, path, text, undefined);
  }

  ofFile<Answer>(question: FileQuestion<Answer>, path: string): Answer | undefined {
    const text = this.text(path);
    return text === undefined ? undefined : this.ofText(question, path, text);
  }

  get generation(): number {
    return this.#structure() + this.files.sources.generation;
  }

  settle(): void {
    const { sources, changes } = this.files;
    // Both look at the disk now and then.
    const structure = this.#structure();
    const files = sources.generation;
    const before = this.#settled;
    if (files === before.files && structure === before.structure) return;
    this.#settled = { files, structure };
    const changed = structure === before.structure ? changes.since(before.files) : undefined;
    if (changed === undefined) {
      this.#answers.dropAll();
      return;
    }
    for (const path of changed) this.#answers.fileChanged(path, () => this.text(path));
    this.#answers.wordsChanged((word) => this.#index.filesMentioning(word));
  }

  record(forget: () => void): Recording {
    return this.#answers.record(forget);
  }

  holds(basis: Basis): boolean {
    return this.#answers.holds(basis);
  }

  drop(basis: Basis): void {
    this.#answers.drop(basis);
  }

  manifest(path: string): PackageManifest | undefined {
    return this.#currentLayout().manifest(folderOf(path));
  }

  version(packageName: string, fromFile: string): string | undefined {
    return this.#currentLayout().versions.of(packageOf(packageName)?.name ?? packageName, folderOf(fromFile));
  }

  get parsed(): number {
    return this.files.models.parsed;
  }

  /** Forgets folders and configuration files. */
  refresh(): void {
    this.#layout = undefined;
    this.#layouts++;
  }

  /** Rises when imports may lead elsewhere, or files import something else. */
  #structure(): number {
    const mentioned = this.#index.generation;
    return this.#layouts + mentioned;
  }

  #currentLayout(): Layout {
    const { now, overlays } = this.files;
    const at = now();
    const isTrusted = at - this.#layoutCheckedAt < trustFor;
    if (this.#layout !== undefined && isTrusted) return this.#layout;
    this.#layoutCheckedAt = at;
    if (this.#layout?.disk.hasChanged() === false) return this.#layout;
    if (this.#layout !== undefined) this.#layouts++;
    return (this.#layout = new Layout(this.root, overlays));
  }
}

function folderOf(path: string): string {
  return parentOf(path) ?? path;
}
