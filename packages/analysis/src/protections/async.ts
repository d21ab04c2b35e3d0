import type { Protection } from './schema.js';

/** https://caolan.github.io/async/v3/docs.html: `mapLimit(items, limit, fn)`; queues run one at a time unless told otherwise. */
export const asyncLibrary: Protection = {
  name: 'async',
  packages: ['async', 'async-es'],
  constructs: [
    { form: 'function', path: '*Limit', argument: 2, gives: [{ protects: 'concurrency' }] },
    { form: 'function', path: '*Series', argument: 1, gives: [{ protects: 'concurrency' }] },
    { form: 'function', path: 'queue|priorityQueue|cargo|cargoQueue', argument: 0, gives: [{ protects: 'concurrency' }] },
  ],
};
