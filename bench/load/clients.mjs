/** Ways to call the dependency: the same three attempts and the same second, with and without what the runtime does. */
import { dependency } from '@failsoft/runtime';

const timeoutMs = 1_000;
const attempts = 3;

async function ask(url, signal) {
  const response = await fetch(url, { signal });
  await response.text();
  return response;
}

/** What a test of a response should be: a 5xx is no answer. */
function checked(response) {
  if (!response.ok) throw new Error(`answered ${response.status}`);
  return response;
}

/** The shortest recovery that fits a run; all else is the default, or as without. */
export const breaker = { recoveryMs: 500 };
export const bulkhead = { maxConcurrent: 50 };

export const clients = {
  /** As it is written by hand: three attempts, each with a time limit. */
  without: (url) => ({
    async call() {
      for (let attempt = 1; ; attempt++) {
        try {
          return checked(await ask(url, AbortSignal.timeout(timeoutMs)));
        } catch (error) {
          if (attempt === attempts) throw error;
        }
      }
    },
    retryAfterMs: () => 0,
  }),
  'with the default policy': (url) => {
    const policy = dependency({ name: 'load', timeoutMs, retry: { attempts }, breaker, bulkhead });
    return {
      call: async () => checked(await policy.run(({ signal }) => ask(url, signal))),
      /** In how many milliseconds the circuit lets a call through; 0 if it is closed. */
      retryAfterMs: () => policy.breaker.toJSON().retryAfterMs,
    };
  },
  'with retries alone': (url) => {
    const policy = dependency({ name: 'load', timeoutMs, retry: { attempts } });
    return { call: async () => checked(await policy.run(({ signal }) => ask(url, signal))), retryAfterMs: () => 0 };
  },
};
