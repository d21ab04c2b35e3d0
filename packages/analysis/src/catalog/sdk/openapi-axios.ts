import type { Client, Library, TimeoutOption } from '../schema.js';

const covers: TimeoutOption['covers'] = ['dns', 'connect', 'request', 'headers', 'body'];

/** What the generator makes of an API: `new PlaidApi(new Configuration({ baseOptions }))`, a method for each operation, axios inside. */
const api: Client = {
  name: 'API client over axios',
  // An axios instance in the third place decides.
  makers: [{ path: '*Api', by: 'new', optionsAt: [0], inner: { argument: 2 } }],
  types: ['*Api'],
  calls: [
    { path: 'get*|list*|search*|find*', effect: 'read' },
    { path: '*Get|*List|*Search', effect: 'read' },
    { path: 'create*|update*|patch*|delete*|set*|revoke*|accept*|reject*|introspect*|perform*|toSession|disable*|batch*', effect: 'write' },
    { path: '*Create|*Update|*Refresh|*Remove|*Exchange|*Sync|*Evaluate|*Cancel|*Reset|*Set|*Enable|*Disable', effect: 'write' },
  ],
  local: [],
  self: [],
  timeout: {
    options: {
      timeout: { place: { at: 'client', path: 'baseOptions.timeout' }, unit: 'ms', disabled: [0], covers },
      'timeout of this call': { place: { at: 'call', argument: 'last', path: 'timeout' }, unit: 'ms', disabled: [0], covers },
      'signal of this call': { place: { at: 'call', argument: 'last', path: 'signal' }, unit: 'ms', disabled: [], covers, isSignal: true },
    },
    sufficient: [['timeout'], ['timeout of this call'], ['signal of this call']],
    default: [{ versions: '*', ms: null, phrase: 'axios has none by default' }],
    insertions: [],
    remedy: 'Its configuration may set one: `new Configuration({ baseOptions: { timeout: 10_000 } })`.',
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const openapiAxios: Library = {
  name: 'OpenAPI clients over axios',
  dependency: 'HTTP API',
  kind: 'sdk',
  packages: ['plaid', '@ory/client', '@ory/kratos-client', '@ory/hydra-client', '@ory/keto-client'],
  globals: [],
  functions: [],
  clients: [api],
  processWide: [],
  optionHolders: [
    { packages: ['plaid', '@ory/client', '@ory/kratos-client', '@ory/hydra-client', '@ory/keto-client'], path: 'Configuration', argument: 0 },
  ],
  source: [
    'https://openapi-generator.tech/docs/generators/typescript-axios',
    'plaid/dist/common.js (createRequestFunction)',
    '@ory/client/dist/base.js (BaseAPI), @ory/client/dist/configuration.js (baseOptions)',
  ],
  verified: 'experiment',
};
