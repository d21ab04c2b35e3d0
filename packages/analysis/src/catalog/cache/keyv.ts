import type { CallPattern, Client, Library } from '../schema.js';

/** Of Keyv, and of its stores. */
export const keyvCalls: readonly CallPattern[] = [
  { path: 'get|getRaw', effect: 'read', miss: 'undefined' },
  { path: 'getMany|getManyRaw', effect: 'read', miss: '[]' },
  { path: 'has', effect: 'read', miss: 'false' },
  { path: 'hasMany', effect: 'read', miss: '[]' },
  { path: 'set|setRaw|setMany|setManyRaw|delete|deleteMany|clear', effect: 'write' },
  { path: 'disconnect', effect: 'shutdown' },
];

export const keyvLocal = ['on|once|off|addListener|removeListener|emit|iterator|store|opts|stats|hooks|namespace'];
export const keyvSelf = ['on()|once()|off()'];

/** With a store that is a client: any other keeps its values in the process, or where nothing is known of it. */
const instance: Client = {
  name: 'Keyv instance',
  makers: [
    { path: '', by: 'new', optionsAt: [0], inner: { argument: 0, property: 'store', isRequired: true } },
    { path: 'Keyv', by: 'new', optionsAt: [0], inner: { argument: 0, property: 'store', isRequired: true } },
  ],
  types: ['Keyv'],
  calls: keyvCalls,
  local: keyvLocal,
  self: keyvSelf,
  timeout: {
    options: {},
    sufficient: [],
    default: [{ versions: '*', ms: null, phrase: 'Keyv has no limit of its own' }],
    insertions: [],
    remedy: 'The options of its store bound it.',
  },
  errorEvent: { unheard: 'none' },
  failures: 'answered',
  role: 'cache',
  reported: 'creation',
};

export const keyv: Library = {
  name: 'keyv',
  dependency: 'Redis',
  kind: 'cache',
  packages: ['keyv'],
  globals: [],
  functions: [],
  clients: [instance],
  processWide: [],
  source: ['https://keyv.org/docs/keyv/', 'keyv/dist/index.js (throwOnErrors)'],
  verified: 'experiment',
};
