/** What the clients of Azure that send through @azure/core-rest-pipeline have in common. */
import { provenFrom } from '../proven-from.js';
import type { TimeoutFacts } from '../schema.js';

export function azureTimeouts(provenVersion: string): TimeoutFacts {
  return {
    options: {
      'timeout of this call': {
        place: { at: 'call', argument: 'last', path: 'requestOptions.timeout' },
        unit: 'ms',
        disabled: [0],
        covers: ['connect', 'request', 'headers', 'body'],
      },
      abortSignal: {
        place: { at: 'call', argument: 'last', path: 'abortSignal' },
        unit: 'ms',
        disabled: [],
        covers: ['connect', 'request', 'headers', 'body'],
        isSignal: true,
      },
    },
    sufficient: [['timeout of this call'], ['abortSignal']],
    default: provenFrom(provenVersion, null, 'the Azure SDK has none by default'),
    insertions: [],
    remedy: 'Each call takes `requestOptions: { timeout: 10_000 }`, or `abortSignal`, in its options.',
  };
}
