import { oneOf } from '../alternatives.js';
import type { Client, Library } from '../schema.js';

const client: Client = {
  name: 'Postmark client',
  makers: [{ path: 'ServerClient|AccountClient', by: 'new', optionsAt: [1] }],
  types: ['ServerClient', 'AccountClient'],
  calls: [
    {
      path: oneOf(`
        getBounces getBounce getTemplates getTemplate getMessageStreams getOutboundMessages getOutboundMessageDetails getServer
        getDeliveryStatistics`),
      effect: 'read',
    },
    {
      path: oneOf(`
        sendEmail sendEmailBatch sendEmailWithTemplate sendEmailBatchWithTemplates createTemplate editTemplate activateBounce
        createWebhook`),
      effect: 'write',
    },
  ],
  local: [],
  self: [],
  timeout: {
    // 0 falls back to 60 s.
    options: { timeout: { place: { at: 'client', path: 'timeout' }, unit: 's', disabled: [], covers: ['connect', 'request', 'headers', 'body'] } },
    sufficient: [['timeout']],
    default: [{ versions: '*', ms: 180_000, phrase: 'Postmark’s client gives up after 180 s' }],
    // In seconds.
    insertions: [
      {
        versions: '*',
        at: { place: 'client' },
        properties: [{ name: 'timeout', value: { setting: 'mail', times: 0.001 } }],
        notWith: [],
        notWithBlockingCalls: false,
      },
    ],
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const postmark: Library = {
  name: 'Postmark',
  dependency: 'Postmark',
  kind: 'mail',
  packages: ['postmark'],
  overHttp: true,
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: [
    'https://github.com/ActiveCampaign/postmark.js/wiki/Getting-Started#client-options',
    'postmark/dist/client/HttpClient.js (timeout in seconds)',
  ],
  verified: 'experiment',
};
