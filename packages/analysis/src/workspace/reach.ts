/** Which files lead, through any number of imports, of types too, to one of some packages: all others can't hold anything of theirs. */
import type { ImportGraph } from './import-graph.js';

export class Reach {
  readonly #known = new Map<string, boolean>();

  constructor(
    private readonly graph: ImportGraph,
    private readonly isWanted: (packageName: string) => boolean,
  ) {}

  from(path: string): boolean {
    const known = this.#known.get(path);
    if (known !== undefined) return known;
    /** Each file that was come to, and the one that imports it. */
    const importers = new Map<string, string | undefined>([[path, undefined]]);
    const pending = [path];
    for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
      if (!(this.#known.get(file) ?? this.#step(file, importers, pending))) continue;
      for (let on: string | undefined = file; on !== undefined; on = importers.get(on)) this.#known.set(on, true);
      return true;
    }
    for (const file of importers.keys()) this.#known.set(file, false);
    return false;
  }

  /** Whether a file imports a wanted package itself; else its imports are to be looked at. */
  #step(file: string, importers: Map<string, string | undefined>, pending: string[]): boolean {
    const imports = this.graph.of(file);
    if (imports === undefined || imports.packages.some(this.isWanted)) return true;
    for (const imported of imports.files) {
      if (importers.has(imported)) continue;
      importers.set(imported, file);
      pending.push(imported);
    }
    return false;
  }
}
