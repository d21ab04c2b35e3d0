import type { TextEdit } from '@failsoft/analysis/rewrites';
import type { CheckedDocument } from '../documents/checks.js';
import type { Folders } from '../folders/folders.js';
import { WorkerFailure } from '../folders/worker-failure.js';
import type { FixScope } from '../worker/messages.js';

/** What leaves nothing to fix in a checked document: asked for again at each step of the cursor, and worked out once. */
export class Fixes {
  readonly #folders: Folders;
  readonly #known = new WeakMap<CheckedDocument, Map<string, Promise<readonly TextEdit[]>>>();

  constructor(folders: Folders) {
    this.#folders = folders;
  }

  /** Empty where nothing can be done. */
  of(checked: CheckedDocument, scope: FixScope): Promise<readonly TextEdit[]> {
    const key = JSON.stringify(scope);
    let known = this.#known.get(checked);
    if (known === undefined) this.#known.set(checked, (known = new Map<string, Promise<readonly TextEdit[]>>()));
    let edits = known.get(key);
    if (edits === undefined) known.set(key, (edits = this.#workOut(checked, scope)));
    return edits;
  }

  async #workOut({ document, report, folder }: CheckedDocument, scope: FixScope): Promise<readonly TextEdit[]> {
    try {
      return await this.#folders.workerFor(folder).fix(report.path, document.getText(), scope);
    } catch (error) {
      if (error instanceof WorkerFailure) return [];
      throw error;
    }
  }
}
