/** How often a server that ends by itself is started again. */

const limit = 4;
const within = 3 * 60_000;

export class Restarts {
  #times: number[] = [];

  /** Whether it may be started once more. @param now in milliseconds */
  allow(now: number): boolean {
    this.#times = [...this.#times.filter((time) => now - time < within), now];
    return this.#times.length <= limit;
  }

  forget(): void {
    this.#times = [];
  }
}

export const tooManyRestarts = `The language server has ended ${limit + 1} times within ${within / 60_000} minutes, so it is not started again.`;
