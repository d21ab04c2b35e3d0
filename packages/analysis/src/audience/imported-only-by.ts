/** What only files of one kind import is of that kind as well: browser code, functions of the edge, programs that somebody runs. */
import type { FileQuestion } from '../workspace/answers.js';
import type { Workspace } from '../workspace/workspace.js';
import { usersOf } from './places.js';
import { filesUsedForTypes } from './type-uses.js';

export interface FileKind {
  /** Whether a file is of the kind by itself; undefined where those that import it have to tell. */
  readonly isOne: FileQuestion<boolean | undefined>;
  /** Whether nothing but imports may lead to a file. */
  readonly isOnlyImported: FileQuestion<boolean>;
  /** Which importers do not count, as tests do not. */
  readonly saysNothing?: FileQuestion<boolean>;
  /** Levels of importers that are asked. */
  readonly maxLevels: number;
  readonly maxImporters: number;
}

/** All importers, tests aside; a file that nobody imports is not. */
export function isImportedOnlyBy(workspace: Workspace, path: string, text: string, kind: FileKind): boolean {
  if (!workspace.ofText(kind.isOnlyImported, path, text)) return false;
  const search = new Search(workspace, kind);
  return search.leadsFrom(path, kind.maxLevels) && search.found > 0;
}

class Search {
  readonly #seen = new Set<string>();
  /** Files that import one another are of no kind for that alone. */
  found = 0;

  constructor(
    private readonly workspace: Workspace,
    private readonly kind: FileKind,
  ) {}

  leadsFrom(path: string, levels: number): boolean {
    this.#seen.add(path);
    if (levels === 0) return false;
    const users = usersOf(this.workspace, path);
    if (users.length === 0 || users.length > this.kind.maxImporters) return false;
    return users.every((user) => this.#seen.has(user) || this.#isOfKind(user, path, levels));
  }

  #isOfKind(user: string, imported: string, levels: number): boolean {
    const ofTypes = this.workspace.ofFile(filesUsedForTypes, user);
    if (ofTypes === undefined) return false;
    // It loads nothing of the file, whichever kind it is of.
    if (ofTypes.includes(imported)) return true;
    this.#seen.add(user);
    const isOne = this.workspace.ofFile(this.kind.isOne, user);
    if (isOne !== true && this.kind.saysNothing !== undefined && this.workspace.ofFile(this.kind.saysNothing, user) === true) return true;
    if (isOne === undefined) return this.workspace.ofFile(this.kind.isOnlyImported, user) === true && this.leadsFrom(user, levels - 1);
    if (isOne) this.found++;
    return isOne;
  }
}
