import { breakerOfDependency, bulkheadOfDependency, retryOfDependency, timeoutOfDependency } from '../../../packages/runtime/test/behaviours/fused.js';
import { breakerOfItsOwn, bulkheadOfItsOwn, retryOfItsOwn, timeoutOfItsOwn } from '../../../packages/runtime/test/behaviours/ours.js';
import type { Library } from './library.js';

export const failsoft: Library = {
  name: 'failsoft',
  breaker: breakerOfItsOwn,
  bulkhead: bulkheadOfItsOwn,
  timeout: timeoutOfItsOwn,
  retry: retryOfItsOwn,
  process: {
    answered: `import { withTimeout } from './dist/failsoft.mjs'; give(withTimeout(async () => 1, { timeoutMs: 3_600_000 }));`,
    givenUp: `import { withTimeout } from './dist/failsoft.mjs'; give(withTimeout(() => new Promise(() => {}), { timeoutMs: 150 }));`,
  },
};

export const failsoftDependency: Library = {
  name: 'dependency()',
  breaker: breakerOfDependency,
  bulkhead: bulkheadOfDependency,
  timeout: timeoutOfDependency,
  retry: retryOfDependency,
  process: {
    answered: `import { dependency } from './dist/failsoft.mjs'; give(dependency({ name: 'a', timeoutMs: 3_600_000, retry: {} }).run(async () => 1));`,
    givenUp: `import { dependency } from './dist/failsoft.mjs'; give(dependency({ name: 'a', timeoutMs: 150, retry: {} }).run(() => new Promise(() => {})));`,
  },
};
