import type { DeadItem, LaterQueue, ReservedItem, StoredItem } from '../src/queue/later-queue.js';

interface Entry extends StoredItem {
  readonly id: string;
  queuedAtMs: number;
  dueAtMs: number;
  attempt: number;
  lease: string;
  deadReason: string | undefined;
}

/** A broker takes a moment. */
async function soon<Answer>(work: () => Answer): Promise<Answer> {
  await Promise.resolve();
  return work();
}

/** The smallest adapter: of an array, in memory. Broken in any way a test likes by overriding a method. */
export class MemoryQueue implements LaterQueue {
  readonly name: string = 'mails';
  readonly leaseMs: number = 60_000;
  #entries: Entry[] = [];
  #last = 0;

  constructor(
    private readonly now: () => number,
    readonly maxItems = 10_000,
  ) {}

  enqueue(item: StoredItem): Promise<'queued' | 'duplicate' | 'full'> {
    return soon(() => {
      if (this.#entries.some(({ name, idempotencyKey }) => name === item.name && idempotencyKey === item.idempotencyKey)) return 'duplicate';
      if (this.#entries.length >= this.maxItems) return 'full';
      const now = this.now();
      this.#entries.push({ ...item, id: String(++this.#last), queuedAtMs: now, dueAtMs: now, attempt: 0, lease: '', deadReason: undefined });
      return 'queued';
    });
  }

  reserve(max: number): Promise<readonly ReservedItem[]> {
    return soon(() => {
      const now = this.now();
      const due = this.#entries.filter(({ dueAtMs, deadReason }) => dueAtMs <= now && deadReason === undefined).slice(0, max);
      return due.map((entry) => {
        Object.assign(entry, { attempt: entry.attempt + 1, lease: String(++this.#last), dueAtMs: now + this.leaseMs });
        return { ...entry, ageMs: now - entry.queuedAtMs };
      });
    });
  }

  complete(item: ReservedItem): Promise<void> {
    return soon(() => this.#leased(item, (entry) => this.#remove(entry)));
  }

  release(item: ReservedItem, delayMs: number): Promise<void> {
    return soon(() => this.#leased(item, (entry) => Object.assign(entry, { lease: '', dueAtMs: this.now() + delayMs })));
  }

  bury(item: ReservedItem, reason: string): Promise<void> {
    return soon(() => this.#leased(item, (entry) => Object.assign(entry, { lease: '', deadReason: reason })));
  }

  deadItems(max: number): Promise<readonly DeadItem[]> {
    return soon(() => this.#dead().slice(0, max));
  }

  requeue(id: string): Promise<boolean> {
    const now = this.now();
    return soon(() => this.#ifDead(id, (entry) => Object.assign(entry, { attempt: 0, queuedAtMs: now, dueAtMs: now, deadReason: undefined })));
  }

  discard(id: string): Promise<boolean> {
    return soon(() => this.#ifDead(id, (entry) => this.#remove(entry)));
  }

  count(): Promise<{ waiting: number; dead: number }> {
    return soon(() => {
      const dead = this.#dead().length;
      return { waiting: this.#entries.length - dead, dead };
    });
  }

  #remove(entry: Entry): void {
    this.#entries = this.#entries.filter((other) => other !== entry);
  }

  #leased(item: ReservedItem, change: (entry: Entry) => void): void {
    const entry = this.#entries.find(({ id, lease }) => id === item.id && lease === item.lease);
    if (entry !== undefined) change(entry);
  }

  #dead(): readonly DeadItem[] {
    return this.#entries.flatMap((entry) => (entry.deadReason === undefined ? [] : [{ ...entry, reason: entry.deadReason }]));
  }

  #ifDead(id: string, change: (entry: Entry) => void): boolean {
    const entry = this.#entries.find((other) => other.id === id && other.deadReason !== undefined);
    if (entry !== undefined) change(entry);
    return entry !== undefined;
  }
}
