/** What the runtime does to the life of a process, seen from outside. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundle } from './bundle.js';

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'failsoft-runtime-'));
  writeFileSync(join(folder, 'runtime.mjs'), await bundle('*'));
  return () => rmSync(folder, { recursive: true, force: true });
});

interface Run {
  readonly code: unknown;
  readonly stdout: string;
  readonly stderr: string;
  readonly tookMs: number;
}

async function run(script: string, extension: 'mjs' | 'cjs' = 'mjs'): Promise<Run> {
  const file = join(folder, `script.${extension}`);
  writeFileSync(file, script);
  const startMs = performance.now();
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'pipe'] });
  const exit: Promise<unknown[]> = once(child, 'exit');
  const [[code], stdout, stderr] = await Promise.all([exit, text(child.stdout), text(child.stderr)]);
  return { code, stdout, stderr, tookMs: performance.now() - startMs };
}

describe('a process', () => {
  it('exits at once when every call has been answered, however long it might have taken', async () => {
    const { code, stdout, tookMs } = await run(`
      import { bulkhead, circuitBreaker, softCache, withTimeout } from './runtime.mjs';
      const breaker = circuitBreaker({ name: 'stock', failureThreshold: 1, recoveryMs: 60_000 });
      await breaker.run(() => { throw new Error('down'); }).catch(() => {});
      const reports = bulkhead({ name: 'reports', maxConcurrent: 1, maxQueue: 1, queueTimeoutMs: 60_000 });
      await Promise.all([reports.run(() => 1), reports.run(() => 2)]);
      const cache = softCache({ get: async () => 1, set: async () => { throw new Error('down'); } }, { timeoutMs: 60_000 });
      const caller = new AbortController();
      await withTimeout(async () => 1, { timeoutMs: 60_000, signal: caller.signal });
      await withTimeout(async ({ signal }) => signal, { timeoutMs: 2 ** 40 });
      await withTimeout(() => { throw new Error('down'); }, { timeoutMs: 60_000 }).catch(() => {});
      const given = withTimeout(() => new Promise(() => {}), { timeoutMs: 60_000, signal: caller.signal }).catch(() => {});
      caller.abort();
      await given;
      await cache.get('a');
      await cache.set('a', 1);
      console.log('done');
    `);

    expect({ code, stdout }).toEqual({ code: 0, stdout: 'done\n' });
    expect(tookMs).toBeLessThan(20_000);
  });

  it('does not exit early while a timeout is the only thing that is pending', async () => {
    const { code, stdout, stderr } = await run(`
      import { withTimeout } from './runtime.mjs';
      await withTimeout(() => new Promise(() => {}), { timeoutMs: 150 }).catch((error) => console.log(error.name));
    `);

    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: 'TimeoutError\n', stderr: '' });
  });

  it('does not exit early while a soft cache waits for a cache that says nothing', async () => {
    const { code, stdout } = await run(`
      import { softCache } from './runtime.mjs';
      const cache = softCache({ get: () => new Promise(() => {}) }, { timeoutMs: 150, logger: { warn: () => {} } });
      console.log(await cache.get('a'));
    `);

    expect({ code, stdout }).toEqual({ code: 0, stdout: 'undefined\n' });
  });

  it('does not exit early while a call waits for its turn', async () => {
    const { code, stdout } = await run(`
      import { bulkhead } from './runtime.mjs';
      const reports = bulkhead({ name: 'reports', maxConcurrent: 1, maxQueue: 1, queueTimeoutMs: 150 });
      void reports.run(() => new Promise(() => {}));
      await reports.run(() => 1).catch((error) => console.log(error.name));
    `);

    expect({ code, stdout }).toEqual({ code: 0, stdout: 'BulkheadFullError\n' });
  });

  it('does not die of a failure that is late', async () => {
    const { code, stdout, stderr } = await run(`
      import { softCache, withTimeout } from './runtime.mjs';
      const lateFailure = () => new Promise((_, reject) => setTimeout(reject, 60, new Error('late')));
      const cache = softCache({ get: lateFailure }, { timeoutMs: 20, logger: { warn: () => {} } });
      console.log(await cache.get('a'), await withTimeout(lateFailure, { timeoutMs: 20 }).catch((error) => error.name));
    `);

    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: 'undefined TimeoutError\n', stderr: '' });
  });

  it('gets its answer although a telemetry subscriber throws', async () => {
    const { stdout } = await run(`
      import { subscribe } from 'node:diagnostics_channel';
      import { softCache, withTimeout } from './runtime.mjs';
      process.on('uncaughtException', (error) => console.log('uncaught:', error.message));
      for (const name of ['failsoft:cache:miss-on-error', 'failsoft:timeout:timed-out']) {
        subscribe(name, () => { throw new Error(name); });
      }
      const cache = softCache({ get: async () => { throw new Error('down'); } }, { timeoutMs: 20, logger: { warn: () => {} } });
      console.log(await cache.get('a'));
      console.log(await withTimeout(() => new Promise(() => {}), { timeoutMs: 20 }).catch((error) => error.name));
    `);

    expect(stdout.trim().split('\n').sort()).toEqual([
      'TimeoutError',
      'uncaught: failsoft:cache:miss-on-error',
      'uncaught: failsoft:timeout:timed-out',
      'undefined',
    ]);
  });

  it('can be one that has no `process` and no `diagnostics_channel`', async () => {
    const { code, stdout } = await run(`
      import { softCache, withTimeout } from './runtime.mjs';
      const { log } = console;
      const host = process;
      delete globalThis.process;
      const silent = () => new Promise(() => {});
      const cache = softCache({ get: silent }, { timeoutMs: 20, logger: { warn: log } });
      log(await cache.get('a'), await withTimeout(silent, { timeoutMs: 20 }).catch((error) => error.name));
      globalThis.process = host;
    `);

    expect({ code, stdout }).toEqual({
      code: 0,
      stdout:
        'cache: get failed, treated as a miss: TimeoutError: cache did not answer within 20 ms\nundefined TimeoutError\n',
    });
  });

  it('never looks at the wall clock', async () => {
    const { code, stdout } = await run(`
      import { circuitBreaker, softCache, timeWindow, withTimeout } from './runtime.mjs';
      Date.now = () => { throw new Error('the wall clock was read'); };
      globalThis.Date = undefined;
      const silent = () => new Promise(() => {});
      const cache = softCache({ get: silent }, { timeoutMs: 20, logger: { warn: () => {} } });
      await cache.get('a');
      const breaker = circuitBreaker({ name: 'stock', failureThreshold: 1, recoveryMs: 1, window: timeWindow({ windowMs: 10 }) });
      await breaker.run(() => { throw new Error('down'); }).catch(() => {});
      await withTimeout(silent, { timeoutMs: 20 }).catch((error) => process.stdout.write(error.name));
      await breaker.run(() => 1);
    `);

    expect({ code, stdout }).toEqual({ code: 0, stdout: 'TimeoutError' });
  });

  it('may load the module with require', async () => {
    const { code, stdout } = await run(
      `console.log(String(new (require('./runtime.mjs').TimeoutError)(50, 'payments')));`,
      'cjs',
    );

    expect({ code, stdout }).toEqual({ code: 0, stdout: 'TimeoutError: payments did not answer within 50 ms\n' });
  });
});
