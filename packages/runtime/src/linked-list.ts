/** What stands in a list: at most in one at a time. */
export interface Linked<Node> {
  before: Node | undefined;
  after: Node | undefined;
}

/** A list of things that are their own entries: joining the end and leaving from anywhere takes the same time in a long one. */
export class LinkedList<Node extends Linked<Node>> {
  first: Node | undefined;
  #last: Node | undefined;
  size = 0;

  push(node: Node): void {
    const last = this.#last;
    node.before = last;
    if (last === undefined) this.first = node;
    else last.after = node;
    this.#last = node;
    this.size++;
  }

  /** @returns Whether it was in the list. */
  remove(node: Node): boolean {
    const { before, after } = node;
    if (before === undefined && this.first !== node) return false;
    if (before === undefined) this.first = after;
    else before.after = after;
    if (after === undefined) this.#last = before;
    else after.before = before;
    node.before = node.after = undefined;
    this.size--;
    return true;
  }
}
