import type { ClientlessCalls, Library, TimeoutFacts, TimeoutOption } from '../schema.js';

/** Options at one position. */
function optionsUnder(name: string, argument: number): TimeoutFacts['options'] {
  const option = (path: string, rest: Omit<TimeoutOption, 'place' | 'unit'>): TimeoutFacts['options'] => ({
    [`${path}${name}`]: { place: { at: 'call', argument, path }, unit: 'ms', ...rest },
  });
  const connecting = { kind: 'connect-only', why: 'it ends with the connection: the answer may take for ever after it' } as const;
  return {
    ...option('response_timeout', { disabled: [0], covers: ['request', 'headers'] }),
    ...option('read_timeout', { disabled: [0], covers: ['body'] }),
    ...option('signal', { disabled: [null], covers: ['dns', 'connect', 'request', 'headers', 'body'], isSignal: true }),
    ...option('timeout', { disabled: [0], covers: ['dns', 'connect'], weakness: connecting }),
    ...option('open_timeout', { disabled: [0], covers: ['dns', 'connect'], weakness: connecting }),
  };
}

/** Connecting takes 10 s at most by default. */
const sufficientUnder = (name: string): readonly (readonly string[])[] => [[`response_timeout${name}`, `read_timeout${name}`], [`signal${name}`]];

function timeoutAt(argument: number, other?: number): TimeoutFacts {
  const beside = ' without data';
  return {
    options: { ...optionsUnder('', argument), ...(other === undefined ? {} : optionsUnder(beside, other)) },
    sufficient: [...sufficientUnder(''), ...(other === undefined ? [] : sufficientUnder(beside))],
    default: [{ versions: '*', ms: null, phrase: 'needle bounds connecting alone, and has none for the answer' }],
    insertions: [],
  };
}

const functions: readonly ClientlessCalls[] = [
  // needle('get', url, options), needle('post', url, data, options)
  { path: '', effect: 'read', timeout: timeoutAt(3, 2) },
  { path: 'get|head', effect: 'read', timeout: timeoutAt(1) },
  { path: 'post|put|patch|delete', effect: 'write', timeout: timeoutAt(2) },
  { path: 'request', effect: 'read', timeout: timeoutAt(3) },
];

export const needle: Library = {
  name: 'needle',
  dependency: 'HTTP peer',
  kind: 'http',
  packages: ['needle'],
  globals: [],
  functions,
  clients: [],
  processWide: [{ by: 'call', package: 'needle', path: 'defaults', optionsOf: 0, sufficient: [['response_timeout', 'read_timeout']] }],
  source: [
    'https://github.com/tomas/needle#request-options',
    'needle/lib/needle.js (defaults: open_timeout 10000, response_timeout and read_timeout 0; timeout is open_timeout)',
  ],
  verified: 'experiment',
};
