/** The workspace as one answer sees it while it is worked out: what it reads is what it rests on. */
import type { ModuleModel } from '../module/model.js';
import type { Answers, FileQuestion, Question } from './answers.js';
import type { Basis, TextTest } from './basis.js';
import type { PackageManifest, Resolution, TextIndex, Workspace } from './workspace.js';

/**
 * Recorded are texts, and which files hold a word. Where imports lead, what files import, and what package.json files say changes rarely: then
 * no answer holds any more.
 */
export class RecordingWorkspace implements Workspace {
  readonly index: TextIndex;

  constructor(
    private readonly workspace: Workspace,
    private readonly answers: Answers,
    private readonly basis: Basis,
  ) {
    this.index = new RecordingIndex(workspace.index, answers, basis);
  }

  get root(): string {
    return this.workspace.root;
  }

  resolve(specifier: string, fromFile: string): Resolution {
    return this.workspace.resolve(specifier, fromFile);
  }

  model(path: string): ModuleModel | undefined {
    this.answers.readText(this.basis, path);
    return this.workspace.model(path);
  }

  text(path: string): string | undefined {
    this.answers.readText(this.basis, path);
    return this.workspace.text(path);
  }

  passes(path: string, test: TextTest): boolean {
    const answer = this.workspace.passes(path, test);
    this.answers.readTest(this.basis, path, test, answer);
    return answer;
  }

  manifest(path: string): PackageManifest | undefined {
    return this.workspace.manifest(path);
  }

  version(packageName: string, fromFile: string): string | undefined {
    return this.workspace.version(packageName, fromFile);
  }

  remember<Answer>(question: Question<Answer>, key: string, work: (workspace: RecordingWorkspace) => Answer): Answer {
    return this.answers.remember(question, key, work, this.basis);
  }

  ofText<Answer>(question: FileQuestion<Answer>, path: string, text: string): Answer {
    return this.answers.ofText(question, path, text, this.basis);
  }

  ofFile<Answer>(question: FileQuestion<Answer>, path: string): Answer | undefined {
    const text = this.workspace.text(path);
    if (text !== undefined) return this.ofText(question, path, text);
    this.restsOnText(path);
    return undefined;
  }

  /** The text of a file was made use of, as somebody else read it. */
  restsOnText(path: string): void {
    this.answers.readText(this.basis, path);
  }

  /** Another answer was made use of. */
  restsOn(other: Basis): void {
    this.basis.addAnswer(other);
  }
}

class RecordingIndex implements TextIndex {
  constructor(
    private readonly index: TextIndex,
    private readonly answers: Answers,
    private readonly basis: Basis,
  ) {}

  filesImporting(packages: readonly string[]): readonly string[] {
    return this.index.filesImporting(packages);
  }

  importersOf(path: string): readonly string[] {
    return this.index.importersOf(path);
  }

  reaches(path: string, isWanted: (packageName: string) => boolean): boolean {
    return this.index.reaches(path, isWanted);
  }

  packagesAround(path: string): ReadonlySet<string> | undefined {
    return this.index.packagesAround(path);
  }

  imports(path: string, isWanted: (packageName: string) => boolean): boolean {
    return this.index.imports(path, isWanted);
  }

  exportedAs(isMeant: (name: string) => boolean): ReadonlySet<string> {
    return this.index.exportedAs(isMeant);
  }

  copiesOf(packageName: string): readonly string[] {
    return this.index.copiesOf(packageName);
  }

  filesMentioning(word: string): readonly string[] {
    const files = this.index.filesMentioning(word);
    this.answers.readWord(this.basis, word, files);
    return files;
  }
}
