import type { Protection } from './schema.js';

/** https://rxjs.dev/api/operators/timeout */
export const rxjs: Protection = {
  name: 'rxjs',
  packages: ['rxjs', 'rxjs/operators'],
  constructs: [
    { form: 'operator', path: 'timeout|timeoutWith', gives: [{ protects: 'timeout', duration: { argument: 0 } }] },
    { form: 'operator', path: 'catchError', gives: [{ protects: 'errorHandling' }] },
  ],
};
