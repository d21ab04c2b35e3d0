import type { Library } from '../schema.js';
import { secondMajor } from './node-fetch.js';

/** In Node both hand the call to node-fetch 2. */
export const crossFetch: Library = {
  name: 'cross-fetch',
  dependency: 'HTTP peer',
  kind: 'http',
  packages: ['cross-fetch', 'isomorphic-fetch'],
  globals: [],
  functions: [
    { path: '', effect: 'read', timeout: secondMajor },
    { path: 'fetch', effect: 'read', timeout: secondMajor },
  ],
  clients: [],
  processWide: [],
  source: [
    'https://github.com/lquixada/cross-fetch',
    'cross-fetch/dist/node-ponyfill.js (node-fetch ^2.7.0)',
    'isomorphic-fetch/fetch-npm-node.js (node-fetch ^2.6.1)',
  ],
  verified: 'source',
};
