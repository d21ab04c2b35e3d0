import type { Protection } from './schema.js';

/** https://github.com/DirtyHairy/async-mutex#readme */
export const asyncMutex: Protection = {
  name: 'async-mutex',
  packages: ['async-mutex'],
  constructs: [{ form: 'policy', maker: 'Semaphore|Mutex', by: 'new', method: 'runExclusive', argument: 0, gives: [{ protects: 'concurrency' }] }],
};
