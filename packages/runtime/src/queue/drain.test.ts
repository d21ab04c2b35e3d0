import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ManualClock } from '../../test/manual-clock.js';
import { MemoryQueue } from '../../test/memory-queue.js';
import { CircuitOpenError } from '../circuit-breaker/circuit-open-error.js';
import { read } from '../shapes.js';
import { drain, queueForLater, UnrecoverableError, type Drain, type DrainOptions, type LaterHandler } from './index.js';

const channels = ['completed', 'attempt-failed', 'dead', 'store-failed'].map((event) => `failsoft:queue:${event}`);
const warn = vi.fn<(message: string) => void>();
let clock: ManualClock;
let queue: MemoryQueue;
let draining: Drain | undefined;
let events: [string, unknown][];
const listen = (message: unknown, channel: string | symbol): void => void events.push([String(channel), message]);

beforeEach(() => {
  clock = new ManualClock();
  queue = new MemoryQueue(() => clock.now());
  events = [];
  warn.mockClear();
  channels.forEach((channel) => subscribe(channel, listen));
});
afterEach(async () => {
  channels.forEach((channel) => unsubscribe(channel, listen));
  const stopped = draining?.stop({ graceMs: 1 });
  await clock.advance(20_000);
  await stopped;
  draining = undefined;
  vi.restoreAllMocks();
});

async function queued(...keys: readonly string[]): Promise<void> {
  for (const idempotencyKey of keys) await queueForLater(queue, { name: 'mail', payload: { to: idempotencyKey }, idempotencyKey });
}

function drained(mail: LaterHandler, options: DrainOptions = {}): Drain {
  draining = drain(queue, { mail }, { clock, logger: { warn }, ...options });
  return draining;
}

const down = (): never => {
  throw new Error('the mail server is down');
};
const hang = (): Promise<never> => new Promise(() => undefined);

describe('drain', () => {
  it('does what was queued, once, and forgets it', async () => {
    const mail = vi.fn<LaterHandler>();
    await queued('a', 'b');
    drained(mail);
    await clock.advance(5_000);

    expect(mail.mock.calls.map(([payload]) => payload)).toEqual([{ to: 'a' }, { to: 'b' }]);
    expect(await queue.count()).toEqual({ waiting: 0, dead: 0 });
    expect(events).toContainEqual(['failsoft:queue:completed', { name: 'mails', item: 'mail', attempt: 1, ageMs: 0 }]);
  });

  it('tells the handler the key, the attempt and the age', async () => {
    const mail = vi.fn<LaterHandler>().mockRejectedValueOnce(new Error('down'));
    await queued('a');
    drained(mail);
    await clock.advance(40_000);

    expect(mail.mock.calls.map(([, { idempotencyKey, attempt }]) => [idempotencyKey, attempt])).toEqual([['a', 1], ['a', 2]]);
    expect(mail.mock.calls[1]?.[1].ageMs).toBeGreaterThanOrEqual(500);
  });

  it('does what is queued while it drains', async () => {
    const mail = vi.fn<LaterHandler>();
    drained(mail);
    await clock.advance(10_000);
    await queued('a');
    await clock.advance(1_000);

    expect(mail).toHaveBeenCalledOnce();
  });

  it('has no more items under way than it may', async () => {
    const mail = vi.fn<LaterHandler>(hang);
    await queued('a', 'b', 'c', 'd');
    drained(mail, { maxConcurrent: 3, maxPerSecond: 1_000 });
    await clock.advance(5_000);

    expect(mail).toHaveBeenCalledTimes(3);
    expect((await queue.reserve(5)).map(({ idempotencyKey }) => idempotencyKey)).toEqual(['d']); // nothing is reserved that can't begin
  });

  it('begins no more in a second than it may', async () => {
    const mail = vi.fn<LaterHandler>();
    await queued(...Array.from({ length: 50 }, (_, key) => String(key)));
    drained(mail, { maxPerSecond: 5 });
    await clock.advance(4_000);

    expect(mail.mock.calls.length).toBeGreaterThanOrEqual(18);
    expect(mail.mock.calls.length).toBeLessThanOrEqual(21);
  });

  it('leaves a dependency that is down almost alone, and comes up to speed when it is back', async () => {
    const mail = vi.fn<LaterHandler>(down);
    await queued(...Array.from({ length: 200 }, (_, key) => String(key)));
    drained(mail, { maxPerSecond: 100 });
    await clock.advance(600_000);
    const whileDown = mail.mock.calls.length;
    mail.mockImplementation(() => undefined);
    await clock.advance(1_200_000);

    expect(whileDown).toBeLessThan(50);
    expect(await queue.count()).toEqual({ waiting: 0, dead: 0 });
  });

  it('waits twice as long after each failure, at random within a half, and up to the maximum', async () => {
    await queued('a');
    drained(down, { maxPerSecond: 1_000, attempts: 8, baseDelayMs: 1_000, maxDelayMs: 20_000 });
    await clock.advance(600_000);
    const delays = events.flatMap(([channel, message]) => (channel === 'failsoft:queue:attempt-failed' ? [Number(read(message, 'delayMs'))] : []));

    expect(delays).toHaveLength(7);
    expect(delays.map((delayMs, index) => delayMs / Math.min(20_000, 1_000 * 2 ** index)).filter((ratio) => ratio < 0.5 || ratio > 1)).toEqual([]);
    expect(new Set(delays.map((delayMs) => delayMs % 100)).size).toBeGreaterThan(1);
  });

  it('comes back no sooner than an open circuit says', async () => {
    await queued('a');
    drained(() => { throw new CircuitOpenError('mail server', 25_000); });
    await clock.advance(10);

    expect(events).toMatchObject([['failsoft:queue:attempt-failed', { delayMs: 25_000 }]]);
  });

  it('makes an item dead after its attempts, says so, and does not lose it', async () => {
    const mail = vi.fn<LaterHandler>(down);
    await queued('a');
    drained(mail, { attempts: 3 });
    await clock.advance(600_000);

    expect(mail).toHaveBeenCalledTimes(3);
    expect(await queue.deadItems(5)).toMatchObject([{ payload: '{"to":"a"}', reason: 'attempt 3 of 3 failed: Error: the mail server is down' }]);
    expect(warn.mock.calls).toEqual([['mails: mail (a) is dead, see deadItems(): Error: attempt 3 of 3 failed']]);
  });

  it('makes an item dead at once that its handler gives up', async () => {
    const mail = vi.fn<LaterHandler>(() => { throw new UnrecoverableError('no such address'); });
    await queued('a');
    drained(mail);
    await clock.advance(60_000);

    expect(mail).toHaveBeenCalledOnce();
    expect(await queue.deadItems(5)).toMatchObject([{ reason: 'its handler gave it up: UnrecoverableError: no such address' }]);
  });

  it('does not do what is too old', async () => {
    const mail = vi.fn<LaterHandler>();
    await queued('a');
    clock.step(3_600_001);
    drained(mail, { maxAgeMs: 3_600_000 });
    await clock.advance(1_000);

    expect(mail).not.toHaveBeenCalled();
    expect(await queue.deadItems(5)).toMatchObject([{ reason: 'it is older than maxAgeMs (3600000)' }]);
  });

  it('does a dead item when it is re-queued, with all its attempts', async () => {
    const mail = vi.fn<LaterHandler>(down);
    await queued('a');
    drained(mail, { attempts: 2 });
    await clock.advance(600_000);
    mail.mockClear().mockImplementation(() => undefined);
    for (const { id } of await queue.deadItems(5)) await queue.requeue(id);
    await clock.advance(60_000);

    expect(mail.mock.calls).toMatchObject([[{ to: 'a' }, { attempt: 1 }]]);
    expect(await queue.count()).toEqual({ waiting: 0, dead: 0 });
  });

  it('gives up a handler that hangs, aborts its signal, and tries the item again', async () => {
    const mail = vi.fn<LaterHandler>(hang);
    await queued('a');
    drained(mail, { timeoutMs: 20_000 });
    await clock.advance(70_000);

    expect(mail.mock.calls.length).toBeGreaterThanOrEqual(2);
    expect(mail.mock.calls[0]?.[1].signal.aborted).toBe(true);
    expect(events[0]).toMatchObject(['failsoft:queue:attempt-failed', { error: { name: 'TimeoutError', message: 'mail did not answer within 20000 ms' } }]);
  });

  it('does again what a process did not live to settle, and does not do for ever what kills it', async () => {
    const mail = vi.fn<LaterHandler>();
    await queued('a');
    for (let crash = 0; crash < 3; crash++) {
      await queue.reserve(1);
      clock.step(queue.leaseMs);
    }
    drained(mail, { attempts: 3 });
    await clock.advance(1_000);

    expect(mail).not.toHaveBeenCalled();
    expect(await queue.deadItems(5)).toMatchObject([{ reason: 'its process ended, or lost its lease, in the last of 3 attempts' }]);
  });

  it('keeps an item that it has no handler for, at its full pace', async () => {
    const mail = vi.fn<LaterHandler>();
    await queueForLater(queue, { name: 'toString', payload: 1, idempotencyKey: 'x' });
    await queued('a', 'b', 'c');
    drained(mail);
    await clock.advance(500);

    expect(mail).toHaveBeenCalledTimes(3);
    expect(events).toContainEqual(['failsoft:queue:attempt-failed', expect.objectContaining({ error: new Error('There is no handler of toString') })]);
    expect(await queue.count()).toEqual({ waiting: 1, dead: 0 });
  });

  it('makes an item dead whose payload is no JSON', async () => {
    await queue.enqueue({ name: 'mail', payload: '{', idempotencyKey: 'a' });
    drained(() => undefined);
    await clock.advance(10);

    expect(await queue.deadItems(5)).toMatchObject([{ reason: 'its payload is no JSON' }]);
  });

  it('goes on when the queue itself fails or hangs, ever more slowly, and says so', async () => {
    const mail = vi.fn<LaterHandler>();
    await queued('a');
    const reserve = vi.spyOn(queue, 'reserve').mockRejectedValueOnce(new Error('connection refused')).mockImplementationOnce(hang);
    drained(mail);
    await clock.advance(20_000);
    expect(mail).toHaveBeenCalledOnce();
    expect(events.slice(0, 2)).toMatchObject([
      ['failsoft:queue:store-failed', { name: 'mails', operation: 'reserve', error: { message: 'connection refused' } }],
      ['failsoft:queue:store-failed', { operation: 'reserve', error: { name: 'TimeoutError' } }],
    ]);
    expect(warn.mock.calls[0]).toEqual(['mails: reserve failed, nothing is lost, it is tried again: Error: connection refused']);

    reserve.mockReset().mockRejectedValue(new Error('connection refused'));
    await clock.advance(600_000);
    expect(reserve.mock.calls.length).toBeLessThan(40);
  });

  it('does again what it could not say was done', async () => {
    const mail = vi.fn<LaterHandler>();
    await queued('a');
    vi.spyOn(queue, 'complete').mockRejectedValueOnce(new Error('connection refused'));
    drained(mail);
    await clock.advance(queue.leaseMs + 2_000);

    expect(mail).toHaveBeenCalledTimes(2);
    expect(await queue.count()).toEqual({ waiting: 0, dead: 0 });
  });

  it('never logs a payload', async () => {
    const mail: LaterHandler = (payload) => { throw new UnrecoverableError(`Refused: ${JSON.stringify(payload)}`); };
    await queueForLater(queue, { name: 'mail', payload: 'secret', idempotencyKey: 'a' });
    drained(mail);
    await clock.advance(1_000);

    expect(warn).toHaveBeenCalledOnce();
    expect(JSON.stringify(warn.mock.calls)).not.toContain('secret');
  });
});

describe('a stop', () => {
  it('begins nothing more, and waits for what is under way', async () => {
    let finish = (): void => undefined;
    const work = new Promise<void>((resolve) => (finish = resolve));
    const mail = vi.fn<LaterHandler>(() => work);
    await queued('a', 'b');
    const running = drained(mail, { maxConcurrent: 1 });
    await clock.advance(10);
    let isStopped = false;
    const stopped = running.stop().then(() => { isStopped = true; });
    await clock.advance(1_000);
    expect(isStopped).toBe(false);
    finish();
    await stopped;

    expect(mail).toHaveBeenCalledOnce();
    expect(await queue.count()).toEqual({ waiting: 1, dead: 0 });
    expect(clock.pending).toBe(0);
  });

  it('gives back at once what does not end in time', async () => {
    const mail = vi.fn<LaterHandler>(hang);
    await queued('a');
    const running = drained(mail);
    await clock.advance(10);
    const stopped = running.stop({ graceMs: 100 });
    await clock.advance(100);
    await stopped;

    expect(mail.mock.calls[0]?.[1].signal.aborted).toBe(true);
    expect(await queue.reserve(1)).toMatchObject([{ attempt: 2 }]);
    expect(clock.pending).toBe(0);
  });

  it('gives back what was reserved when it came', async () => {
    const mail = vi.fn<LaterHandler>();
    await queued('a');
    const items = await queue.reserve(1);
    vi.spyOn(queue, 'reserve').mockResolvedValueOnce(items);
    await drained(mail).stop();

    expect(mail).not.toHaveBeenCalled();
    expect(await queue.reserve(1)).toHaveLength(1);
  });

  it('may come twice, and before anything has begun', async () => {
    const both = drained(() => undefined);
    await Promise.all([both.stop(), both.stop()]);
    await both.done;

    expect(clock.pending).toBe(0);
  });
});

describe("a drain until 'idle'", () => {
  it('ends when nothing is due and nothing is under way', async () => {
    const mail = vi.fn<LaterHandler>(() => new Promise((resolve) => void clock.schedule(() => resolve(undefined), 300)));
    await queued('a', 'b');
    const { done } = drained(mail, { until: 'idle' });
    await clock.advance(5_000);
    await done;

    expect(mail).toHaveBeenCalledTimes(2);
    expect(clock.pending).toBe(0);
  });

  it('rejects when the queue itself fails', async () => {
    vi.spyOn(queue, 'reserve').mockRejectedValueOnce(new Error('connection refused'));

    await expect(drained(() => undefined, { until: 'idle' }).done).rejects.toThrow('connection refused');
  });
});

describe('the arguments of drain', () => {
  it.each([
    [{ attempts: 0 }, 'attempts', 'a positive integer, received 0'],
    [{ until: 'empty' }, 'until', '\'stopped\' or \'idle\', received "empty"'],
    [{ timeoutMs: 60_000 }, 'timeoutMs', "a positive number below the queue's lease of 60000 ms, received 60000"],
    [{ maxPerSecond: Infinity }, 'maxPerSecond', 'a positive finite number, received Infinity'],
  ])('refuse %o', (options, option, message) => {
    expect((): unknown => Reflect.apply(drain, undefined, [queue, {}, options])).toThrow(new RangeError(`Cannot drain a queue: \`${option}\` must be ${message}`));
  });

  it('refuse what is no queue, and handlers that are no functions', () => {
    expect((): unknown => Reflect.apply(drain, undefined, [{}, {}])).toThrow('Cannot drain a queue: `queue` must be a LaterQueue');
    expect((): unknown => Reflect.apply(drain, undefined, [queue, { mail: 'send' }])).toThrow('Cannot drain a queue: `handlers` must be an object of functions');
  });
});
