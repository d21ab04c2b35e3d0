import type { Given, Protection } from './schema.js';

const breaker = { form: 'policy', maker: 'circuitBreaker', by: 'call', argument: 0, gives: [{ protects: 'circuitBreaker' }] } as const;
const limit = { form: 'policy', maker: 'bulkhead', by: 'call', argument: 0, gives: [{ protects: 'concurrency' }] } as const;

function where(path: string): NonNullable<Given['option']> {
  return { argument: 0, path, off: [], default: 'off' };
}

/** Its time limit is required; the rest is there where it is asked for. */
const policy = {
  form: 'policy',
  maker: 'dependency',
  by: 'call',
  argument: 0,
  gives: [
    { protects: 'timeout', duration: { argument: 0, path: 'timeoutMs' } },
    { protects: 'circuitBreaker', option: where('breaker') },
    { protects: 'concurrency', option: where('bulkhead') },
    { protects: 'errorHandling', option: where('fallback') },
  ],
} as const;

export const failsoftRuntime: Protection = {
  name: '@failsoft/runtime',
  packages: ['@failsoft/runtime'],
  copyMark: /@failsoft\/runtime \S+ in one file\b/,
  constructs: [
    { form: 'function', path: 'withTimeout', argument: 0, gives: [{ protects: 'timeout', duration: { argument: 1, path: 'timeoutMs' } }] },
    { form: 'client', path: 'softCache', argument: 0, gives: [{ protects: 'timeout' }, { protects: 'errorHandling' }] },
    { ...breaker, method: 'run|wrap' },
    // One breaker a host: `breaker.for(host).run(fn)`.
    { ...breaker, method: 'for().run|wrap' },
    { ...limit, method: 'run|wrap' },
    { ...policy, method: 'run|wrap' },
    { ...policy, method: 'for().run|wrap' },
    { form: 'function', path: 'mapWithLimit', argument: 2, gives: [{ protects: 'concurrency' }] },
    // Of all attempts, where it is given.
    { form: 'function', path: 'retry', argument: 0, gives: [{ protects: 'timeout', option: { argument: 1, path: 'timeoutMs', off: [], default: 'off' } }] },
    { form: 'function', path: 'fallback', argument: 0, gives: [{ protects: 'errorHandling' }] },
    // `get` and `set` by `timeoutMs`, `load` by `loadTimeoutMs`: both are required.
    { form: 'function', path: 'cacheAside', argument: 0, gives: [{ protects: 'timeout' }, { protects: 'errorHandling' }] },
    // Handlers of queued items, by half of the lease where nothing is said.
    { form: 'function', path: 'drain', argument: 1, gives: [{ protects: 'timeout' }] },
  ],
};
