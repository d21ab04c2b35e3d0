/** A user's library in the catalogue's schema: what they left out has its default. */
import type { CallPattern, Client, ClientlessCalls, ErrorEvent, Library, Maker, TimeoutFacts, TimeoutOption } from '../catalog/schema.js';
import type { GivenCall, GivenClient, GivenErrorEvent, GivenFunctions, GivenLibrary, GivenMaker, GivenOption, GivenTimeout } from './given.js';

/** Users vouch for what they say of their own libraries: findings rest on it. */
const verified: Library['verified'] = 'experiment';

export function libraryOf(given: GivenLibrary): Library {
  const { name, dependency = name, functions = [], clients = [], ...rest } = given;
  return {
    ...rest,
    name,
    dependency,
    globals: [],
    functions: functions.map((each) => functionsOf(each, name)),
    clients: clients.map((each) => clientOf(each, name)),
    processWide: [],
    source: ['settings.failsoft.clients'],
    verified,
  };
}

function functionsOf({ effect = 'write', timeout, ...rest }: GivenFunctions, library: string): ClientlessCalls {
  return { ...rest, effect, timeout: timeoutOf(timeout, library) };
}

function clientOf(given: GivenClient, library: string): Client {
  const { makers, types = [], calls, local = [], self = [], timeout, errorEvent, role = 'other', reported = 'creation', ...rest } = given;
  return {
    ...rest,
    makers: makers.map(makerOf),
    types,
    calls: calls.map(callOf),
    local: ['on|once|off|addListener|removeListener', ...local],
    self: ['on()|once()|addListener()', ...self],
    timeout: timeoutOf(timeout, library),
    errorEvent: errorEventOf(errorEvent, given.name),
    role,
    reported,
  };
}

function makerOf({ optionsAt = [0], ...rest }: GivenMaker): Maker {
  return { ...rest, optionsAt };
}

function callOf({ effect = 'write', ...rest }: GivenCall): CallPattern {
  return { ...rest, effect };
}

function timeoutOf({ options = {}, sufficient, default: bound, insertions = [], remedy }: GivenTimeout = {}, library: string): TimeoutFacts {
  const known = Object.entries(options).map(([name, option]) => [name, optionOf(option)] as const);
  const strong = known.filter(([, option]) => option.weakness === undefined && option.isCustom !== true).map(([name]) => [name]);
  const ms = bound?.ms ?? null;
  return {
    options: Object.fromEntries(known),
    sufficient: sufficient ?? strong,
    default: [
      { versions: '*', ms, phrase: bound?.phrase ?? (ms === null ? `${library} has none by default` : `${library} gives up after ${ms} ms`) },
    ],
    insertions: insertions.map(({ versions = '*', at = { place: 'client' }, properties }) => ({
      versions,
      at,
      properties,
      notWith: [],
      notWithBlockingCalls: false,
    })),
    ...(remedy === undefined ? {} : { remedy }),
  };
}

function optionOf({ unit = 'ms', disabled = [], ...rest }: GivenOption): TimeoutOption {
  return { ...rest, unit, disabled, covers: rest.weakness === undefined ? ['connect', 'request', 'headers', 'body'] : [] };
}

function errorEventOf(given: GivenErrorEvent | undefined, client: string): ErrorEvent {
  if (given === undefined || given.unheard === 'none') return { unheard: 'none' };
  const { unheard, when = `the ${client} emits 'error' when it loses its connection`, logMessage = `${client} failed` } = given;
  return { unheard, when, logMessage, listenedBy: [] };
}
