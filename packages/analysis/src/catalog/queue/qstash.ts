import { fetchWaitOfEachAttempt } from '../fetch-wait.js';
import { oneOf } from '../alternatives.js';
import { globalDispatcher } from '../http/fetch.js';
import type { CallPattern, Client, Library } from '../schema.js';

const resources = 'schedules|urlGroups|topics|messages|dlq|flowControl';
const resourceWrites = oneOf('create delete deleteMany deleteAll cancel pause resume retry addEndpoints removeEndpoints pin unpin resetRate');

const calls: readonly CallPattern[] = [
  { path: 'publish|publishJSON|batch|batchJSON', effect: 'write' },
  { path: 'logs|events', effect: 'read' },
  { path: 'queue().enqueue|enqueueJSON|upsert|delete|pause|resume', effect: 'write' },
  { path: 'queue().get|list', effect: 'read' },
  { path: `${resources}.get|getMany|list|listMessages`, effect: 'read' },
  { path: `${resources}.${resourceWrites}`, effect: 'write' },
  { path: 'chat().create|prompt', effect: 'write' },
];

/** Over HTTP, by fetch, with no signal: it is tried again where fetch rejects, not where the answer stays out. */
const client: Client = {
  name: 'QStash client',
  // `devMode` talks to a program on the developer's machine.
  makers: [{ path: 'Client', by: 'new', optionsAt: [0], notWith: [{ path: 'devMode' }] }],
  types: ['Client'],
  calls,
  local: ['queue|chat'],
  self: [],
  timeout: {
    options: {
      timeout: {
        place: { at: 'call', argument: 0, path: 'timeout', methods: 'publish|publishJSON|queue().enqueue|queue().enqueueJSON' },
        unit: 's',
        disabled: [],
        covers: [],
        weakness: { kind: 'wrong-place', why: 'it is how long QStash waits for the destination, not how long QStash itself is waited for' },
      },
    },
    sufficient: [],
    default: [fetchWaitOfEachAttempt('*', 'it')],
    insertions: [],
    remedy: 'A deadline around the call bounds it instead.',
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const qstash: Library = {
  name: '@upstash/qstash',
  dependency: 'QStash',
  kind: 'queue',
  packages: ['@upstash/qstash'],
  overHttp: true,
  globals: [],
  functions: [],
  clients: [client],
  processWide: [globalDispatcher],
  source: ['https://upstash.com/docs/qstash/sdks/ts/overview', '@upstash/qstash/chunk-F7X2AQ7W.mjs (HttpClient.requestWithBackoff)'],
  verified: 'experiment',
};
