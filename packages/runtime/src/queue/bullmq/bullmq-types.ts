/** What is used of BullMQ 6, so that its types are not needed. */

/** A `Queue` of BullMQ. */
export interface BullMqQueue {
  readonly name: string;
  add(name: string, data: unknown, options: object): Promise<unknown>;
  getJob(id: string): Promise<BullMqJob | undefined>;
  getFailed(start: number, end: number): Promise<BullMqJob[]>;
  getJobCounts(...types: BullMqState[]): Promise<Record<string, number>>;
}

export type BullMqState = 'failed' | 'wait' | 'delayed' | 'prioritized' | 'active';

/** A `Worker` of BullMQ. */
export interface BullMqWorker {
  readonly opts: { readonly lockDuration?: number };
  getNextJob(token: string, options: { block: boolean }): Promise<BullMqJob | undefined>;
  startStalledCheckTimer(): Promise<void>;
}

/** A `Job` of BullMQ. */
export interface BullMqJob {
  readonly id?: string | undefined;
  readonly data: unknown;
  readonly attemptsStarted: number;
  readonly failedReason: string;
  moveToCompleted(returnValue: null, token: string, fetchNext: boolean): Promise<unknown>;
  moveToDelayed(timestampMs: number, token: string): Promise<unknown>;
  moveToWait(token: string): Promise<unknown>;
  moveToFailed(error: Error, token: string, fetchNext: boolean): Promise<unknown>;
  updateData(data: unknown): Promise<unknown>;
  retry(state: 'failed'): Promise<unknown>;
  remove(): Promise<unknown>;
  isFailed(): Promise<boolean>;
}
