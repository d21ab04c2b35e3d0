/** A place in a line. */
interface Place {
  readonly onTurn: () => void;
  before: Place | undefined;
  after: Place | undefined;
}

/** First come, first served, and anyone may leave. A linked list, so that each takes the same time in a long line. */
export class WaitingLine {
  #first: Place | undefined;
  #last: Place | undefined;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /**
   * @param onTurn Called when it is this one's turn.
   * @returns A function that leaves the line, and says whether there was a place to leave.
   */
  join(onTurn: () => void): () => boolean {
    const place: Place = { onTurn, before: this.#last, after: undefined };
    if (place.before === undefined) this.#first = place;
    else place.before.after = place;
    this.#last = place;
    this.#size++;
    return () => this.#remove(place);
  }

  /** Calls the first in the line, who leaves it. @returns Whether there was one. */
  callNext(): boolean {
    const next = this.#first;
    if (next === undefined) return false;
    this.#remove(next);
    next.onTurn();
    return true;
  }

  #remove(place: Place): boolean {
    const { before, after } = place;
    if (before === undefined && this.#first !== place) return false;
    if (before === undefined) this.#first = after;
    else before.after = after;
    if (after === undefined) this.#last = before;
    else after.before = before;
    place.before = place.after = undefined;
    this.#size--;
    return true;
  }
}
