import type { Client, Library } from '../schema.js';

const client: Client = {
  name: 'Key Vault client',
  makers: [{ path: 'SecretClient', by: 'new', optionsAt: [2] }],
  types: ['SecretClient'],
  calls: [
    { path: 'getSecret|getDeletedSecret|backupSecret', effect: 'read' },
    { path: 'setSecret|updateSecretProperties|beginDeleteSecret|beginRecoverDeletedSecret|purgeDeletedSecret|restoreSecretBackup', effect: 'write' },
  ],
  local: ['listPropertiesOfSecrets|listPropertiesOfSecretVersions|listDeletedSecrets'],
  self: [],
  timeout: {
    options: {
      'timeout of this call': {
        place: { at: 'call', argument: 'last', path: 'requestOptions.timeout' },
        unit: 'ms',
        disabled: [0],
        covers: ['connect', 'request', 'headers', 'body'],
      },
      abortSignal: {
        place: { at: 'call', argument: 'last', path: 'abortSignal' },
        unit: 'ms',
        disabled: [],
        covers: ['connect', 'request', 'headers', 'body'],
        isSignal: true,
      },
    },
    sufficient: [['timeout of this call'], ['abortSignal']],
    default: [
      { versions: '>=4.0.0', ms: null, phrase: 'the Azure SDK has none by default' },
      { versions: '<4.0.0', ms: null, phrase: 'the Azure SDK has none by default', verified: 'documentation' },
    ],
    insertions: [],
    remedy: 'Each call takes `requestOptions: { timeout: 10_000 }`, or `abortSignal`, in its options.',
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const azureKeyvaultSecrets: Library = {
  name: '@azure/keyvault-secrets',
  dependency: 'Key Vault',
  kind: 'sdk',
  packages: ['@azure/keyvault-secrets'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: [
    'https://learn.microsoft.com/javascript/api/@azure/keyvault-secrets',
    '@azure/core-rest-pipeline/dist/commonjs/pipelineRequest.js (timeout ?? 0)',
  ],
  verified: 'experiment',
};
