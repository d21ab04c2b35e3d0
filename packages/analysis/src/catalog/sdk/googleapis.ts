import { oneOf } from '../alternatives.js';
import type { Client, ClientlessCalls, Library, TimeoutFacts } from '../schema.js';

/** `google.drive({ version, auth })`, and the packages of single APIs. */
const apis = oneOf(`
  drive sheets calendar gmail docs slides forms people tasks chat youtube youtubeAnalytics admin directory analytics analyticsdata analyticsadmin
  searchconsole webmasters indexing bigquery compute storage pubsub translate vision language oauth2 cloudbuild cloudresourcemanager iam run
  androidpublisher customsearch places mybusinessbusinessinformation classroom script blogger books content adsense tagmanager identitytoolkit`);

const types = oneOf('Drive Sheets Calendar Gmail Docs Slides Forms Tasks Chat Youtube Androidpublisher Bigquery Directory Searchconsole');

const reads = oneOf('get list batchGet search query export getProfile getStartPageToken freebusy insertMedia batchGetByDataFilter instances lookup');
const writes = oneOf(`
  create insert update patch delete append batchUpdate clear batchClear copy send import modify trash untrash move stop quickAdd watch batchDelete
  acknowledge publish generateIds addParents emptyTrash verify consume`);
const depths = ['*', '*.*', '*.*.*'];

const facts: Omit<TimeoutFacts, 'options'> = {
  sufficient: [['timeout'], ['timeout of this call'], ['signal']],
  default: [{ versions: '*', ms: null, phrase: 'Google’s client has none by default' }],
  // It counts the whole attempt, a large upload included: no number is safe for all.
  insertions: [],
};

const client: Client = {
  name: 'Google API client',
  makers: [
    { path: `google.${apis}`, by: 'call', optionsAt: [0] },
    { path: apis, by: 'call', optionsAt: [0] },
  ],
  types: [types],
  calls: [
    ...depths.map((resource) => ({ path: `${resource}.${reads}`, effect: 'read' as const })),
    ...depths.map((resource) => ({ path: `${resource}.${writes}`, effect: 'write' as const })),
  ],
  local: ['context.**'],
  self: [],
  timeout: {
    options: {
      timeout: { place: { at: 'client', path: 'timeout' }, unit: 'ms', disabled: [0], covers: ['connect', 'request', 'headers', 'body'] },
      'timeout of this call': {
        place: { at: 'call', argument: 1, path: 'timeout' },
        unit: 'ms',
        disabled: [0],
        covers: ['connect', 'request', 'headers', 'body'],
      },
      signal: {
        place: { at: 'call', argument: 1, path: 'signal' },
        unit: 'ms',
        disabled: [],
        covers: ['connect', 'request', 'headers', 'body'],
        isSignal: true,
      },
    },
    ...facts,
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

const request: ClientlessCalls = {
  path: 'request',
  effect: 'write',
  timeout: {
    options: {
      timeout: { place: { at: 'call', argument: 0, path: 'timeout' }, unit: 'ms', disabled: [0], covers: ['connect', 'request', 'headers', 'body'] },
      'timeout of this call': {
        place: { at: 'call', argument: 1, path: 'timeout' },
        unit: 'ms',
        disabled: [0],
        covers: ['connect', 'request', 'headers', 'body'],
      },
      signal: {
        place: { at: 'call', argument: 0, path: 'signal' },
        unit: 'ms',
        disabled: [],
        covers: ['connect', 'request', 'headers', 'body'],
        isSignal: true,
      },
    },
    ...facts,
  },
};

export const googleapis: Library = {
  name: 'googleapis',
  dependency: 'Google',
  kind: 'sdk',
  packages: ['googleapis', '@googleapis/*', 'gaxios'],
  globals: [],
  functions: [request],
  clients: [client],
  processWide: [{ by: 'call', package: 'googleapis', path: 'google.options', optionsOf: 0, sufficient: [['timeout']], boundsClients: true }],
  source: ['https://github.com/googleapis/google-api-nodejs-client#options', 'gaxios/build/cjs/src/gaxios.js (timeout: AbortSignal.timeout)'],
  verified: 'experiment',
};
