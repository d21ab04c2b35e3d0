import type { Protection } from './schema.js';

/** Retries bound nothing and handle nothing for good: known, so that the function inside is still looked at. */
export const pRetry: Protection = {
  name: 'p-retry',
  packages: ['p-retry'],
  constructs: [{ form: 'function', path: '', argument: 0, gives: [] }],
};
