import { oneOf } from '../alternatives.js';
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
    default: [
      { versions: '>=11.0.0', ms: 30_000, phrase: 'the Contentful client gives up after 30 s' },
      { versions: '<11.0.0', ms: 30_000, phrase: 'the Contentful client gives up after 30 s', verified: 'documentation' },
    ],
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
