import { oneOf } from '../alternatives.js';
import { provenFrom } from '../proven-from.js';
import type { Client, Library } from '../schema.js';

const client: Client = {
  name: 'Vault client',
  makers: [{ path: '', by: 'call', optionsAt: [0] }],
  types: ['client'],
  calls: [
    { path: 'read|list|help|status|health|leader|initialized|tokenLookup|tokenLookupSelf|policies|mounts', effect: 'read' },
    {
      path: oneOf(`
        write update delete unwrap approleLogin kubernetesLogin userpassLogin ldapLogin githubLogin tokenCreate tokenRenew tokenRenewSelf
        tokenRevoke encryptData decryptData renew revoke unseal`),
      effect: 'write',
    },
  ],
  local: [],
  self: [],
  timeout: {
    options: {
      timeout: {
        place: { at: 'client', path: 'requestOptions.timeout' },
        versions: '>=0.12.0',
        unit: 'ms',
        disabled: [0],
        covers: ['connect', 'request', 'headers', 'body'],
      },
      'rpDefaults.timeout': {
        place: { at: 'client', path: 'rpDefaults.timeout' },
        unit: 'ms',
        disabled: [0],
        covers: ['connect', 'request', 'headers', 'body'],
      },
    },
    sufficient: [['timeout'], ['rpDefaults.timeout']],
    default: provenFrom('0.10.0', null, 'node-vault has none by default'),
    insertions: [
      {
        versions: '>=0.12.0',
        at: { place: 'client' },
        properties: [{ name: 'requestOptions', value: { properties: [{ name: 'timeout', value: { setting: 'sdk', times: 1 } }] } }],
        notWith: [],
        notWithBlockingCalls: false,
      },
      {
        versions: '<0.12.0',
        at: { place: 'client' },
        properties: [{ name: 'rpDefaults', value: { properties: [{ name: 'timeout', value: { setting: 'sdk', times: 1 } }] } }],
        notWith: [],
        notWithBlockingCalls: false,
      },
    ],
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const nodeVault: Library = {
  name: 'node-vault',
  dependency: 'Vault',
  kind: 'sdk',
  packages: ['node-vault'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: ['https://github.com/nodevault/node-vault#options', 'node-vault/src/index.js (axiosOptions.timeout)'],
  verified: 'experiment',
};
