import type { Protection } from './schema.js';

const gives = [{ protects: 'concurrency', option: { argument: 2, path: 'concurrency', off: [Infinity], default: 'off' } }] as const;

/** https://github.com/sindresorhus/p-map#readme: `concurrency` is Infinity unless set. */
export const pMap: Protection = {
  name: 'p-map',
  packages: ['p-map'],
  constructs: ['', 'pMapIterable'].map((path) => ({ form: 'function', path, argument: 1, gives })),
};
