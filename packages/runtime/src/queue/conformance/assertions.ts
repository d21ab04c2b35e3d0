import { systemClock } from '../../clock.js';

/** How long a broker may take for what it does by the way. */
const patienceMs = 20_000;

/** Throws unless both are the same, as JSON has it. */
export function equal(what: string, actual: unknown, expected: unknown): void {
  const [received, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (received !== wanted) throw new Error(`The queue does not conform: ${what} must be ${wanted}, received ${received}`);
}

/** The one item there is. */
export function only<Item>(items: readonly Item[]): Item {
  const [item] = items;
  equal('the number of items', items.length, 1);
  if (item === undefined) throw new Error('The queue does not conform: there is a hole in its answer');
  return item;
}

/** Asks again and again until there is something. */
export async function eventually<Value>(what: string, ask: () => Promise<Value | undefined>): Promise<Value> {
  const giveUpAtMs = systemClock.now() + patienceMs;
  while (systemClock.now() < giveUpAtMs) {
    const value = await ask();
    if (value !== undefined) return value;
    await new Promise<void>((resolve) => void systemClock.schedule(resolve, 20));
  }
  throw new Error(`The queue does not conform: it is not so that ${what} within ${patienceMs} ms`);
}
