/** Whose context (`AsyncLocalStorage`: the request, its trace, its user) code runs in that the runtime calls later. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { describe, expect, it } from 'vitest';
import { bulkhead, hedge, mapWithLimit, retry, withTimeout } from '../src/index.js';
import { fail, hang, ignore } from './broken.js';
import { promisesSettled } from './manual-clock.js';

const request = new AsyncLocalStorage<string>();

async function contextsOf(play: (note: () => void) => Promise<unknown>): Promise<readonly string[]> {
  const seen: string[] = [];
  const note = (name: string) => (): void => void seen.push(`${name} in ${String(request.getStore())}`);
  await Promise.all(['a', 'b'].map((name) => request.run(name, () => play(note(name)).catch(ignore))));
  return seen;
}

const own = ['a in a', 'b in b'];

describe('the context of a request is that of', () => {
  it('a call that waited for its turn', async () => {
    const reports = bulkhead({ name: 'reports', maxConcurrent: 1, maxQueue: 1 });
    const seen = await contextsOf((note) => reports.run(async () => {
      await promisesSettled();
      note();
    }));
    expect(seen).toEqual(own);
  });

  it('a call that waited for its turn, from its first line on', async () => {
    const reports = bulkhead({ name: 'reports', maxConcurrent: 1, maxQueue: 1 });
    expect(await contextsOf((note) => reports.run(note))).toEqual(own);
  });

  it('a second attempt', async () => {
    expect(
      await contextsOf((note) => retry(({ attempt }) => (attempt === 1 ? fail() : note()), { baseDelayMs: 5, name: 'context' })),
    ).toEqual(expect.arrayContaining(own));
  });

  it('a hedge', async () => {
    expect(await contextsOf((note) => hedge(({ attempt }) => (attempt === 1 ? hang() : note()), { delayMs: 5, name: 'context' }))).toEqual(own);
  });

  it('whoever is told by the signal that the time is up', async () => {
    const seen = await contextsOf((note) =>
      withTimeout(({ signal }) => {
        signal.addEventListener('abort', note);
        return hang();
      }, { timeoutMs: 20 }),
    );
    expect(seen).toEqual(own);
  });

  it('a telemetry subscriber that is told of a timeout', async () => {
    const seen: string[] = [];
    const note = (message: unknown): void => void seen.push(`${nameIn(message)} in ${String(request.getStore())}`);
    subscribe('failsoft:timeout:timed-out', note);
    await Promise.all(['a', 'b'].map((name) => request.run(name, () => withTimeout(hang, { timeoutMs: 20, name }).catch(ignore))));
    unsubscribe('failsoft:timeout:timed-out', note);
    expect(seen).toEqual(own);
  });

  it('the function of mapWithLimit', async () => {
    const seen = await contextsOf((note) => mapWithLimit([1, 2, 3], 1, async () => {
      await promisesSettled();
      note();
    }));
    expect(seen.toSorted()).toEqual(['a in a', 'a in a', 'a in a', 'b in b', 'b in b', 'b in b']);
  });
});

function nameIn(message: unknown): string {
  return typeof message === 'object' && message !== null && 'name' in message ? String(message.name) : 'nobody';
}
