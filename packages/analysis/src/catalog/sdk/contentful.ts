import { oneOf } from '../alternatives.js';
import { provenFrom } from '../proven-from.js';
import type { Client, Library } from '../schema.js';

const client: Client = {
  name: 'Contentful client',
  makers: [{ path: 'createClient', by: 'call', optionsAt: [0] }],
  types: ['ContentfulClientApi'],
  calls: [
    {
      path: oneOf(`
        getEntry getEntries getAsset getAssets getContentType getContentTypes getSpace getLocales getTags getTag sync parseEntries`),
      effect: 'read',
    },
  ],
  local: [],
  self: ['withAllLocales|withoutLinkResolution|withoutUnresolvableLinks'],
  timeout: {
    options: {
      timeout: { place: { at: 'client', path: 'timeout' }, unit: 'ms', disabled: [0], covers: ['connect', 'request', 'headers', 'body'] },
    },
    sufficient: [['timeout']],
    default: provenFrom('11.0.0', 30_000, 'the Contentful client gives up after 30 s'),
    insertions: [],
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const contentful: Library = {
  name: 'Contentful',
  dependency: 'Contentful',
  kind: 'sdk',
  packages: ['contentful'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: ['https://contentful.github.io/contentful.js/contentful/latest/', 'contentful-sdk-core (timeout: 30000)'],
  verified: 'experiment',
};
