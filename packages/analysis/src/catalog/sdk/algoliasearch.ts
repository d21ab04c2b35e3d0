import { oneOf } from '../alternatives.js';
import type { Client, Library } from '../schema.js';

const client: Client = {
  name: 'Algolia client',
  makers: [
    { path: 'algoliasearch|searchClient|liteClient', by: 'call', optionsAt: [2] },
    { path: '', by: 'call', optionsAt: [2] },
  ],
  types: ['Algoliasearch', 'SearchClient', 'LiteClient'],
  calls: [
    {
      path: oneOf(`
        search searchSingleIndex searchForHits searchForFacets searchForFacetValues getObject getObjects browse browseObjects
        listIndices getSettings`),
      effect: 'read',
    },
    {
      path: oneOf(`
        saveObject saveObjects partialUpdateObject partialUpdateObjects deleteObject deleteObjects replaceAllObjects deleteBy
        batch multipleBatch`),
      effect: 'write',
    },
    { path: oneOf('addOrUpdateObject setSettings clearObjects deleteIndex saveSynonyms saveRules'), effect: 'write' },
    // Poll until the task is done.
    { path: 'waitForTask|waitForAppTask', effect: 'blocking' },
    // Of version 4.
    { path: 'initIndex().search|getObject|getObjects|browseObjects', effect: 'read' },
    { path: 'initIndex().saveObject|saveObjects|partialUpdateObject|partialUpdateObjects|deleteObject|deleteObjects|setSettings', effect: 'write' },
  ],
  local: ['initIndex', 'addAlgoliaAgent', 'transporter.**'],
  self: [],
  timeout: {
    options: {
      'timeouts.read': { place: { at: 'client', path: 'timeouts.read' }, unit: 'ms', disabled: [], covers: ['request', 'headers', 'body'] },
      'timeouts of this call': {
        place: { at: 'call', argument: 'last', path: 'timeouts' },
        unit: 'ms',
        disabled: [],
        covers: ['request', 'headers', 'body'],
      },
    },
    sufficient: [['timeouts.read'], ['timeouts of this call']],
    default: [{ versions: '*', ms: 30_000, phrase: 'the Algolia client gives up on a host after 5 s for a read and 30 s for a write' }],
    insertions: [],
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const algoliasearch: Library = {
  name: 'algoliasearch',
  dependency: 'Algolia',
  kind: 'sdk',
  packages: ['algoliasearch', '@algolia/client-search'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: ['https://www.algolia.com/doc/libraries/sdk/customize', 'algoliasearch/dist/node.cjs (connect: 2e3, read: 5e3, write: 3e4)'],
  verified: 'experiment',
};
