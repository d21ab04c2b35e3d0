export interface ReferenceCall {
  readonly id: number;
  /** When it leaves the queue unserved. */
  readonly untilMs: number;
  is: 'running' | 'running for nobody' | 'queued' | 'rejected' | 'aborted' | 'settled';
}

/** What a bulkhead should do, said as plainly as can be: every call, in the order in which it came. */
export class BulkheadReference {
  readonly calls: ReferenceCall[] = [];
  readonly #maxConcurrent: number;
  readonly #maxQueue: number;
  readonly #queueTimeoutMs: number;

  constructor(maxConcurrent: number, maxQueue: number, queueTimeoutMs: number) {
    this.#maxConcurrent = maxConcurrent;
    this.#maxQueue = maxQueue;
    this.#queueTimeoutMs = queueTimeoutMs;
  }

  all(is: ReferenceCall['is']): readonly ReferenceCall[] {
    return this.calls.filter((call) => call.is === is);
  }

  /** Those that have a slot, whether or not their caller still waits for them. */
  get underWay(): readonly ReferenceCall[] {
    return [...this.all('running'), ...this.all('running for nobody')];
  }

  start(nowMs: number): void {
    const isRoom = this.underWay.length < this.#maxConcurrent;
    const is = isRoom ? 'running' : this.all('queued').length < this.#maxQueue ? 'queued' : 'rejected';
    this.calls.push({ id: this.calls.length, untilMs: nowMs + this.#queueTimeoutMs, is });
  }

  settle(call: ReferenceCall): void {
    call.is = call.is === 'running' ? 'settled' : 'aborted';
    const [next] = this.all('queued');
    if (next !== undefined) next.is = 'running';
  }

  /** The caller is told at once. One that runs goes on, and keeps its slot. */
  abort(call: ReferenceCall): void {
    if (call.is === 'queued') call.is = 'aborted';
    if (call.is === 'running') call.is = 'running for nobody';
  }

  tick(nowMs: number): void {
    for (const call of this.all('queued')) if (call.untilMs <= nowMs) call.is = 'rejected';
  }
}
