import type { Protection } from './schema.js';

export const failsoftRuntime: Protection = {
  name: '@failsoft/runtime',
  packages: ['@failsoft/runtime'],
  constructs: [
    { form: 'function', path: 'withTimeout', argument: 0, gives: [{ protects: 'timeout' }] },
    { form: 'client', path: 'softCache', argument: 0, gives: [{ protects: 'timeout' }, { protects: 'errorHandling' }] },
  ],
};
