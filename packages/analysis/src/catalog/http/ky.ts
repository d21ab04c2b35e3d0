import type { Client, DefaultBound, Library, OptionPlace, TimeoutFacts, TimeoutOption } from '../schema.js';

const methods = 'get|post|put|patch|head|delete';

const defaults: readonly [DefaultBound] = [{ versions: '*', ms: 10_000, phrase: 'ky gives up on headers after 10 s' }];

/** Options at one place. The body is read within `timeout` from 2 on, where it is chained: `ky(url).json()`. */
function optionsUnder(name: string, at: (path: string) => OptionPlace): TimeoutFacts['options'] {
  const whole: Omit<TimeoutOption, 'place'> = { unit: 'ms', disabled: [false], covers: ['dns', 'connect', 'request', 'headers'] };
  return {
    [`timeout${name}`]: { ...whole, place: at('timeout') },
    [`totalTimeout${name}`]: { ...whole, place: at('totalTimeout'), versions: '>=2.0.0', covers: ['dns', 'connect', 'request', 'headers', 'body'] },
    [`signal${name}`]: { place: at('signal'), unit: 'ms', disabled: [], covers: ['dns', 'connect', 'request', 'headers', 'body'], isSignal: true },
  };
}

const sufficientUnder = (name: string): readonly (readonly string[])[] => [[`timeout${name}`], [`totalTimeout${name}`], [`signal${name}`]];

const inCall = (path: string): OptionPlace => ({ at: 'call', argument: 1, path });

const callTimeout: TimeoutFacts = { options: optionsUnder('', inCall), sufficient: sufficientUnder(''), default: defaults, insertions: [] };

const instance: Client = {
  name: 'ky instance',
  makers: [{ path: 'create|extend', by: 'call', optionsAt: [0] }],
  types: ['KyInstance'],
  calls: [
    { path: '', effect: 'read' },
    { path: 'get|head', effect: 'read' },
    { path: 'post|put|patch|delete', effect: 'write' },
  ],
  local: ['stop', 'retry'],
  self: ['create()', 'extend()'],
  timeout: {
    options: { ...optionsUnder('', (path) => ({ at: 'client', path })), ...optionsUnder(' of this call', inCall) },
    sufficient: [...sufficientUnder(''), ...sufficientUnder(' of this call')],
    default: defaults,
    insertions: [],
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const ky: Library = {
  name: 'ky',
  dependency: 'HTTP peer',
  kind: 'http',
  packages: ['ky', 'ky-universal'],
  globals: [],
  functions: [
    { path: '', effect: 'read', timeout: callTimeout },
    { path: methods, effect: 'read', timeout: callTimeout },
  ],
  clients: [instance],
  processWide: [],
  source: ['https://github.com/sindresorhus/ky#timeout', 'ky/distribution/core/Ky.js (timeout: 10_000)', 'ky/distribution/utils/timeout.js'],
  verified: 'experiment',
};
