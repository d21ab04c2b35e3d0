import type { Client, Library } from '../schema.js';

const client: Client = {
  name: 'Plaid client',
  makers: [{ path: 'PlaidApi', by: 'new', optionsAt: [0] }],
  types: ['PlaidApi'],
  calls: [
    { path: '*Get|*List|*Search|*Sync', effect: 'read' },
    { path: '*Create|*Exchange|*Remove|*Update|*Refresh|*Cancel|*Evaluate|*Authorize|*Reverse|*Invalidate|*Delete', effect: 'write' },
  ],
  local: [],
  self: [],
  timeout: {
    options: {
      timeout: { place: { at: 'client', path: 'baseOptions.timeout' }, unit: 'ms', disabled: [0], covers: ['connect', 'request', 'headers', 'body'] },
      'timeout of this call': {
        place: { at: 'call', argument: 1, path: 'timeout' },
        unit: 'ms',
        disabled: [0],
        covers: ['connect', 'request', 'headers', 'body'],
      },
      'signal of this call': {
        place: { at: 'call', argument: 1, path: 'signal' },
        unit: 'ms',
        disabled: [],
        covers: ['connect', 'request', 'headers', 'body'],
        isSignal: true,
      },
    },
    sufficient: [['timeout'], ['timeout of this call'], ['signal of this call']],
    default: [{ versions: '*', ms: null, phrase: 'the Plaid client has none by default' }],
    insertions: [],
    remedy: 'Give its Configuration `baseOptions: { timeout: 30_000 }`, which bounds every request.',
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const plaid: Library = {
  name: 'Plaid',
  dependency: 'Plaid',
  kind: 'sdk',
  packages: ['plaid'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  optionHolders: [{ packages: ['plaid'], path: 'Configuration', argument: 0 }],
  source: ['https://github.com/plaid/plaid-node#getting-started', 'plaid/dist/base.js (axios, baseOptions)'],
  verified: 'experiment',
};
