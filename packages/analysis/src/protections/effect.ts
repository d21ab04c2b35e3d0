import type { Protection } from './schema.js';

/** https://effect.website/docs/error-management/timing-out/ */
export const effect: Protection = {
  name: 'Effect',
  packages: ['effect', '@effect/io'],
  constructs: [
    { form: 'operator', path: 'Effect.timeout|timeoutTo|timeoutFail|timeoutFailCause|timeoutOption', gives: [{ protects: 'timeout' }] },
    { form: 'operator', path: 'Effect.catchAll|catchAllCause|catchTag|catchTags|orElse|orElseSucceed|either|option', gives: [{ protects: 'errorHandling' }] },
  ],
};
