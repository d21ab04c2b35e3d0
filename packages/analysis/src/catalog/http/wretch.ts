import { oneOf } from '../alternatives.js';
import type { Client, Library } from '../schema.js';
import { fetchTimeout, globalDispatcher } from './fetch.js';

const whole = ['dns', 'connect', 'request', 'headers', 'body'] as const;

/** `wretch(url, options).headers(…).get().setTimeout(5000).json()`: each step answers another with the same options. */
const request: Client = {
  name: 'wretch request',
  makers: [
    // A path of the page's own origin is browser code.
    { path: '', by: 'call', optionsAt: [1], urlAt: 0, notWith: [{ path: '', is: ['/*'] }] },
    // Answers another: `api.options({ signal })`.
    { path: 'options', by: 'call', optionsAt: [0] },
  ],
  types: ['Wretch'],
  calls: [
    { path: 'get|head|opts', effect: 'read' },
    { path: 'post|put|patch|delete|fetch', effect: 'write' },
  ],
  local: [],
  self: [
    oneOf(`
      url() options() headers() accept() content() auth() catcher() catcherFallback() customError() resolve() defer() middlewares() body()
      json() addon() errorType() polyfills() signal() query() formData() formUrl()`),
  ],
  timeout: {
    options: {
      // Of its abort addon.
      setTimeout: { place: { at: 'chain', method: 'setTimeout', argument: 0 }, unit: 'ms', disabled: [], covers: whole },
      signal: { place: { at: 'client', path: 'signal' }, unit: 'ms', disabled: [], covers: whole, isSignal: true },
    },
    sufficient: [['setTimeout'], ['signal']],
    default: fetchTimeout.default,
    insertions: [],
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'call',
};

export const wretch: Library = {
  name: 'wretch',
  dependency: 'HTTP peer',
  kind: 'http',
  packages: ['wretch'],
  globals: [],
  functions: [],
  clients: [request],
  processWide: [globalDispatcher],
  source: [
    'https://elbywan.github.io/wretch/api/modules/addons_abort.default.html',
    'wretch/dist/core.js',
    'wretch/dist/addons/abort.js (setTimeout)',
  ],
  verified: 'experiment',
};
