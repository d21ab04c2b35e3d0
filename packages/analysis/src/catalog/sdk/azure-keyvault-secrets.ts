import type { Client, Library } from '../schema.js';
import { azureTimeouts } from './azure-timeouts.js';

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
  timeout: azureTimeouts('4.0.0'),
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
