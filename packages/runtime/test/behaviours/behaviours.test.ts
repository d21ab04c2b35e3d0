import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, it, vi } from 'vitest';
import { bundle } from '../bundle.js';
import { breakerScenarios } from './circuit-breaker.js';
import { bulkheadScenarios } from './bulkhead.js';
import { sentences, type Scenario, type TestTime } from './contract.js';
import { fallbackScenarios } from './fallback.js';
import {
  attemptTimeoutOfDependency, breakerOfDependency, bulkheadOfDependency, fallbackOfDependency, retryOfDependency, timeoutOfDependency,
} from './fused.js';
import { breakerOfItsOwn, bulkheadOfItsOwn, fallbackOfItsOwn, retryOfItsOwn, timeoutOfItsOwn } from './ours.js';
import { processScenarios } from './process.js';
import { retryScenarios } from './retry.js';
import { fakeTimersTime, manualTime } from './test-times.js';
import { timeoutScenarios } from './timeout.js';

interface Played {
  readonly behaviour: Scenario<never>['behaviour'];
  readonly title: string;
  readonly play: (time: TestTime) => Promise<void>;
}

function playedOn<Subject>(name: string, subject: Subject, scenarios: readonly Scenario<Subject>[]): readonly Played[] {
  return scenarios.map(({ behaviour, title, play }) => ({ behaviour, title: `${name}: ${title}`, play: (time) => play(subject, time) }));
}

const played = [
  ...playedOn('circuitBreaker', breakerOfItsOwn, breakerScenarios),
  ...playedOn('bulkhead', bulkheadOfItsOwn, bulkheadScenarios),
  ...playedOn('withTimeout', timeoutOfItsOwn, timeoutScenarios),
  ...playedOn('retry', retryOfItsOwn, retryScenarios),
  ...playedOn('fallbackChain', fallbackOfItsOwn, fallbackScenarios),
  ...playedOn('the breaker of a dependency', breakerOfDependency, breakerScenarios),
  ...playedOn('the bulkhead of a dependency', bulkheadOfDependency, bulkheadScenarios),
  ...playedOn('the time limit of a dependency', timeoutOfDependency, timeoutScenarios),
  ...playedOn('the time limit of an attempt', attemptTimeoutOfDependency, timeoutScenarios),
  ...playedOn('the retries of a dependency', retryOfDependency, retryScenarios),
  ...playedOn('the fallback of a dependency', fallbackOfDependency, fallbackScenarios),
];

afterEach(() => {
  vi.useRealTimers();
});

describe.each(Object.entries(sentences).filter(([number]) => number !== '17' && number !== '20'))('%s. %s', (number) => {
  const scenarios = played.filter(({ behaviour }) => behaviour === Number(number));

  it.each(scenarios)('$title', ({ play }) => play(manualTime()));

  // Behaviour 20.
  it.each(scenarios)('$title, under fake timers', ({ play }) => play(fakeTimersTime()));
});

describe(`17. ${sentences[17]}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'failsoft-behaviours-'));
  const givenUp = 'new Promise(() => {})';
  const programs = [
    ['withTimeout', 'withTimeout(async () => 1, { timeoutMs: 3_600_000 })', `withTimeout(() => ${givenUp}, { timeoutMs: 150 })`],
    ['retry', 'retry(async () => 1, { timeoutMs: 3_600_000 })', `retry(() => ${givenUp}, { timeoutMs: 150 })`],
    ['hedge', 'hedge(async () => 1, { delayMs: 3_600_000 })', `hedge((call) => call.attempt === 1 ? ${givenUp} : 2, { delayMs: 150 })`],
    ['a dependency', dependencyOf('async () => 1', 3_600_000), dependencyOf(`() => ${givenUp}`, 150)],
    ['a bulkhead', bulkheadOf('async () => 1', 3_600_000), bulkheadOf(`() => ${givenUp}`, 150)],
  ] as const;

  beforeAll(async () => {
    writeFileSync(join(folder, 'runtime.mjs'), await bundle('*'));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(programs.flatMap(([name, answered, ended]) => processScenarios.map(({ title, play }) => ({ title, play, name, answered, ended }))))(
    '$name: $title',
    ({ play, answered, ended }) => {
      const program = (call: string): string => `import * as failsoft from './runtime.mjs';\nconst { withTimeout, retry, bulkhead, hedge, dependency } = failsoft;\ngive(${call});`;
      return play({ folder, answered: program(answered), givenUp: program(ended) }, manualTime());
    },
  );
});

function dependencyOf(fn: string, timeoutMs: number): string {
  return `dependency({ name: 'rates', timeoutMs: ${timeoutMs}, retry: {}, breaker: {}, bulkhead: { maxConcurrent: 1 } }).run(${fn})`;
}

function bulkheadOf(fn: string, queueTimeoutMs: number): string {
  return `((reports) => (reports.run(${fn}), reports.run(async () => 2)))(bulkhead({ name: 'reports', maxConcurrent: 1, maxQueue: 1, queueTimeoutMs: ${queueTimeoutMs} }))`;
}
