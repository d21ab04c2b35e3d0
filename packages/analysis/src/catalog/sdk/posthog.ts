import { oneOf } from '../alternatives.js';
import type { Client, Library } from '../schema.js';

/** Events are queued and sent in the background: they are no external calls. */
const client: Client = {
  name: 'PostHog client',
  makers: [{ path: 'PostHog', by: 'new', optionsAt: [1] }],
  types: ['PostHog'],
  calls: [
    {
      path: oneOf('getFeatureFlag isFeatureEnabled getFeatureFlagPayload getAllFlags getAllFlagsAndPayloads getRemoteConfigPayload'),
      effect: 'read',
    },
    { path: 'flush|shutdown', effect: 'shutdown' },
  ],
  local: ['capture|identify|alias|groupIdentify|captureException|captureImmediate|on|debug'],
  self: [],
  // It answers undefined where a request fails.
  failures: 'answered',
  timeout: {
    // `requestTimeout` is of events alone.
    options: {
      featureFlagsRequestTimeoutMs: {
        place: { at: 'client', path: 'featureFlagsRequestTimeoutMs' },
        unit: 'ms',
        disabled: [],
        covers: ['connect', 'request', 'headers', 'body'],
      },
    },
    sufficient: [['featureFlagsRequestTimeoutMs']],
    default: [{ versions: '*', ms: 3_000, phrase: 'the PostHog SDK gives up after 3 s an attempt' }],
    insertions: [],
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const posthog: Library = {
  name: 'PostHog',
  dependency: 'PostHog',
  kind: 'sdk',
  packages: ['posthog-node'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: ['https://posthog.com/docs/libraries/node', '@posthog/core/dist/posthog-core-stateless.js (featureFlagsRequestTimeoutMs ?? 3000)'],
  verified: 'experiment',
};
