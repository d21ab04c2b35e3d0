import { fetchWait } from '../fetch-wait.js';
import { oneOf } from '../alternatives.js';
import { provenFrom } from '../proven-from.js';
import type { Client, Library, TimeoutFacts } from '../schema.js';

const timeout: TimeoutFacts = {
  options: {},
  sufficient: [],
  default: [
    fetchWait('>=13.0.0', 'node-appwrite'),
    ...provenFrom('11.0.0', null, 'before 13, node-appwrite has none of its own'),
  ],
  insertions: [],
  remedy: 'It takes no timeout: run its calls in `withTimeout`.',
};

const shared: Pick<Client, 'errorEvent' | 'role' | 'reported' | 'timeout'> = {
  timeout,
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

const setters = oneOf(`
  setEndpoint() setSelfSigned() setProject() setKey() setJWT() setBearer() setLocale() setSession() setForwardedUserAgent() setDevKey() setCookie()
  addHeader()`);

const client: Client = {
  ...shared,
  name: 'Appwrite client',
  makers: [{ path: 'Client', by: 'new', optionsAt: [0] }],
  types: ['Client'],
  calls: [{ path: 'call|ping|redirect|chunkedUpload', effect: 'write' }],
  local: ['getHeaders|prepareRequest|set*|addHeader'],
  self: [setters],
};

const services = oneOf(`
  Account Avatars Databases Functions Graphql Health Locale Messaging Sites Storage TablesDB Teams Tokens Users`);

/** Sends through the client that it is made of. */
const service: Client = {
  ...shared,
  name: 'Appwrite service',
  makers: [{ path: services, by: 'new', optionsAt: [], inner: { argument: 0 } }],
  types: [services],
  calls: [
    { path: 'get*|list*', effect: 'read' },
    { path: 'create*|update*|upsert*|delete*|increment*|decrement*|query|mutation', effect: 'write' },
  ],
  local: [],
  self: [],
};

export const nodeAppwrite: Library = {
  name: 'node-appwrite',
  dependency: 'Appwrite',
  kind: 'sdk',
  packages: ['node-appwrite'],
  globals: [],
  functions: [],
  clients: [client, service],
  processWide: [],
  source: ['https://appwrite.io/docs/sdks', 'node-appwrite/dist/client.js (call)'],
  verified: 'experiment',
};
