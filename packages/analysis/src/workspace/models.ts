/** Models of files: those that the host parsed, and those that are parsed here when a question needs them. */
import type { ModuleModel } from '../module/model.js';
import type { Sources } from './sources.js';

/** Undefined if the text can't be parsed. */
export type ParseModule = (path: string, text: string) => ModuleModel | undefined;

/** Characters of source whose models stay in memory: about 1,500 files that the host parsed, 500 others. */
const maxKeptText = 9_000_000;
const maxParsedText = 3_000_000;

interface Entry {
  readonly stamp: string;
  /** Undefined: it could not be parsed. The same model is given while anybody still holds it. */
  readonly model: WeakRef<ModuleModel> | undefined;
}

export class Models {
  readonly #entries = new Map<string, Entry>();
  readonly #kept = new RecentModels(maxKeptText);
  readonly #parsedHere = new RecentModels(maxParsedText);
  #parsed = 0;

  constructor(
    private readonly sources: Sources,
    private readonly parse: ParseModule,
  ) {}

  get parsed(): number {
    return this.#parsed;
  }

  /** A model of the host: current until its file changes. */
  keep(model: ModuleModel): void {
    const stamp = this.sources.stamp(model.path);
    if (stamp === undefined) return;
    this.#entries.set(model.path, { stamp, model: new WeakRef(model) });
    this.#parsedHere.drop(model.path);
    this.#kept.add(model);
  }

  of(path: string): ModuleModel | undefined {
    const stamp = this.sources.stamp(path);
    if (stamp === undefined) return this.#forget(path);
    const entry = this.#entries.get(path);
    if (entry?.stamp === stamp) {
      if (entry.model === undefined) return undefined;
      const model = entry.model.deref();
      if (model !== undefined) {
        this.#touch(model);
        return model;
      }
    }
    return this.#parse(path, stamp);
  }

  #parse(path: string, stamp: string): ModuleModel | undefined {
    this.#forget(path);
    const text = this.sources.read(path);
    if (text === undefined) return undefined;
    this.#parsed++;
    const model = this.parse(path, text);
    this.#entries.set(path, { stamp, model: model && new WeakRef(model) });
    if (model !== undefined) this.#parsedHere.add(model);
    return model;
  }

  #touch(model: ModuleModel): void {
    if (this.#kept.has(model.path)) this.#kept.add(model);
    else this.#parsedHere.add(model);
  }

  #forget(path: string): undefined {
    this.#entries.delete(path);
    this.#kept.drop(path);
    this.#parsedHere.drop(path);
  }
}

/** The models used last, up to an amount of source text. */
class RecentModels {
  readonly #models = new Map<string, ModuleModel>();
  #size = 0;

  constructor(private readonly maxSize: number) {}

  has(path: string): boolean {
    return this.#models.has(path);
  }

  /** Makes it the one used last. */
  add(model: ModuleModel): void {
    this.drop(model.path);
    this.#models.set(model.path, model);
    this.#size += model.text.length;
    for (const path of this.#models.keys()) {
      if (this.#size <= this.maxSize || path === model.path) break;
      this.drop(path);
    }
  }

  drop(path: string): void {
    const model = this.#models.get(path);
    if (model === undefined) return;
    this.#models.delete(path);
    this.#size -= model.text.length;
  }
}
