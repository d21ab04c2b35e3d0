import type { Protection } from './schema.js';

const breaker = { form: 'policy', maker: 'circuitBreaker', by: 'call', argument: 0, gives: [{ protects: 'circuitBreaker' }] } as const;

export const failsoftRuntime: Protection = {
  name: '@failsoft/runtime',
  packages: ['@failsoft/runtime'],
  constructs: [
    { form: 'function', path: 'withTimeout', argument: 0, gives: [{ protects: 'timeout' }] },
    { form: 'client', path: 'softCache', argument: 0, gives: [{ protects: 'timeout' }, { protects: 'errorHandling' }] },
    { ...breaker, method: 'run|wrap' },
    // One breaker a host: `breaker.for(host).run(fn)`.
    { ...breaker, method: 'for().run|wrap' },
    { form: 'policy', maker: 'bulkhead', by: 'call', method: 'run', argument: 0, gives: [{ protects: 'concurrency' }] },
    { form: 'function', path: 'mapWithLimit', argument: 2, gives: [{ protects: 'concurrency' }] },
  ],
};
