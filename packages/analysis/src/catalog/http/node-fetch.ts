import type { Insertion, Library, TimeoutFacts, TimeoutOption } from '../schema.js';

const at = (path: string): TimeoutOption['place'] => ({ at: 'call', argument: 1, path });

const signal: TimeoutOption = {
  place: at('signal'),
  unit: 'ms',
  disabled: [],
  covers: ['dns', 'connect', 'request', 'headers', 'body'],
  isSignal: true,
};

/** Of version 2: once for the headers, once more for the body. */
const timeout: TimeoutOption = { place: at('timeout'), unit: 'ms', disabled: [0], covers: ['dns', 'connect', 'request', 'headers', 'body'] };

const insertTimeout: Omit<Insertion, 'versions'> = {
  at: { place: 'call', argument: 1 },
  properties: [{ name: 'timeout', value: { setting: 'http', times: 1 } }],
  notWith: [],
  notWithBlockingCalls: false,
};

/** Of version 2, on which other packages are built. */
export const secondMajor: TimeoutFacts = {
  options: { timeout, signal },
  sufficient: [['timeout'], ['signal']],
  default: [{ versions: '*', ms: null, phrase: 'node-fetch has none by default' }],
  insertions: [{ versions: '*', ...insertTimeout }],
};

const fetchTimeout: TimeoutFacts = {
  options: {
    signal,
    timeout: { ...timeout, versions: '<3.0.0' },
    'timeout of version 2': {
      place: at('timeout'),
      versions: '>=3.0.0',
      unit: 'ms',
      disabled: [],
      covers: [],
      weakness: { kind: 'no-such-option', why: 'node-fetch ignores it from version 3 on' },
    },
  },
  sufficient: [['timeout'], ['signal']],
  default: secondMajor.default,
  insertions: [
    { ...insertTimeout, versions: '<3.0.0' },
    { ...insertTimeout, versions: '>=3.0.0', properties: [{ name: 'signal', value: { signal: 'http' } }] },
  ],
};

export const nodeFetch: Library = {
  name: 'node-fetch',
  dependency: 'HTTP peer',
  kind: 'http',
  packages: ['node-fetch'],
  globals: [],
  functions: [{ path: '', effect: 'read', timeout: fetchTimeout }],
  clients: [],
  processWide: [],
  source: ['https://github.com/node-fetch/node-fetch/blob/main/docs/v3-UPGRADE-GUIDE.md#the-timeout-option-was-removed', 'node-fetch/src/index.js'],
  verified: 'experiment',
};
