import type { Protection } from './schema.js';

const gives = [
  // https://github.com/sindresorhus/p-queue#readme: both are Infinity unless set.
  { protects: 'concurrency', option: { argument: 0, path: 'concurrency', off: [Infinity], default: 'off' } },
  { protects: 'concurrency', option: { argument: 0, path: 'intervalCap', off: [Infinity], default: 'off' } },
] as const;

export const pQueue: Protection = {
  name: 'p-queue',
  packages: ['p-queue'],
  constructs: ['', 'PQueue'].map((maker) => ({ form: 'policy', maker, by: 'new', method: 'add|addAll', argument: 0, gives })),
};
