import type { ModuleModel } from '../module/model.js';
import type { FileQuestion, Question, Recording } from './answers.js';
import type { Basis, TextTest } from './basis.js';
import type { RecordingWorkspace } from './recording-workspace.js';

/** Where an import leads. */
export type Resolution =
  /** A file of the workspace: real path with `/`. */
  | { readonly kind: 'file'; readonly path: string }
  /** An npm package that is not part of the workspace, installed or not: 'pg/lib/pool' is name 'pg', subpath 'lib/pool'; subpath '' for the package itself. */
  | { readonly kind: 'package'; readonly name: string; readonly subpath: string }
  /** A module of Node; name without `node:`. */
  | { readonly kind: 'builtin'; readonly name: string }
  /** Leads to no file of source code: generated code that is not there, assets, virtual modules. */
  | { readonly kind: 'unresolved' };

export interface PackageManifest {
  /** Folder, real path with `/`. */
  readonly folder: string;
  readonly name: string | undefined;
  /** dependencies, devDependencies, peerDependencies and optionalDependencies: name -> range as written. */
  readonly dependencies: ReadonlyMap<string, string>;
  /** The files that `bin` names (real paths); the sources where it names built ones. */
  readonly bins: ReadonlySet<string>;
  /** `"type": "module"`. */
  readonly isModule: boolean;
  /** Others may install it and import what it exports. */
  readonly isLibrary: boolean;
}

/** The other files of the project, read only when a question needs them. */
export interface Workspace {
  /** Real path with `/`. */
  readonly root: string;
  resolve(specifier: string, fromFile: string): Resolution;
  /** The model of a file of the workspace: kept, cached, or parsed now; undefined if it cannot be read or parsed. */
  model(path: string): ModuleModel | undefined;
  /** The text of a file, unsaved text of the editor included; undefined if it cannot be read. */
  text(path: string): string | undefined;
  /** Whether the text of a file passes a test. An answer that read no more of the file holds for as long as the outcome is the same. */
  passes(path: string, test: TextTest): boolean;
  /** Nearest package.json at or above a file. */
  manifest(path: string): PackageManifest | undefined;
  /** The version of a package that a file sees: installed, else the declared range's newest match as written, else undefined. */
  version(packageName: string, fromFile: string): string | undefined;
  readonly index: TextIndex;
  /** An answer that is worked out once, and again when something has changed that it read of the workspace that it is handed. */
  remember<Answer>(question: Question<Answer>, key: string, work: (workspace: RecordingWorkspace) => Answer): Answer;
  /** An answer about a file with this text. */
  ofText<Answer>(question: FileQuestion<Answer>, path: string, text: string): Answer;
  /** An answer about a file as the workspace has it; undefined if it can't be read. */
  ofFile<Answer>(question: FileQuestion<Answer>, path: string): Answer | undefined;
}

/** The workspace as a host sees it, which lints its files and edits them. */
export interface HostWorkspace extends Workspace {
  /** The model that is held of exactly this text, if any, so that the host need not lower the file again. */
  known(path: string, text: string): ModuleModel | undefined;
  /** Keeps the model of a file that the host has parsed, and says that it is current. */
  keep(model: ModuleModel): void;
  /** Raised whenever something turns out to have changed: the text of a file that was read before, or where imports lead. */
  readonly generation: number;
  /** Lets go of answers that rest on what has changed. Answers of before must not be mixed with those of afterwards. */
  settle(): void;
  /** For an answer that its asker keeps. @param forget must not keep alive what the answer is about */
  record(forget: () => void): Recording;
  holds(basis: Basis): boolean;
  drop(basis: Basis): void;
  /** How many files this process parsed here rather than in the host, repeats counted, for the benchmark. */
  readonly parsed: number;
}

/** What all files of the workspace mention, from their text alone. Built at the first question. */
export interface TextIndex {
  /** Files (ignored ones, node_modules, dist and build output left out) that import one of the packages for its values; names may end in `*`. */
  filesImporting(packages: readonly string[]): readonly string[];
  /** Files that import the given file, by any specifier that resolves to it. Type-only imports are left out. */
  importersOf(path: string): readonly string[];
  /** Whether a file leads, through any number of imports, to a package that is wanted. Asked with one and the same function. */
  reaches(path: string, isWanted: (packageName: string) => boolean): boolean;
  /**
   * All that the files import, types too; undefined if the given file is not in the index, or an import leads to one that is
   * not: these may import anything. The same set until that changes.
   */
  packagesAround(path: string): ReadonlySet<string> | undefined;
  /** Whether a file itself imports a package that is wanted, types too. */
  imports(path: string, isWanted: (packageName: string) => boolean): boolean;
  /** Names under which files hand on what they call by a name that is meant: 'load' for `export { request as load }`. Asked with one and the same function. */
  exportedAs(isMeant: (name: string) => boolean): ReadonlySet<string>;
  /** Files that are copies of a package, as its protections know them. */
  copiesOf(packageName: string): readonly string[];
  /** Files that contain the given word. */
  filesMentioning(word: string): readonly string[];
}
