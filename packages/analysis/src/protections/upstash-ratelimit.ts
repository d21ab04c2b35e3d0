import type { Protection } from './schema.js';

/**
 * https://upstash.com/docs/redis/sdks/ratelimit-ts/features#timeout, @upstash/ratelimit/dist/index.js (applyTimeout): `limit()` is raced with a
 * timer of 5 s unless told otherwise, and lets the request pass when that wins; 0 turns it off. What only reads or resets has no timer.
 */
export const upstashRatelimit: Protection = {
  name: '@upstash/ratelimit',
  packages: ['@upstash/ratelimit'],
  constructs: [
    {
      form: 'holder',
      path: 'Ratelimit|RegionRatelimit|MultiRegionRatelimit',
      argument: 0,
      property: 'redis',
      unguarded: ['getRemaining', 'resetUsedTokens', 'setDynamicLimit', 'getDynamicLimit'],
      gives: [{ protects: 'timeout', option: { argument: 0, path: 'timeout', off: [0], default: 'on' } }],
    },
  ],
};
