import type { Protection } from './schema.js';

/** https://github.com/sindresorhus/p-timeout#readme: `milliseconds: Infinity` waits for ever. */
export const pTimeout: Protection = {
  name: 'p-timeout',
  packages: ['p-timeout'],
  constructs: [
    {
      form: 'function',
      path: '',
      argument: 0,
      gives: [{ protects: 'timeout', option: { argument: 1, path: 'milliseconds', off: [Infinity], default: 'on' } }],
    },
  ],
};
