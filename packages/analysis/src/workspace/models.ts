/** Models of files: those that the host parsed, and those that are parsed here when a question needs them. */
import type { ModuleModel } from '../module/model.js';
import type { Sources } from './sources.js';

/** Undefined if the text can't be parsed. */
export type ParseModule = (path: string, text: string) => ModuleModel | undefined;

/**
 * Characters of source whose models stay in memory: about 350 files that the host parsed, 170 others. Four times as many took twice the
 * memory over a workspace of 3,000 files, and saved 3 % of the parses.
 */
const maxKeptText = 2_000_000;
const maxParsedText = 1_000_000;

interface Entry {
  readonly stamp: string;
  /** Undefined: it could not be parsed. The same model is given while anybody still holds it. */
  readonly model: WeakRef<ModuleModel> | undefined;
}

export class Models {
  readonly #entries = new Map<string, Entry>();
  readonly #kept = new RecentModels(maxKeptText);
  readonly #parsedHere = new RecentModels(maxParsedText);
  readonly #linted = new Set<string>();
  #parsed = 0;

  constructor(
    private readonly sources: Sources,
    private readonly parse: ParseModule,
  ) {}

  /** Files parsed here, repeats counted. */
  get parsed(): number {
    return this.#parsed;
  }

  /** Different files whose model the host gave. */
  get linted(): number {
    return this.#linted.size;
  }

  /** A model of the host: current until its file changes. */
  keep(model: ModuleModel): void {
    const { path, text } = model;
    this.#linted.add(path);
    const stamp = this.sources.stamp(path);
    if (stamp === undefined) return;
    const before = this.#entries.get(path);
    const held = before?.model?.deref();
    // Another stamp has told of the change already.
    if (before?.stamp === stamp && held !== undefined && held.text !== text) this.sources.changed(path);
    this.#entries.set(path, { stamp, model: new WeakRef(model) });
    this.#parsedHere.drop(path);
    this.#kept.add(model);
  }

  of(path: string): ModuleModel | undefined {
    this.sources.use(path);
    const stamp = this.sources.stamp(path);
    if (stamp === undefined) {
      this.#forget(path);
      return undefined;
    }
    const entry = this.#entries.get(path);
    if (entry?.stamp !== stamp) return this.#parse(path, stamp);
    if (entry.model === undefined) return undefined;
    const model = entry.model.deref();
    if (model === undefined) return this.#parse(path, stamp);
    this.#touch(model);
    return model;
  }

  /** The model held of exactly this text. */
  known(path: string, text: string): ModuleModel | undefined {
    const model = this.#held(path);
    return model?.text === text ? model : undefined;
  }

  text(path: string): string | undefined {
    this.sources.use(path);
    const stamp = this.sources.stamp(path);
    const entry = stamp === undefined ? undefined : this.#entries.get(path);
    return (entry?.stamp === stamp ? entry?.model?.deref()?.text : undefined) ?? this.sources.read(path);
  }

  #held(path: string): ModuleModel | undefined {
    return this.#entries.get(path)?.model?.deref();
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

  #forget(path: string): void {
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
