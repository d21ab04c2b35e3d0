import type { Clock } from '../../src/index.js';

/** What decides the correctness of the runtime: RUNTIME.md's twenty sentences, which the scenarios of this folder play. */
export const sentences = {
  1: 'Closed to open exactly at the threshold, never below the minimum throughput.',
  2: 'An idle time of a window or more forgets everything.',
  3: 'An open circuit rejects without a call; the error says when to come back.',
  4: 'Open to half-open lazily, at the first call at or after the deadline; no timer a breaker; also after hydration.',
  5: 'Half-open admits exactly N at once; the next is rejected at once, not queued.',
  6: 'Any half-open failure re-opens with a new deadline and the next back-off; late probe results change nothing.',
  7: 'A result admitted in an older era never changes the state, nor frees a newer slot.',
  8: 'An ignored or aborted probe frees its slot without a verdict.',
  9: 'A hung probe is bounded.',
  10: 'N failures at once open once, with one event.',
  11: 'A throwing listener or predicate never breaks the call.',
  12: 'A synchronous throw is a rejection.',
  13: 'A bulkhead is first come, first served; an abort leaves the queue at once; never more than N truly run.',
  14: 'Exactly one of result and timeout; nothing of it stays behind, and nothing is aborted after a success.',
  15: 'An abort ends the back-off at once; an exhausted budget is an event of its own; the deadline is total.',
  16: 'A step of the wall clock by an hour either way changes nothing.',
  17: 'A process exits when idle, and not while a timeout is the only thing that is pending.',
  18: 'Delays above 2^31-1 ms work.',
  19: 'Causes are never lost.',
  20: 'Every policy takes a clock, and works under fake timers.',
} as const;

export type BehaviourNumber = keyof typeof sentences;

/** The time of a scenario: the hands are turned by the test. */
export interface TestTime {
  /** For policies that take a clock; `undefined` where the timers of the host are fake. */
  readonly clock: Clock | undefined;
  /** How many timers are pending. */
  pending(): number;
  /** Fires what is due on the way, and lets promises settle. */
  advance(ms: number): Promise<void>;
  /** All that promises alone can settle is settled then. */
  settled(): Promise<void>;
  /** As if somebody set the time of the machine. */
  stepWallClock(ms: number): void;
}

/** One thing that must hold, played on something that claims it. Rejects with an AssertionError where it does not. */
export interface Scenario<Subject> {
  readonly behaviour: BehaviourNumber;
  /** A sentence of its own: one behaviour has many sides. */
  readonly title: string;
  readonly play: (subject: Subject, time: TestTime) => Promise<void>;
}

/** Thrown by a subject that has no such thing as the scenario needs: neither right nor wrong. */
export class NotOffered extends Error {}

export const hourMs = 3_600_000;
/** What a host's timer can count at most. */
export const longestTimerMs = 2 ** 31 - 1;
