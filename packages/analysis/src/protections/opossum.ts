import type { Protection } from './schema.js';

const gives = [
  { protects: 'circuitBreaker' },
  // https://nodeshift.dev/opossum/: timeout defaults to 10 s; false turns it off.
  { protects: 'timeout', option: { argument: 1, path: 'timeout', off: [false, 0], default: 'on' } },
] as const;

export const opossum: Protection = {
  name: 'opossum',
  packages: ['opossum'],
  constructs: [
    { form: 'constructor', path: '', argument: 0, gives },
    { form: 'constructor', path: 'CircuitBreaker', argument: 0, gives },
  ],
};
