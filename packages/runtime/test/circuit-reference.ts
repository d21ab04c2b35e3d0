import type { Result } from './circuit-scenario.js';

export interface ReferenceRules {
  readonly failureThreshold: number;
  readonly recoveryMs: number;
  readonly halfOpenMax: number;
  readonly probeTimeoutMs: number;
  readonly slowCallMs: number;
  readonly window: { readonly kind: 'none' } | { readonly kind: 'calls' | 'ms'; readonly size: number; readonly failureRate: number; readonly minimumThroughput: number };
}

interface Call {
  readonly era: object;
  readonly startMs: number;
}

/** What a circuit breaker should do, said as plainly as can be: it keeps every result, and counts them all each time. */
export class CircuitReference {
  state: 'closed' | 'open' | 'half-open' = 'closed';
  changes = 0;
  readonly #rules: ReferenceRules;
  /** Since when its circuit is closed: the window is sliced from there. */
  #closedMs: number;
  #era = {};
  #results: { readonly atMs: number; readonly failed: boolean }[] = [];
  #probes: Call[] = [];
  #passed = 0;
  #openings = 0;
  #openUntilMs = 0;

  constructor(rules: ReferenceRules, nowMs: number) {
    this.#rules = rules;
    this.#closedMs = nowMs;
  }

  start(nowMs: number): Call | undefined {
    this.#dropHungProbes(nowMs);
    if (this.state === 'open' && nowMs >= this.#openUntilMs) this.#become('half-open');
    if (this.state === 'open') return undefined;
    if (this.state === 'half-open' && this.#probes.length === this.#rules.halfOpenMax) return undefined;
    const call = { era: this.#era, startMs: nowMs };
    if (this.state === 'half-open') this.#probes.push(call);
    return call;
  }

  settle(call: Call, result: Result, nowMs: number): void {
    this.#dropHungProbes(nowMs);
    if (call.era !== this.#era) return;
    this.#probes = this.#probes.filter((probe) => probe !== call);
    if (result === 'skip') return;
    const failed = result === 'fail' || nowMs - call.startMs >= this.#rules.slowCallMs;
    if (this.state === 'half-open') {
      if (failed) this.#open(nowMs);
      else if (++this.#passed === this.#rules.halfOpenMax) this.#close(nowMs);
      return;
    }
    this.#results.push({ atMs: nowMs, failed });
    if (failed && this.#isFailing(nowMs)) this.#open(nowMs);
  }

  #isFailing(nowMs: number): boolean {
    const { failureThreshold, window } = this.#rules;
    if (window.kind === 'none') {
      const successAt = this.#results.findLastIndex(({ failed }) => !failed);
      return this.#results.length - 1 - successAt >= failureThreshold;
    }
    const sliceOf = (ms: number): number => Math.floor(((ms - this.#closedMs) * 10) / window.size);
    const seen =
      window.kind === 'calls' ? this.#results.slice(-window.size) : this.#results.filter(({ atMs }) => sliceOf(nowMs) - sliceOf(atMs) < 10);
    const failures = seen.filter(({ failed }) => failed).length;
    const threshold = window.kind === 'calls' ? Math.min(failureThreshold, window.size) : failureThreshold;
    return failures >= threshold && seen.length >= window.minimumThroughput && failures / seen.length >= window.failureRate;
  }

  #dropHungProbes(nowMs: number): void {
    const ends = this.#probes.map(({ startMs }) => startMs + this.#rules.probeTimeoutMs);
    const firstMs = Math.min(...ends);
    if (firstMs <= nowMs) this.#open(firstMs);
  }

  #open(atMs: number): void {
    this.#openUntilMs = atMs + this.#rules.recoveryMs * Math.min(8, 2 ** this.#openings);
    this.#openings++;
    this.#become('open');
  }

  #close(nowMs: number): void {
    this.#closedMs = nowMs;
    this.#openings = 0;
    this.#become('closed');
  }

  #become(state: 'closed' | 'open' | 'half-open'): void {
    this.state = state;
    this.changes++;
    this.#era = {};
    this.#results = [];
    this.#probes = [];
    this.#passed = 0;
  }
}
