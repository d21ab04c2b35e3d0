/** Makes a value for each key that is asked for, and keeps those of the keys that were asked for last. */
export class RecentMap<Value> {
  readonly #make: (key: string) => Value;
  readonly #maxKeys: number;
  /** The one that was asked for least recently first. */
  readonly #values = new Map<string, Value>();

  constructor(make: (key: string) => Value, maxKeys = 1_000) {
    this.#make = make;
    this.#maxKeys = maxKeys;
  }

  get(key: string): Value {
    const value = this.#values.get(key) ?? this.#make(key);
    this.#values.delete(key);
    this.#values.set(key, value);
    const [oldest] = this.#values.keys();
    if (this.#values.size > this.#maxKeys && oldest !== undefined) this.#values.delete(oldest);
    return value;
  }
}
