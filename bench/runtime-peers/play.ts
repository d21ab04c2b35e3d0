import { AssertionError } from 'node:assert';
import { inspect as inspectFully } from 'node:util';
import { breakerScenarios } from '../../packages/runtime/test/behaviours/circuit-breaker.js';
import { bulkheadScenarios } from '../../packages/runtime/test/behaviours/bulkhead.js';
import { NotOffered, type BehaviourNumber, type Scenario } from '../../packages/runtime/test/behaviours/contract.js';
import { processScenarios } from '../../packages/runtime/test/behaviours/process.js';
import { retryScenarios } from '../../packages/runtime/test/behaviours/retry.js';
import { timeoutScenarios } from '../../packages/runtime/test/behaviours/timeout.js';
import { fakedTime } from './faked-time.js';
import type { Library } from './peers/library.js';

/** What was seen of a library in a scenario. */
export type Observed =
  | { readonly is: 'right' }
  | { readonly is: 'wrong'; readonly seen: string }
  | { readonly is: 'not offered'; readonly why: string };

export interface Row {
  readonly concept: 'circuit breaker' | 'bulkhead' | 'timeout' | 'retry' | 'process';
  readonly behaviour: BehaviourNumber;
  readonly title: string;
  readonly observed: Readonly<Record<string, Observed>>;
}

/** Read before the timers are replaced. */
const { setTimeout: startTimer, clearTimeout: stopTimer } = globalThis;
const hungMs = 25_000;

/** Plays every scenario on every library that has the concept, one at a time. */
export async function playAll(libraries: readonly Library[], folder: string): Promise<readonly Row[]> {
  return [
    ...(await rowsOf('circuit breaker', breakerScenarios, libraries, ({ breaker }) => breaker)),
    ...(await rowsOf('bulkhead', bulkheadScenarios, libraries, ({ bulkhead }) => bulkhead)),
    ...(await rowsOf('timeout', timeoutScenarios, libraries, ({ timeout }) => timeout)),
    ...(await rowsOf('retry', retryScenarios, libraries, ({ retry }) => retry)),
    ...(await rowsOf('process', processScenarios, libraries, ({ process }) => ({ folder, ...process }))),
  ];
}

async function rowsOf<Subject>(
  concept: Row['concept'],
  scenarios: readonly Scenario<Subject>[],
  libraries: readonly Library[],
  subjectOf: (library: Library) => Subject | undefined,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const scenario of scenarios) {
    const observed: Record<string, Observed> = {};
    for (const library of libraries) {
      const subject = subjectOf(library);
      if (subject !== undefined) observed[library.name] = await observe(scenario, subject);
    }
    rows.push({ concept, behaviour: scenario.behaviour, title: scenario.title, observed });
  }
  return rows;
}

async function observe<Subject>(scenario: Scenario<Subject>, subject: Subject): Promise<Observed> {
  const time = fakedTime();
  let hung: NodeJS.Timeout | undefined;
  const watchdog = new Promise<never>((_, reject) => {
    hung = startTimer(() => reject(new Error('it hangs')), hungMs);
  });
  try {
    await Promise.race([scenario.play(subject, time), watchdog]);
    return { is: 'right' };
  } catch (error) {
    if (error instanceof NotOffered) return { is: 'not offered', why: error.message };
    return { is: 'wrong', seen: whatIsWrong(error) };
  } finally {
    stopTimer(hung);
    time.restore();
  }
}

/** An error by its message. */
function inspect(value: unknown): string {
  return value instanceof Error ? String(value) : inspectFully(value, { breakLength: Infinity });
}

function whatIsWrong(error: unknown): string {
  if (error instanceof AssertionError && error.generatedMessage) return `saw ${inspect(error.actual)} in place of ${inspect(error.expected)}`;
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return line;
}
