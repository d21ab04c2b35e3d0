import { oneOf } from '../alternatives.js';
import type { Client, Library, TimeoutFacts, TimeoutOption } from '../schema.js';

/** Zero and false mean none. */
function chained(path: string | undefined, rest: Pick<TimeoutOption, 'covers' | 'weakness'>): TimeoutOption {
  return {
    place: { at: 'chain', method: 'timeout', argument: 0, ...(path === undefined ? {} : { path }) },
    unit: 'ms',
    disabled: [0, false],
    ...rest,
  };
}

const whole = ['dns', 'connect', 'request', 'headers', 'body'] as const;

/** Chained to the request, or to the agent that makes it. */
const requestTimeout: TimeoutFacts = {
  options: {
    timeout: chained(undefined, { covers: whole }),
    'timeout.deadline': chained('deadline', { covers: whole }),
    'timeout.response': chained('response', {
      covers: ['headers'],
      weakness: { kind: 'partial', why: 'its `response` ends with the first byte: the body may take for ever after it' },
    }),
    'timeout.upload': chained('upload', {
      covers: ['request'],
      weakness: { kind: 'partial', why: 'its `upload` ends when the request is sent: the answer may take for ever after it' },
    }),
  },
  sufficient: [['timeout'], ['timeout.deadline']],
  default: [{ versions: '*', ms: null, phrase: 'superagent has none by default' }],
  insertions: [],
};

const agent: Client = {
  name: 'superagent agent',
  makers: [{ path: 'agent', by: 'call', optionsAt: [0] }],
  types: ['SuperAgentStatic', 'SuperAgent'],
  calls: [
    { path: 'get|head|options', effect: 'read', lazy: true },
    { path: 'post|put|patch|del|delete', effect: 'write', lazy: true },
  ],
  local: ['jar.**'],
  self: [
    oneOf(`
      use() on() once() set() query() type() accept() auth() withCredentials() sortQuery() retry() ok() redirects() timeout() buffer()
      serialize() parse() ca() key() pfx() cert() disableTLSCerts()`),
  ],
  timeout: requestTimeout,
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'call',
};

export const superagent: Library = {
  name: 'superagent',
  dependency: 'HTTP peer',
  kind: 'http',
  packages: ['superagent'],
  globals: [],
  functions: [
    { path: '', effect: 'read', timeout: requestTimeout, lazy: true },
    { path: 'get|head|options', effect: 'read', timeout: requestTimeout, lazy: true },
    { path: 'post|put|patch|del|delete', effect: 'write', timeout: requestTimeout, lazy: true },
  ],
  clients: [agent],
  processWide: [],
  source: [
    'https://ladjs.github.io/superagent/#timeouts',
    'superagent/lib/request-base.js (timeout, _setTimeouts)',
    'superagent/lib/agent-base.js (defaults)',
  ],
  verified: 'experiment',
};
