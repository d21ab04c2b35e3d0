import { provenFrom } from '../proven-from.js';
import type { Client, Library } from '../schema.js';

const client: Client = {
  name: 'Sanity client',
  makers: [{ path: 'createClient', by: 'call', optionsAt: [0] }],
  types: ['SanityClient'],
  calls: [
    { path: 'fetch|getDocument|getDocuments', effect: 'read' },
    { path: 'create|createOrReplace|createIfNotExists|delete|mutate|request|action', effect: 'write' },
    { path: '**.commit', effect: 'write' },
    { path: 'assets.upload', effect: 'write' },
  ],
  local: ['config|clone|getUrl|getDataUrl|patch|transaction|listen', 'observable.**'],
  self: ['withConfig()|clone()'],
  timeout: {
    options: {
      timeout: { place: { at: 'client', path: 'timeout' }, unit: 'ms', disabled: [0], covers: ['connect', 'request', 'headers', 'body'] },
      'timeout of this query': {
        place: { at: 'call', argument: 2, path: 'timeout', methods: 'fetch' },
        unit: 'ms',
        disabled: [0],
        covers: ['connect', 'request', 'headers', 'body'],
      },
      'signal of this query': {
        place: { at: 'call', argument: 2, path: 'signal', methods: 'fetch' },
        unit: 'ms',
        disabled: [],
        covers: ['connect', 'request', 'headers', 'body'],
        isSignal: true,
      },
    },
    sufficient: [['timeout'], ['timeout of this query'], ['signal of this query']],
    default: provenFrom('6.0.0', 300_000, 'the Sanity client gives up after 300 s'),
    insertions: [
      {
        versions: '*',
        at: { place: 'client' },
        properties: [{ name: 'timeout', value: { setting: 'sdk', times: 1 } }],
        notWith: [],
        notWithBlockingCalls: false,
      },
    ],
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const sanity: Library = {
  name: 'Sanity',
  dependency: 'Sanity',
  kind: 'sdk',
  packages: ['@sanity/client', 'next-sanity'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: ['https://github.com/sanity-io/client#api', '@sanity/client/dist/index.cjs (timeout: 300 * 1000)'],
  verified: 'experiment',
};
