/** What a worker is asked, one thing at a time: what somebody waits for first. */
import type { FromWorker, WorkerRequest } from '../worker/messages.js';
import { RequestQueue, type Urgency } from './request-queue.js';

type Unnumbered<T> = T extends unknown ? Omit<T, 'id'> : never;
export type Question = Unnumbered<WorkerRequest>;
export type Answer = Extract<FromWorker, { readonly kind: 'reports' | 'edits' | 'paths' }>;

interface Pending {
  readonly question: Question;
  readonly urgency: Urgency;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

export class PendingRequests {
  readonly #queue = new RequestQueue<Pending>();
  #current: (Pending & { readonly id: number }) | undefined;
  #nextId = 1;

  /** The question that the worker is at. */
  get current(): Question | undefined {
    return this.#current?.question;
  }

  /** @throws the signal's reason */
  add(question: Question, urgency: Urgency, signal: AbortSignal | undefined): Promise<Answer> {
    return new Promise((resolve, reject) => this.#queue.add({ question, urgency, signal, resolve, reject }));
  }

  /** Whether something is left to be asked. */
  hasNext(): boolean {
    const next = this.#takeWanted();
    if (next !== undefined) this.#queue.putBack(next);
    return next !== undefined;
  }

  /** Makes the next question the current one. */
  next(): WorkerRequest | undefined {
    const next = this.#takeWanted();
    if (next === undefined) return undefined;
    this.#current = { ...next, id: this.#nextId++ };
    return { ...next.question, id: this.#current.id };
  }

  /** @returns whether that was an answer to the current question */
  answer(id: number, answer: Answer | Error): boolean {
    if (this.#current?.id !== id) return false;
    const { resolve, reject } = this.#current;
    this.#current = undefined;
    if (answer instanceof Error) reject(answer);
    else resolve(answer);
    return true;
  }

  /** The current question is asked again, before all others. */
  retryCurrent(): void {
    if (this.#current !== undefined) this.#queue.putBack(this.#current);
    this.#current = undefined;
  }

  failCurrent(error: Error): void {
    if (this.#current !== undefined) this.answer(this.#current.id, error);
  }

  failAll(error: Error): void {
    this.failCurrent(error);
    for (const { reject } of this.#queue.clear()) reject(error);
  }

  /** What nobody waits for any more is dropped before it costs anything. */
  #takeWanted(): Pending | undefined {
    for (let next = this.#queue.take(); next !== undefined; next = this.#queue.take()) {
      if (next.signal?.aborted !== true) return next;
      next.reject(next.signal.reason);
    }
    return undefined;
  }
}
