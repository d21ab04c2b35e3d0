import { oneOf } from '../alternatives.js';
import { globalDispatcher } from '../http/fetch.js';
import type { CallPattern, Client, Library, TimeoutFacts } from '../schema.js';
import { resourcesOf, stainlessCalls, stainlessClient, stainlessLocal, stainlessTimeout, type StainlessMethods } from './stainless.js';

const withBody = oneOf('create parse stream countTokens');

const reads = oneOf('list retrieve retrieveMetadata download results stats');

const others = oneOf(`
  upload update delete cancel archive ack approve deny add remove set clear activate validate toolRunner thread send redact respond pause
  run unpause test regenerateSigningSecret revealToken rotateToken signOut stop heartbeat mcpOAuthValidate createEnrollmentURL
  validateArchive validateRepository`);

/** They go on until somebody stops them. */
const waiting = oneOf('poll poller worker');

const methods: StainlessMethods = { reads, withBody, others };

/** Up to `beta.organization.analytics.apps.chat.projects`. */
const resources = resourcesOf(6);

const shared = stainlessTimeout(methods, 'the Anthropic SDK gives up after 10 minutes an attempt');

const timeout: TimeoutFacts = {
  ...shared,
  options: { ...shared.options, fetch: { place: { at: 'client', path: 'fetch' }, unit: 'ms', disabled: [], covers: [], isCustom: true } },
};

const client: Client = {
  ...stainlessClient,
  name: 'Anthropic client',
  makers: [
    { path: '', by: 'new', optionsAt: [0] },
    { path: 'Anthropic', by: 'new', optionsAt: [0] },
  ],
  types: ['Anthropic'],
  calls: [
    ...stainlessCalls(methods, resources),
    ...resources.map((resource): CallPattern => ({ path: `${resource}.${waiting}`, effect: 'blocking' })),
  ],
  local: ['beta.webhooks.unwrap|parseUnverified', ...stainlessLocal],
  timeout,
};

export const anthropic: Library = {
  name: 'Anthropic',
  dependency: 'Anthropic',
  kind: 'ai',
  packages: ['@anthropic-ai/sdk'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [globalDispatcher],
  source: [
    'https://github.com/anthropics/anthropic-sdk-typescript#timeouts',
    '@anthropic-ai/sdk/client.js (DEFAULT_TIMEOUT = 600000, maxRetries 2)',
    '@anthropic-ai/sdk/internal/request-options.d.ts',
  ],
  verified: 'experiment',
};
