/** What a worker is still to be asked: what somebody waits for first. */
export type Urgency = 'waited-for' | 'background';

export class RequestQueue<Item extends { readonly urgency: Urgency }> {
  #urgent: Item[] = [];
  #background: Item[] = [];

  add(item: Item): void {
    (item.urgency === 'waited-for' ? this.#urgent : this.#background).push(item);
  }

  /** Back to where it was taken from. */
  putBack(item: Item): void {
    (item.urgency === 'waited-for' ? this.#urgent : this.#background).unshift(item);
  }

  take(): Item | undefined {
    return this.#urgent.shift() ?? this.#background.shift();
  }

  clear(): Item[] {
    const all = [...this.#urgent, ...this.#background];
    this.#urgent = [];
    this.#background = [];
    return all;
  }
}
