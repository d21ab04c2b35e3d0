import type { Scope } from '../module/scope.js';
import { sortEdits } from './apply.js';
import type { RewriteContext } from './context.js';
import { importName, type ImportedLocal, type ImportRequest } from './imports.js';
import type { Rewrite, TextEdit } from './rewrite.js';

/** Collects the edits of one rewrite, with the imports that they need. */
export class RewriteDraft {
  readonly #edits: TextEdit[] = [];
  readonly #imports = new Map<string, ImportedLocal>();

  constructor(
    readonly context: RewriteContext,
    /** Where imported names must be visible. */
    readonly scope: Scope,
  ) {}

  insert(at: number, text: string): void {
    this.#edits.push({ range: [at, at], text });
  }

  replace(range: TextEdit['range'], text: string): void {
    this.#edits.push({ range, text });
  }

  add(edits: readonly TextEdit[]): void {
    this.#edits.push(...edits);
  }

  /** The local name of an export, imported if need be; undefined where that is not possible without a clash. */
  import(request: ImportRequest): string | undefined {
    const key = `${request.from} ${request.name}`;
    const known = this.#imports.get(key) ?? importName(request, this.scope, this.context);
    if (known !== undefined) this.#imports.set(key, known);
    return known?.local;
  }

  /** undefined where nothing would change. */
  finish(title: string, preferred: boolean): Rewrite | undefined {
    if (this.#edits.length === 0) return undefined;
    const imports = [...this.#imports.values()].flatMap(({ edits }) => edits);
    return { title, preferred, edits: joinInsertions(sortEdits([...joinAtOnePlace(imports), ...this.#edits])) };
  }
}

/** Two insertions at one place are one edit, in the order in which they were asked for. */
function joinInsertions(sorted: readonly TextEdit[]): TextEdit[] {
  const joined: TextEdit[] = [];
  for (const edit of sorted) {
    const before = joined.at(-1);
    if (before !== undefined && isInsertion(before) && isInsertion(edit) && before.range[0] === edit.range[0] && before.part === edit.part) {
      joined[joined.length - 1] = { ...before, text: before.text + edit.text };
    } else joined.push(edit);
  }
  return joined;
}

function isInsertion({ range }: TextEdit): boolean {
  return range[0] === range[1];
}

/** Two imports made at one place are one edit, so that their order is not left to chance. */
function joinAtOnePlace(imports: readonly TextEdit[]): TextEdit[] {
  const joined = new Map<number, TextEdit>();
  for (const edit of imports) {
    const before = joined.get(edit.range[0]);
    const text = before === undefined ? edit.text : before.text.replace(/(\r?\n)\r?\n$/, '$1') + edit.text;
    joined.set(edit.range[0], { ...edit, text });
  }
  return [...joined.values()];
}
