import type { Protection } from './schema.js';

/** https://github.com/sindresorhus/p-limit#readme: `limit(fn)`, and `limit.map(items, fn)` since 7. */
export const pLimit: Protection = {
  name: 'p-limit',
  packages: ['p-limit'],
  constructs: [
    { form: 'policy', maker: '', by: 'call', method: '', argument: 0, gives: [{ protects: 'concurrency' }] },
    { form: 'policy', maker: '', by: 'call', method: 'map', argument: 1, gives: [{ protects: 'concurrency' }] },
  ],
};
