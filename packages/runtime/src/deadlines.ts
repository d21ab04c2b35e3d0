/**
 * Deadlines of calls. Nearly every call is over long before its own, and a timer of the host for each would cost more
 * than all the rest of a call: those of one length stand in one list, the first due first, with one timer.
 */
import { longestTimerMs, systemClock, type Clock } from './clock.js';
import { LinkedList, type Linked } from './linked-list.js';
import { read } from './shapes.js';

/** What has a deadline: one at a time. */
export interface Deadline extends Linked<Deadline> {
  dueMs: number;
  /** What calls `onDue`, and is to be stopped before that if the deadline is given up. */
  timer: { stop(deadline: Deadline): void } | undefined;
  onDue(): void;
}

/**
 * @param clock Somebody's own, if any.
 * @returns Whether the timer is one for many.
 */
export function startDeadline(deadline: Deadline, delayMs: number, clock: Clock | undefined): boolean {
  if (clock === undefined && host.isShared && setTimeout === host.setTimeout) {
    const list = lists.get(delayMs) ?? new DeadlineList(delayMs);
    list.start(deadline);
    return true;
  }
  deadline.timer = { stop: (clock ?? systemClock).schedule(() => deadline.onDue(), delayMs) };
  return false;
}

const lists = /* @__PURE__ */ new Map<number, DeadlineList>();

/** The host as it was when this module was loaded: under fake timers that were installed since, each deadline has a timer. */
const host = /* @__PURE__ */ hostNow();

function hostNow() {
  const agent = read(Reflect.get(globalThis, 'navigator'), 'userAgent');
  // On the edge a timer belongs to the request that set it, and goes with it.
  const isShared = agent !== 'Cloudflare-Workers' && !('EdgeRuntime' in globalThis);
  return { setTimeout, clearTimeout, now: performance.now.bind(performance), isShared };
}

/**
 * How late a timer is when the event loop was busy. Node runs timers before it looks at what has arrived in the meantime: the
 * calls that were answered in time would be given up, and open a circuit. They get one turn of the loop to be settled in.
 */
const lateMs = 5;

/** How long a list goes on without a deadline, rather than set and clear a timer for each of a row of short calls. */
const idleMs = 1;

class DeadlineList {
  readonly #delayMs: number;
  readonly #deadlines = new LinkedList<Deadline>();
  #timer: ReturnType<typeof setTimeout>;
  #isIdleSoon = true;

  constructor(delayMs: number) {
    this.#delayMs = delayMs;
    this.#timer = this.#wait(idleMs);
    lists.set(delayMs, this);
  }

  start(deadline: Deadline): void {
    deadline.timer = this;
    deadline.dueMs = host.now() + this.#delayMs;
    this.#deadlines.push(deadline);
  }

  stop(deadline: Deadline): void {
    if (!this.#deadlines.remove(deadline) || this.#deadlines.size > 0 || this.#isIdleSoon) return;
    const { clearTimeout: clear } = host; // a browser's refuses to be called as a method
    clear(this.#timer);
    lists.delete(this.#delayMs);
  }

  #wait(ms: number, onTimer = () => this.#wake()): ReturnType<typeof setTimeout> {
    const { setTimeout: start } = host;
    return start(onTimer, Math.min(Math.ceil(ms), longestTimerMs));
  }

  #wake(): void {
    const nowMs = host.now();
    const { first } = this.#deadlines;
    if (first !== undefined && first.dueMs < nowMs - lateMs) this.#timer = this.#wait(0, () => this.#fire(nowMs));
    else this.#fire(nowMs);
  }

  /** @param nowMs Of this turn of the loop or the one before. */
  #fire(nowMs: number): void {
    this.#isIdleSoon = true;
    let first = this.#deadlines.first;
    // A timer of the host may be early by a part of a millisecond: then there is a little left to wait.
    for (; first !== undefined && first.dueMs <= nowMs; first = this.#deadlines.first) {
      this.#deadlines.remove(first);
      first.onDue();
    }
    if (first === undefined) {
      lists.delete(this.#delayMs);
    } else {
      this.#isIdleSoon = false;
      this.#timer = this.#wait(first.dueMs - host.now());
    }
  }
}
