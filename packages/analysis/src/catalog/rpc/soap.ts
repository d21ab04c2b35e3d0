import type { Client, Library } from '../schema.js';

const client: Client = {
  name: 'SOAP client',
  makers: [{ path: 'createClientAsync', by: 'call', optionsAt: [1], urlAt: 0, promised: true }],
  types: ['Client'],
  // Methods are named by the WSDL: `client.MyFunctionAsync()`, `client.MyService.MyPort.MyFunctionAsync()`.
  calls: [
    { path: '*Async', effect: 'write' },
    { path: '*.*.*Async', effect: 'write' },
  ],
  local: ['describe', 'setSecurity', 'setEndpoint', 'addSoapHeader', 'addHttpHeader', 'on'],
  self: [],
  timeout: {
    options: {
      timeout: {
        place: { at: 'call', argument: 1, path: 'timeout' },
        unit: 'ms',
        disabled: [0],
        covers: ['dns', 'connect', 'request', 'headers', 'body'],
      },
      signal: {
        place: { at: 'call', argument: 1, path: 'signal' },
        unit: 'ms',
        disabled: [],
        covers: ['dns', 'connect', 'request', 'headers', 'body'],
        isSignal: true,
      },
      // An axios instance of the user's own.
      'timeout of its axios instance': {
        place: { at: 'client', path: 'request.timeout' },
        unit: 'ms',
        disabled: [0],
        covers: ['dns', 'connect', 'request', 'headers', 'body'],
      },
      httpClient: { place: { at: 'client', path: 'httpClient' }, unit: 'ms', disabled: [], covers: [], isCustom: true },
      'wsdl_options.timeout': {
        place: { at: 'client', path: 'wsdl_options.timeout' },
        unit: 'ms',
        disabled: [0],
        covers: [],
        weakness: { kind: 'partial', why: 'it bounds the download of the WSDL, and none of the calls' },
      },
    },
    sufficient: [['timeout'], ['signal'], ['timeout of its axios instance']],
    default: [{ versions: '*', ms: null, phrase: 'soap has none by default' }],
    insertions: [
      {
        versions: '>=0.34.0',
        at: { place: 'call', argument: 1 },
        properties: [{ name: 'timeout', value: { setting: 'rpc', times: 1 } }],
        notWith: [],
        notWithBlockingCalls: false,
      },
    ],
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'call',
};

export const soap: Library = {
  name: 'soap',
  dependency: 'SOAP peer',
  kind: 'rpc',
  packages: ['soap'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: ['https://github.com/vpulim/node-soap#options-optional', 'soap/lib/http.js (buildRequest: options of a call are those of axios)'],
  verified: 'experiment',
};
