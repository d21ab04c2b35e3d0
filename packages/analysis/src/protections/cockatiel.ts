import type { Protection } from './schema.js';

export const cockatiel: Protection = {
  name: 'cockatiel',
  packages: ['cockatiel'],
  constructs: [
    {
      form: 'policy',
      maker: 'timeout',
      by: 'call',
      method: 'execute',
      argument: 0,
      gives: [{ protects: 'timeout', duration: { argument: 0 } }],
      // https://github.com/connor4312/cockatiel#timeoutstrategy: TimeoutStrategy.Cooperative waits until the function is done.
      signalOnly: { argument: 1, member: 'Cooperative' },
    },
    { form: 'policy', maker: 'circuitBreaker', by: 'call', method: 'execute', argument: 0, gives: [{ protects: 'circuitBreaker' }] },
    { form: 'policy', maker: 'fallback', by: 'call', method: 'execute', argument: 0, gives: [{ protects: 'errorHandling' }] },
    { form: 'policy', maker: 'bulkhead', by: 'call', method: 'execute', argument: 0, gives: [{ protects: 'concurrency' }] },
    { form: 'combination', maker: 'wrap' },
  ],
};
