import type { Client, Library, OptionPlace, TimeoutOption } from '../schema.js';

/** A point in time: a Date, or milliseconds since 1970. */
const deadlineAt = (place: OptionPlace): TimeoutOption => ({
  place,
  unit: 'ms',
  disabled: [],
  covers: ['dns', 'connect', 'request', 'headers', 'body'],
});

/** Options stand second (`say(request, options, callback)`), behind metadata third. */
const inCall = (argument: number, path: string): OptionPlace => ({ at: 'call', argument, path });

/** The call that is answered hands its deadline on, if whoever made it set one. */
const ofParent = (argument: number): TimeoutOption => ({ place: inCall(argument, 'parent'), unit: 'ms', disabled: [], covers: [], isCustom: true });

const ignoredSignal: Omit<TimeoutOption, 'place'> = {
  unit: 'ms',
  disabled: [],
  covers: [],
  weakness: { kind: 'no-such-option', why: 'gRPC takes no signal and ignores it' },
};

const client: Client = {
  name: 'gRPC client',
  makers: [
    { path: 'makeGenericClientConstructor()|makeClientConstructor()', by: 'new', optionsAt: [2] },
    { path: 'loadPackageDefinition().**', by: 'new', optionsAt: [2] },
    { path: 'Client', by: 'new', optionsAt: [2] },
  ],
  types: ['Client', 'ServiceClient'],
  calls: [
    { path: 'waitForReady', effect: 'connect' },
    { path: 'close', effect: 'shutdown' },
    // Methods are named by the service; those without a callback are streams, which last as they need.
    { path: '*', effect: 'write', callback: true },
    { path: '*', effect: 'blocking' },
  ],
  local: ['getChannel'],
  self: [],
  timeout: {
    options: {
      deadline: deadlineAt(inCall(1, 'deadline')),
      'deadline behind metadata': deadlineAt(inCall(2, 'deadline')),
      'parent call': ofParent(1),
      'parent call behind metadata': ofParent(2),
      signal: { ...ignoredSignal, place: inCall(1, 'signal') },
      'signal behind metadata': { ...ignoredSignal, place: inCall(2, 'signal') },
      interceptors: { place: { at: 'client', path: 'interceptors' }, unit: 'ms', disabled: [], covers: [], isCustom: true },
      interceptor_providers: { place: { at: 'client', path: 'interceptor_providers' }, unit: 'ms', disabled: [], covers: [], isCustom: true },
    },
    sufficient: [['deadline'], ['deadline behind metadata']],
    default: [{ versions: '*', ms: null, phrase: 'gRPC has none by default' }],
    insertions: [],
  },
  errorEvent: { unheard: 'none' },
  failures: 'callback',
  role: 'other',
  reported: 'call',
};

export const grpcJs: Library = {
  name: '@grpc/grpc-js',
  dependency: 'gRPC peer',
  kind: 'rpc',
  packages: ['@grpc/grpc-js'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  // Its own options say nothing of time.
  optionHolders: [{ packages: ['@grpc/grpc-js'], path: 'Metadata', argument: 0 }],
  source: [
    'https://grpc.io/docs/guides/deadlines/',
    '@grpc/grpc-js/build/src/client.js (checkOptionalUnaryResponseArguments)',
    '@grpc/grpc-js/build/src/deadline.js',
    '@grpc/grpc-js/build/src/resolving-call.js (the deadline of a parent call)',
  ],
  verified: 'experiment',
};
