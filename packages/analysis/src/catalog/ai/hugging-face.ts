import { fetchWaitProvenFrom } from '../fetch-wait.js';
import { oneOf } from '../alternatives.js';
import { globalDispatcher } from '../http/fetch.js';
import type { Client, Library } from '../schema.js';

const client: Client = {
  name: 'Hugging Face client',
  makers: [{ path: 'InferenceClient|HfInference', by: 'new', optionsAt: [1] }],
  types: ['InferenceClient', 'HfInference'],
  calls: [
    {
      path: oneOf(`
        chatCompletion textGeneration featureExtraction summarization translation textClassification tokenClassification zeroShotClassification
        questionAnswering fillMask sentenceSimilarity textToImage imageToText imageClassification objectDetection automaticSpeechRecognition
        textToSpeech request`),
      effect: 'write',
    },
    { path: 'chatCompletionStream|textGenerationStream', effect: 'blocking' },
  ],
  local: [],
  self: ['endpoint()'],
  timeout: {
    options: {
      signal: {
        place: { at: 'call', argument: 1, path: 'signal' },
        unit: 'ms',
        disabled: [],
        covers: ['connect', 'request', 'headers', 'body'],
        isSignal: true,
      },
      // A fetch of the user’s own.
      fetch: { place: { at: 'client', path: 'fetch' }, unit: 'ms', disabled: [], covers: [], isCustom: true },
    },
    sufficient: [['signal']],
    default: fetchWaitProvenFrom('2.0.0', 'the Hugging Face client'),
    insertions: [],
    remedy: 'A call takes `{ signal: AbortSignal.timeout(60_000) }` as its second argument.',
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const huggingFace: Library = {
  name: 'Hugging Face',
  dependency: 'Hugging Face',
  kind: 'ai',
  packages: ['@huggingface/inference'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [globalDispatcher],
  source: [
    'https://huggingface.co/docs/huggingface.js/inference/README',
    '@huggingface/inference/dist/commonjs/tasks (options.signal, options.fetch)',
  ],
  verified: 'experiment',
};
