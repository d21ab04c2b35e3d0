/** What a dependency that is down costs its callers. */
import { ConsecutiveBreaker, circuitBreaker as cockatielBreaker, handleAll } from 'cockatiel';
import { circuitBreaker, countWindow, dependency, timeWindow } from '@failsoft/runtime';
import Opossum from 'opossum';

const down = new Error('down');
const fail = () => Promise.reject(down);
const answer = async () => 'answer';
const ignore = () => undefined;

/** Calls of a circuit that is open. */
export async function openCircuits() {
  const ours = dependency({ name: 'stock', timeoutMs: 10_000, breaker: { failureThreshold: 1, recoveryMs: 3_600_000 }, bulkhead: { maxConcurrent: 10 } });
  const cockatiel = cockatielBreaker(handleAll, { halfOpenAfter: 3_600_000, breaker: new ConsecutiveBreaker(1) });
  const opossum = new Opossum(fail, { timeout: 10_000, resetTimeout: 3_600_000, volumeThreshold: 1 });
  await ours.run(fail).catch(ignore);
  await cockatiel.execute(fail).catch(ignore);
  await opossum.fire().catch(ignore);
  return { failsoft: () => ours.run(answer), cockatiel: () => cockatiel.execute(answer), opossum: () => opossum.fire() };
}

const results = 100_000;

/** Calls that fail, where so many results are remembered that they would take long to look through. */
export async function fullWindows() {
  const rate = { failureThreshold: 1, recoveryMs: 1 };
  const byCount = circuitBreaker({ name: 'stock', ...rate, window: countWindow({ calls: results, failureRate: 1 }) });
  const byTime = circuitBreaker({ name: 'stock', ...rate, window: timeWindow({ windowMs: 3_600_000, failureRate: 1 }) });
  const opossum = new Opossum((call) => call(), { timeout: 10_000, rollingCountTimeout: 3_600_000, errorThresholdPercentage: 100 });
  for (let call = 0; call < results; call++) {
    await byCount.run(answer);
    await byTime.run(answer);
    await opossum.fire(answer);
  }
  return { 'failsoft, by count': () => byCount.run(fail), 'failsoft, by time': () => byTime.run(fail), opossum: () => opossum.fire(fail) };
}
