import type { Bulkhead, BulkheadOptions, BulkheadRunOptions } from './bulkhead.js';
import { BulkheadFullError } from './bulkhead-full-error.js';
import { systemClock } from '../clock.js';
import { guardedCall, type Guarded, type Guards } from '../guarded-call.js';
import { LinkedList, type Linked } from '../linked-list.js';
import { requireRunArguments } from '../run-arguments.js';
import { stackless } from '../stackless.js';
import { publish } from '../telemetry/channels.js';
import { wrapWith, type Wrap } from '../wrap.js';

interface Place extends Linked<Place> {
  readonly onTurn: () => void;
}

/** The slots of a bulkhead and the queue for them, first come, first served. */
export class Slots implements Bulkhead {
  running = 0;
  readonly wrap: Wrap = wrapWith((fn) => this.run(fn));
  readonly #options: BulkheadOptions;
  readonly #queue = new LinkedList<Place>();
  readonly #guards: Guards;

  constructor(options: BulkheadOptions) {
    this.#options = options;
    this.#guards = { name: options.name, slots: this };
  }

  get name(): string {
    return this.#options.name;
  }

  get queued(): number {
    return this.#queue.size;
  }

  run<Value>(fn: Guarded<Value>, options?: BulkheadRunOptions): Promise<Value> {
    requireRunArguments(fn, options);
    return guardedCall(fn, this.#guards, options?.signal);
  }

  /** @returns Whether there was one to take. */
  take(): boolean {
    if (this.running >= this.#options.maxConcurrent) return false;
    this.running++;
    return true;
  }

  /** A slot that is handed on stays taken: nobody can come in between. */
  free(): void {
    const { first } = this.#queue;
    if (first === undefined) {
      this.running--;
    } else {
      this.#queue.remove(first);
      first.onTurn();
    }
  }

  /**
   * Waits for a slot.
   *
   * @param onTurn Called with a slot that is taken.
   * @param onFull Called, maybe at once, if there is no place or no turn in time.
   * @returns A function that leaves the queue; calling it late or twice does nothing.
   */
  join(onTurn: () => void, onFull: (error: BulkheadFullError) => void): (() => void) | undefined {
    const { maxQueue = 0, queueTimeoutMs, clock = systemClock } = this.#options;
    if (this.queued >= maxQueue) {
      onFull(this.fullError());
      return undefined;
    }
    const place: Place = {
      before: undefined,
      after: undefined,
      onTurn: () => {
        stopTimer?.();
        onTurn();
      },
    };
    const giveUp = (): void => {
      // A clock of somebody's own may fire what was given up.
      if (this.#queue.remove(place)) onFull(this.fullError());
    };
    const stopTimer = queueTimeoutMs === undefined ? undefined : clock.schedule(giveUp, queueTimeoutMs);
    this.#queue.push(place);
    return () => {
      stopTimer?.();
      this.#queue.remove(place);
    };
  }

  /** Published, and made. */
  fullError(): BulkheadFullError {
    const { name, running, queued } = this;
    publish('bulkhead:rejected', { name, running, queued });
    return stackless(() => new BulkheadFullError(name, running, queued));
  }
}
