/** How long a fetch without a deadline waits, for the libraries that call the global one: undici, behind Node's, has a limit, Deno has none. */
import type { DefaultBound } from './schema.js';

/** @param caller 'the Slack SDK' */
export function fetchWait(versions: string, caller: string): DefaultBound {
  return {
    versions,
    ms: 300_000,
    phrase: `${caller} uses fetch, where undici gives up on headers after 300 s`,
    endlessInDeno: `${caller} uses fetch, which has no limit in Deno`,
  };
}

/** The same, of a library that tries again, as often as it is told to, where fetch has failed. */
export function fetchWaitOfEachAttempt(versions: string, caller: string): DefaultBound {
  const wait = fetchWait(versions, caller);
  return { ...wait, phrase: `${wait.phrase}, for each attempt` };
}

/** What was run against one major, or a later one: for older ones it is only what the manual says. */
export function fetchWaitProvenFrom(version: string, caller: string): readonly [DefaultBound, DefaultBound] {
  return [fetchWait(`>=${version}`, caller), { ...fetchWait(`<${version}`, caller), verified: 'documentation' }];
}
