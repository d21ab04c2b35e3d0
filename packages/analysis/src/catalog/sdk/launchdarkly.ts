import type { Client, Library } from '../schema.js';

/** Flags are read from memory; only starting leaves the process. */
const client: Client = {
  name: 'LaunchDarkly client',
  makers: [{ path: 'init', by: 'call', optionsAt: [1] }],
  types: ['LDClient'],
  calls: [
    { path: 'waitForInitialization', effect: 'connect' },
    { path: 'flush|close', effect: 'shutdown' },
  ],
  local: ['variation|variationDetail|boolVariation|stringVariation|numberVariation|jsonVariation|allFlagsState|track|identify|on|once|off'],
  self: [],
  timeout: {
    options: {
      timeout: { place: { at: 'call', argument: 0, path: 'timeout' }, unit: 's', disabled: [], covers: ['connect', 'request', 'headers', 'body'] },
      'timeout of the client': {
        place: { at: 'client', path: 'timeout' },
        unit: 's',
        disabled: [],
        covers: ['connect'],
        weakness: { kind: 'connect-only', why: 'it is of one connection attempt: waiting for the first flags goes on' },
      },
    },
    sufficient: [['timeout']],
    default: [{ versions: '*', ms: null, phrase: 'waitForInitialization has none by default' }],
    insertions: [],
    remedy: 'Give `waitForInitialization({ timeout: 10 })` a number of seconds.',
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'call',
};

export const launchdarkly: Library = {
  name: 'LaunchDarkly',
  dependency: 'LaunchDarkly',
  kind: 'sdk',
  packages: ['@launchdarkly/node-server-sdk', 'launchdarkly-node-server-sdk'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: [
    'https://docs.launchdarkly.com/sdk/server-side/node-js',
    '@launchdarkly/js-server-sdk-common/dist/LDClientImpl.js (waitForInitialization)',
  ],
  verified: 'experiment',
};
