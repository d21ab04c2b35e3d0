/**
 * How much work each default makes of a call as failures rise, on a clock that is turned by hand: a system stays up after
 * its trigger has gone only if more failures never mean much more work (Bronson et al., Metastable Failures, HotOS '21).
 */
import { bulkhead, circuitBreaker, dependency, hedge, retry } from '@failsoft/runtime';

/** Turned by hand. */
class Clock {
  #nowMs = 0;
  #timers = new Set();

  now = () => this.#nowMs;

  schedule = (callback, delayMs) => {
    const timer = { callback, atMs: this.#nowMs + delayMs };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  };

  async advance(ms) {
    const endMs = this.#nowMs + ms;
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      const due = [...this.#timers].filter(({ atMs }) => atMs <= endMs).sort((a, b) => a.atMs - b.atMs)[0];
      if (due === undefined) break;
      this.#timers.delete(due);
      this.#nowMs = Math.max(this.#nowMs, due.atMs);
      due.callback();
    }
    this.#nowMs = endMs;
  }
}

/** What is called by its defaults; `name` is of its own, since all calls of one name share a budget. */
const defaults = {
  retry: (name, clock) => (fn) => retry(fn, { name, clock }),
  hedge: (name, clock) => (fn) => hedge(fn, { name, clock, delayMs: 50 }),
  'circuit breaker': (name, clock) => {
    const breaker = circuitBreaker({ name, clock });
    return (fn) => breaker.run(fn);
  },
  bulkhead: (name, clock) => {
    const slots = bulkhead({ name, clock, maxConcurrent: 10 });
    return (fn) => slots.run(fn);
  },
  'dependency, with all of it': (name, clock) => {
    const policy = dependency({ name, clock, timeoutMs: 1_000, attemptTimeoutMs: 400, retry: {}, breaker: {}, bulkhead: { maxConcurrent: 10 } });
    return (fn) => policy.run(fn);
  },
};

export const calls = 1_000;
const everyMs = 10;

/** What goes wrong with so many calls in a hundred. */
const troubles = {
  fails: (clock, isAffected) => (isAffected ? Promise.reject(new Error('down')) : Promise.resolve('answer')),
  hangs: (clock, isAffected) => new Promise((resolve) => clock.schedule(() => resolve('answer'), isAffected ? 600_000 : 5)),
};

/** How many times the dependency was called for each call that was made. */
async function workPerCall(make, name, trouble, percent) {
  const clock = new Clock();
  const run = make(name, clock);
  let reached = 0;
  // 61 spreads them: a quarter in a row would be an outage, not a quarter.
  const dependencyOf = () => troubles[trouble](clock, (reached++ * 61) % 100 < percent);
  for (let call = 0; call < calls; call++) {
    run(dependencyOf).catch(() => undefined);
    await clock.advance(everyMs);
  }
  return reached / calls;
}

export const percents = [0, 25, 50, 75, 100];

/** For each default, how much work a call is at each rate. */
export async function workAtFailureRates() {
  const rows = [];
  for (const [concept, make] of Object.entries(defaults)) {
    for (const trouble of Object.keys(troubles)) {
      const work = [];
      for (const percent of percents) work.push(await workPerCall(make, `${concept} ${trouble} ${percent}`, trouble, percent));
      rows.push({ concept, trouble, work });
    }
  }
  return rows;
}
