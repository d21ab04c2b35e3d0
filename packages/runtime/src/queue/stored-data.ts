import { read } from '../shapes.js';
import type { StoredItem } from './later-queue.js';

/** An item as the data of a broker's job. */
export interface StoredData extends StoredItem {
  /** By the wall clock of whoever queued or re-queued it. */
  readonly queuedAtMs: number;
  /** Attempts that the broker has counted, and that don't count any more since the item was re-queued. */
  readonly forgivenAttempts: number;
}

export function newData(item: StoredItem): StoredData {
  const { name, payload, idempotencyKey } = item;
  return { name, payload, idempotencyKey, queuedAtMs: Date.now(), forgivenAttempts: 0 };
}

/** The data of a job that was read back. What something else has put into the queue has no JSON, so it becomes dead. */
export function dataOf(data: unknown): StoredData {
  return {
    name: String(read(data, 'name')),
    payload: String(read(data, 'payload')),
    idempotencyKey: String(read(data, 'idempotencyKey')),
    queuedAtMs: Number(read(data, 'queuedAtMs') ?? Date.now()),
    forgivenAttempts: Number(read(data, 'forgivenAttempts') ?? 0),
  };
}

export function ageMsOf(data: StoredData): number {
  return Math.max(0, Date.now() - data.queuedAtMs);
}
