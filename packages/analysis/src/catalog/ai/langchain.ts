/** What the model classes of LangChain have in common: each wraps an SDK, and is a runnable. */
import { oneOf } from '../alternatives.js';
import type { CallPattern, Client, OptionPlace, TimeoutOption } from '../schema.js';

/** What it answers comes from the model; a stream is waited for up to its first part. */
export const modelCalls: readonly CallPattern[] = [
  { path: oneOf('invoke batch stream streamEvents streamLog generate generatePrompt call predict predictMessages'), effect: 'write' },
  { path: oneOf('embedQuery embedDocuments'), effect: 'read' },
];

const runs = 'invoke|batch|stream|streamEvents|streamLog';

/** The config of a run: `invoke(input, { timeout, signal })`. */
const ofRun = (path: 'timeout' | 'signal'): OptionPlace => ({ at: 'call', argument: 1, path, methods: runs });

export const runOptions: Readonly<Record<'timeout of this run' | 'signal of this run', TimeoutOption>> = {
  'timeout of this run': { place: ofRun('timeout'), unit: 'ms', disabled: [], covers: ['connect', 'request', 'headers', 'body'] },
  'signal of this run': { place: ofRun('signal'), unit: 'ms', disabled: [], covers: ['connect', 'request', 'headers', 'body'], isSignal: true },
};

export const model: Pick<Client, 'local' | 'self' | 'errorEvent' | 'role' | 'reported'> = {
  local: ['pipe|getNumTokens|getName|toJSON|getGraph'],
  self: ['bindTools()', 'withStructuredOutput()', 'withConfig()', 'withRetry()', 'bind()'],
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};
