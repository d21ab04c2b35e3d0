import type { Clock } from '../clock.js';

/** What is left of the pace while everything fails. */
const leastPerSecond = 1 / 30;

/**
 * How fast a queue is replayed: a token bucket whose rate is halved by a failure and raised by a tenth of the maximum by
 * a success, as TCP does. So a dependency that is down gets a call in 30 seconds, and one that comes back is not
 * flooded with all that has gathered.
 */
export class Pace {
  readonly #clock: Clock;
  readonly #maxPerSecond: number;
  #perSecond: number;
  #tokens = 1;
  #countedAtMs: number;

  constructor(maxPerSecond: number, clock: Clock) {
    this.#clock = clock;
    this.#maxPerSecond = maxPerSecond;
    this.#perSecond = maxPerSecond;
    this.#countedAtMs = clock.now();
  }

  /** How many may start now. */
  get available(): number {
    this.#count();
    // What rounding takes from a token that is due would be waited for for ever.
    return Math.floor(this.#tokens + 1e-9);
  }

  /** How long until one more may start. */
  get waitMs(): number {
    this.#count();
    return Math.max(1, Math.ceil(((1 - this.#tokens) / this.#perSecond) * 1_000));
  }

  take(): void {
    this.#tokens--;
  }

  succeeded(): void {
    this.#set(Math.min(this.#maxPerSecond, this.#perSecond + this.#maxPerSecond / 10));
  }

  failed(): void {
    this.#set(Math.max(Math.min(leastPerSecond, this.#maxPerSecond), this.#perSecond / 2));
  }

  #set(perSecond: number): void {
    this.#count();
    this.#perSecond = perSecond;
  }

  #count(): void {
    const now = this.#clock.now();
    const burst = Math.max(1, this.#perSecond / 10);
    this.#tokens = Math.min(burst, this.#tokens + ((now - this.#countedAtMs) / 1_000) * this.#perSecond);
    this.#countedAtMs = now;
  }
}
