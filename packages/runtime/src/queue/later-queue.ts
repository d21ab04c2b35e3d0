/** What is to be done later, as a queue stores it. */
export interface StoredItem {
  /** What is to be done: the name of its handler. */
  readonly name: string;
  /** The payload, as JSON. */
  readonly payload: string;
  /** What makes it the same as another of its name. */
  readonly idempotencyKey: string;
}

/** An item that was handed out to one drain, for as long as its lease runs. */
export interface ReservedItem extends StoredItem {
  /** What the queue knows it by. */
  readonly id: string;
  /** Tells this reservation from any other of the same item. */
  readonly lease: string;
  /** How many times it has been handed out since it was queued or re-queued, this time included. */
  readonly attempt: number;
  /** How long ago it was queued or re-queued. */
  readonly ageMs: number;
}

/** An item that is not tried any more. It stays until it is re-queued or discarded. */
export interface DeadItem extends StoredItem {
  readonly id: string;
  /** Why it is not tried any more. */
  readonly reason: string;
}

/** How many items a queue holds. */
export interface ItemCount {
  /** Items that are still to be done, those under way included. */
  readonly waiting: number;
  readonly dead: number;
}

/**
 * A queue that keeps items until they are done: what an adapter of a broker has to do. `laterQueueConformance` checks
 * one.
 *
 * The queue keeps, `drain` decides: an adapter knows nothing of handlers, back-off or age limits. Every method rejects if
 * the broker fails. None needs a timeout of its own: `queueForLater` and `drain` bound each call.
 */
export interface LaterQueue {
  /** For errors, log and telemetry. */
  readonly name: string;
  /** How many items it may hold, dead ones included. */
  readonly maxItems: number;
  /** How long a reserved item is kept from others. After that it is handed out again: its process may have died. */
  readonly leaseMs: number;
  /**
   * Stores an item, and resolves when a crash can't lose it any more.
   *
   * @returns `'duplicate'`, and nothing is stored, if an item of the same name and key is waiting, under way or dead;
   * `'full'`, and nothing is stored, if it holds `maxItems`.
   */
  enqueue(item: StoredItem): Promise<'queued' | 'duplicate' | 'full'>;
  /** Hands out up to `max` items that are due, the one longest due first, each to one caller only. */
  reserve(max: number): Promise<readonly ReservedItem[]>;
  /** Forgets an item that is done. Like the next two it does nothing if the lease is not the item's latest any more. */
  complete(item: ReservedItem): Promise<void>;
  /** Gives an item back, which is due in `delayMs`. */
  release(item: ReservedItem, delayMs: number): Promise<void>;
  /** Makes an item dead. */
  bury(item: ReservedItem, reason: string): Promise<void>;
  /** Dead items, the oldest first. */
  deadItems(max: number): Promise<readonly DeadItem[]>;
  /** Makes a dead item due now, with its attempts and its age at nothing again. Resolves with whether it was there. */
  requeue(id: string): Promise<boolean>;
  /** Forgets a dead item. Resolves with whether it was there. */
  discard(id: string): Promise<boolean>;
  count(): Promise<ItemCount>;
}
