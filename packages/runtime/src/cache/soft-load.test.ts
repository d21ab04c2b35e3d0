import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fail, hang } from '../../test/broken.js';
import { ManualClock } from '../../test/manual-clock.js';
import { softLoader, type ReadThrough } from './soft-load.js';

type Loader = () => Promise<unknown>;

let clock: ManualClock;
let call: (given: Partial<ReadThrough>) => { readonly answers: readonly unknown[] };
const load = vi.fn<Loader>();
const onMiss = vi.fn<(error: unknown) => void>();
const after = (ms: number, value: unknown): Promise<unknown> =>
  new Promise((resolve) => clock.schedule(() => resolve(value), ms));

beforeEach(() => {
  clock = new ManualClock();
  load.mockReset().mockImplementation(() => after(500, 'loaded'));
  onMiss.mockReset();
  const readThrough = softLoader({ timeoutMs: 100, clock });
  call = (given) => {
    const answers: unknown[] = [];
    const rest = { key: 'a', load, onMiss, answerWith: (loaded: unknown) => ({ own: loaded }) };
    readThrough({ read: (loader) => loader(), ...rest, ...given }).then(
      (answer) => answers.push(answer),
      (error: unknown) => answers.push(error),
    );
    return { answers };
  };
});

describe('a read through a cache', () => {
  it('is what the cache answers, without a load', async () => {
    const { answers } = call({ read: () => after(99, 'cached') });
    await clock.advance(99);

    expect(answers).toEqual(['cached']);
    expect(load).not.toHaveBeenCalled();
    expect(onMiss).not.toHaveBeenCalled();
    expect(clock.pending).toBe(0);
  });

  it('does not bound the load', async () => {
    const { answers } = call({ read: async (loader) => ({ cached: await loader() }) });
    await clock.advance(500);

    expect(answers).toEqual([{ cached: 'loaded' }]);
    expect(onMiss).not.toHaveBeenCalled();
    expect(clock.pending).toBe(0);
  });

  it.each([
    ['rejects', fail],
    [
      'throws',
      () => {
        throw new Error('down');
      },
    ],
  ])('loads at once if the cache %s', async (_how, read) => {
    const { answers } = call({ read });
    await clock.advance(500);

    expect(answers).toEqual([{ own: 'loaded' }]);
    expect(onMiss).toHaveBeenCalledExactlyOnceWith(new Error('down'));
  });

  it('loads when the time of a silent cache is up', async () => {
    const { answers } = call({ read: hang });
    await clock.advance(99);
    expect(load).not.toHaveBeenCalled();
    await clock.advance(501);

    expect(answers).toEqual([{ own: 'loaded' }]);
    expect(onMiss).toHaveBeenCalledTimes(1);
  });

  it('loads once, though the cache asks for it late', async () => {
    const { answers } = call({ read: (loader) => after(200, undefined).then(loader) });
    await clock.advance(1_000);

    expect(answers).toEqual([{ own: 'loaded' }]);
    expect(load).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['fails to store', fail, 500],
    ['hangs storing', hang, 600],
  ])('answers with what was loaded if the cache %s it', async (_how, store, atMs) => {
    const { answers } = call({ read: (loader) => loader().then(store) });
    await clock.advance(atMs - 1);
    expect(answers).toEqual([]);
    await clock.advance(1);

    expect(answers).toEqual([{ own: 'loaded' }]);
    expect(onMiss).toHaveBeenCalledTimes(1);
  });

  it('hands on the failure of the load, which is no miss', async () => {
    load.mockImplementation(fail);
    const { answers } = call({});
    await clock.advance(0);

    expect(answers).toEqual([new Error('down')]);
    expect(onMiss).not.toHaveBeenCalled();
  });

  it('is what the cache answers while it refreshes in the background', async () => {
    const { answers } = call({
      read: (loader) => {
        void loader();
        return after(10, 'old');
      },
    });
    await clock.advance(10);

    expect(answers).toEqual(['old']);
  });

  it('waits for the load of another call, where the cache shares it', async () => {
    let shared: Promise<unknown> | undefined;
    const read = (loader: Loader): Promise<unknown> => (shared ??= loader());
    const calls = [call({ read }), call({ read }), call({ read, key: 'a' })];
    await clock.advance(500);

    expect(calls.map(({ answers }) => answers)).toEqual([['loaded'], ['loaded'], ['loaded']]);
    expect(load).toHaveBeenCalledTimes(1);
    expect(onMiss).not.toHaveBeenCalled();
  });

  it('waits for the newest load of the key, where the cache shares none', async () => {
    call({});
    await clock.advance(300);
    call({});
    await clock.advance(250);
    const { answers } = call({ read: hang });
    await clock.advance(350);

    expect(load).toHaveBeenCalledTimes(2);
    expect(answers).toEqual([{ own: 'loaded' }]);
  });

  it('does not wait for the load of another key', async () => {
    call({ key: 'b' });
    call({ read: hang });
    await clock.advance(600);

    expect(load).toHaveBeenCalledTimes(2);
  });
});
