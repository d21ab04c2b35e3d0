import { oneOf } from '../alternatives.js';
import { globalDispatcher } from '../http/fetch.js';
import type { Client, Library } from '../schema.js';
import { resourcesOf, stainlessCalls, stainlessClient, stainlessLocal, stainlessTimeout, type StainlessMethods } from './stainless.js';

const reads = oneOf(`
  list listEvents listFiles listItems retrieve content downloadContent getCharacter search count poll waitForProcessing audioSpeeches
  audioTranscriptions codeInterpreterSessions costs fileSearchCalls moderations vectorStores webSearchCalls`);

const withBody = oneOf('create createVariation edit generate parse run runTools stream validate compact createCharacter');

const others = oneOf(`
  accept activate archive cancel complete createAndPoll createAndRun createAndRunPoll createAndRunStream createAndStream deactivate del delete extend
  hangup pause refer reject remix resume submitToolOutputs submitToolOutputsAndPoll submitToolOutputsStream update updateRateLimit upload
  uploadAndPoll`);

const methods: StainlessMethods = { reads, withBody, others };

const client: Client = {
  ...stainlessClient,
  name: 'OpenAI client',
  makers: [
    { path: '', by: 'new', optionsAt: [0] },
    { path: 'OpenAI|AzureOpenAI', by: 'new', optionsAt: [0] },
  ],
  types: ['OpenAI', 'AzureOpenAI'],
  calls: stainlessCalls(methods, resourcesOf(4)),
  local: ['webhooks.**', ...stainlessLocal],
  timeout: stainlessTimeout(methods, 'the OpenAI SDK gives up after 10 minutes an attempt'),
};

export const openai: Library = {
  name: 'OpenAI',
  dependency: 'OpenAI',
  kind: 'ai',
  packages: ['openai'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [globalDispatcher],
  source: [
    'https://github.com/openai/openai-node#timeouts',
    'openai/client.js (DEFAULT_TIMEOUT = 600000, maxRetries 2)',
    'openai/internal/request-options.d.ts',
  ],
  verified: 'experiment',
};
