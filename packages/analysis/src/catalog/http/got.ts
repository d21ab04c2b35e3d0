import type { Client, ClientlessCalls, DefaultBound, Insertion, Library, OptionPlace, TimeoutFacts, TimeoutOption } from '../schema.js';

const methods = 'get|post|put|patch|head|delete';

const defaults: readonly [DefaultBound] = [{ versions: '*', ms: null, phrase: 'got has none by default' }];

type Phase = TimeoutOption['covers'][number];

/** Zero is no way to turn a limit off: got then gives up at once. */
function limit(place: OptionPlace, covers: readonly Phase[]): TimeoutOption {
  return { place, unit: 'ms', disabled: [], covers };
}

/** `timeout: { request: 5000 }` and its phases, for options at one place. */
function optionsUnder(name: string, at: (path: string) => OptionPlace): TimeoutFacts['options'] {
  return {
    [`timeout.request${name}`]: limit(at('timeout.request'), ['dns', 'connect', 'request', 'headers', 'body']),
    [`timeout.socket${name}`]: limit(at('timeout.socket'), ['request', 'headers', 'body']),
    // From 12 on, got refuses a number.
    [`timeout${name}`]: { ...limit(at('timeout'), ['dns', 'connect', 'request', 'headers', 'body']), versions: '<12.0.0' },
    [`signal${name}`]: { ...limit(at('signal'), ['dns', 'connect', 'request', 'headers', 'body']), isSignal: true },
    [`timeout.connect${name}`]: {
      ...limit(at('timeout.connect'), ['connect']),
      weakness: { kind: 'connect-only', why: 'it ends with the connection: the answer may take for ever after it' },
    },
    [`timeout.response${name}`]: {
      ...limit(at('timeout.response'), ['headers']),
      weakness: { kind: 'partial', why: 'it ends with the headers: the body may take for ever after them' },
    },
    [`timeout.send${name}`]: {
      ...limit(at('timeout.send'), ['request']),
      weakness: { kind: 'partial', why: 'it ends when the request is sent: the answer may take for ever after it' },
    },
    [`timeout.read${name}`]: {
      ...limit(at('timeout.read'), ['body']),
      weakness: { kind: 'partial', why: 'it starts with the headers, which may take for ever to come' },
    },
  };
}

const sufficientUnder = (name: string): readonly (readonly string[])[] => [
  [`timeout.request${name}`],
  [`timeout.socket${name}`],
  [`timeout${name}`],
  [`signal${name}`],
];

function inOptions(argument: number, only?: string): (path: string) => OptionPlace {
  return (path) => ({ at: 'call', argument, path, ...(only === undefined ? {} : { methods: only }) });
}

/** The whole of one attempt, two retries on top: in every major. */
const properties: Insertion['properties'] = [{ name: 'timeout', value: { properties: [{ name: 'request', value: { setting: 'http', times: 1 } }] } }];

function insertAt(argument: number, is: 'object' | 'text'): Insertion {
  return { versions: '*', at: { place: 'call', argument }, when: { argument: 0, is }, properties, notWith: [], notWithBlockingCalls: false };
}

/** `got(url, options)`, `got(options)`. */
const callTimeout: TimeoutFacts = {
  options: { ...optionsUnder('', inOptions(1)), ...optionsUnder(' beside the URL', inOptions(0)) },
  sufficient: [...sufficientUnder(''), ...sufficientUnder(' beside the URL')],
  default: defaults,
  insertions: [insertAt(0, 'object'), { versions: '*', at: { place: 'call', argument: 1 }, properties, notWith: [], notWithBlockingCalls: false }],
};

/** A deadline for the whole would cut a healthy stream. */
const streamTimeout: TimeoutFacts = { ...callTimeout, insertions: [] };

function functionsUnder(name: string): readonly ClientlessCalls[] {
  const under = (path: string): string => [name, path].filter((part) => part !== '').join('.');
  return [
    { path: name, effect: 'read', timeout: callTimeout },
    { path: under(methods), effect: 'read', timeout: callTimeout },
    { path: under('stream'), effect: 'read', timeout: streamTimeout },
    { path: under(`stream.${methods}`), effect: 'read', timeout: streamTimeout },
    { path: under('paginate'), effect: 'read', timeout: callTimeout },
    { path: under('paginate.all|each'), effect: 'read', timeout: callTimeout },
  ];
}

const instance: Client = {
  name: 'got instance',
  makers: [{ path: 'extend', by: 'call', optionsAt: [0, 1, 2] }, { path: 'got.extend', by: 'call', optionsAt: [0, 1, 2] }],
  types: ['Got', 'ExtendedGot'],
  calls: [
    { path: '', effect: 'read' },
    { path: 'get|head|paginate', effect: 'read' },
    { path: 'post|put|patch|delete', effect: 'write' },
    // A stream lasts as long as its reader takes: a deadline on the instance would cut it.
    { path: 'stream', effect: 'blocking' },
    { path: `stream.${methods}`, effect: 'blocking' },
    { path: 'paginate.all|each', effect: 'read' },
  ],
  local: ['mergeOptions', 'defaults.**'],
  self: ['extend()'],
  timeout: {
    options: {
      ...optionsUnder('', (path) => ({ at: 'client', path })),
      ...optionsUnder(' of this call', inOptions(1)),
      ...optionsUnder(' of this call of the instance', inOptions(0, '')),
    },
    sufficient: [...sufficientUnder(''), ...sufficientUnder(' of this call'), ...sufficientUnder(' of this call of the instance')],
    default: defaults,
    insertions: [{ versions: '*', at: { place: 'client' }, properties, notWith: [], notWithBlockingCalls: true }],
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const got: Library = {
  name: 'got',
  dependency: 'HTTP peer',
  kind: 'http',
  packages: ['got'],
  globals: [],
  // `import got from 'got'` and `import { got } from 'got'` are the same.
  functions: [...functionsUnder(''), ...functionsUnder('got')],
  clients: [instance],
  processWide: [],
  source: [
    'https://github.com/sindresorhus/got/blob/main/documentation/6-timeout.md',
    'got/dist/source/core/timed-out.js',
    'got/dist/source/core/options.js (timeout: all undefined; retry.limit: 2)',
  ],
  verified: 'experiment',
};
