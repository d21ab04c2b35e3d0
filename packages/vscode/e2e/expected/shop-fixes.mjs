/** The four fixes that every user meets first, in the shop: where, how they are called, and what the file must be afterwards. */

/** `line` and `column` of the finding, from 1; `preset`: one that has the rule. */
const timeout = {
  file: 'src/clients/exchange.ts',
  preset: 'recommended',
  rule: 'require-timeout',
  line: 11,
  column: 26,
  title: 'Set signal: AbortSignal.timeout(5_000)',
  // Bounds the body too, which is read right after.
  changes: [[
    'await fetch(`${config.exchange.url}/v1/latest?base=${base}`);',
    'await fetch(`${config.exchange.url}/v1/latest?base=${base}`, {\n    signal: AbortSignal.timeout(5_000),\n  });',
  ]],
};

const listener = {
  file: 'src/db/pool.ts',
  preset: 'recommended',
  rule: 'require-error-listener',
  line: 4,
  column: 25,
  title: "Add an 'error' listener that logs",
  // The other pool has none either, and is another finding.
  changes: [[
    "  application_name: 'shop',\n});\n",
    "  application_name: 'shop',\n});\npool.on('error', (error) => console.error('Idle PostgreSQL client failed', error));\n",
  ]],
};

const cache = {
  file: 'src/services/catalog.ts',
  preset: 'recommended',
  rule: 'no-uncaught-cache-error',
  line: 13,
  column: 24,
  title: 'Log a failed cache read and treat it as a miss',
  // `const` and its type stay; null is what ioredis itself says of a miss.
  changes: [[
    'const cached = await cache.get(key);',
    "const cached = await cache.get(key).catch((error: unknown) => {\n    console.warn('Cache unavailable, treated as a miss', error);\n    return null;\n  });",
  ]],
};

const breaker = {
  file: 'src/clients/payments.ts',
  preset: 'strict',
  rule: 'require-circuit-breaker',
  line: 22,
  column: 28,
  title: 'Run the call through a circuit breaker: payments',
  // The name that comes to mind is taken by the client. The call itself stays where it is.
  changes: [
    [
      "import { config } from '@/config';\n",
      "import { config } from '@/config';\nimport { circuitBreaker } from '@failsoft/runtime';\n\nconst paymentsBreaker = circuitBreaker({\n  name: 'payments',\n  failureThreshold: 5,\n  recoveryMs: 30_000,\n});\n",
    ],
    [
      'await payments.get<{ url: string }>(`/v1/charges/${paymentId}/receipt`);',
      'await paymentsBreaker.run(() => payments.get<{ url: string }>(`/v1/charges/${paymentId}/receipt`));',
    ],
  ],
};

export const shopFixes = { timeout, listener, cache, breaker };
