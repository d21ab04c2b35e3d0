import type { Protection } from './schema.js';

const gives = [
  // https://github.com/SGrondin/bottleneck#constructor: none of them limits unless set.
  { protects: 'concurrency', option: { argument: 0, path: 'maxConcurrent', off: [null], default: 'off' } },
  { protects: 'concurrency', option: { argument: 0, path: 'minTime', off: [0], default: 'off' } },
  { protects: 'concurrency', option: { argument: 0, path: 'reservoir', off: [null], default: 'off' } },
] as const;

/** `schedule(fn)`, `schedule({ priority }, fn)`. */
export const bottleneck: Protection = {
  name: 'Bottleneck',
  packages: ['bottleneck'],
  constructs: [0, 1].map((argument) => ({ form: 'policy', maker: '', by: 'new', method: 'schedule|wrap|submit', argument, gives })),
};
