import type { Protection } from './schema.js';

/** https://langfuse.com/docs/integrations/openai/js: it answers the client that it is given, and only records what that sends. */
export const langfuse: Protection = {
  name: 'Langfuse',
  packages: ['langfuse', '@langfuse/openai'],
  constructs: [{ form: 'client', path: 'observeOpenAI', argument: 0, gives: [] }],
};
