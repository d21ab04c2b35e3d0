import { compilePath } from '../catalog/paths.js';
import { cockatiel } from './cockatiel.js';
import { effect } from './effect.js';
import { failsoftRuntime } from './failsoft-runtime.js';
import { opossum } from './opossum.js';
import { pRetry } from './p-retry.js';
import { pTimeout } from './p-timeout.js';
import { rxjs } from './rxjs.js';
import type { Construct, Protection } from './schema.js';

export const protections: readonly Protection[] = [failsoftRuntime, pTimeout, pRetry, opossum, cockatiel, rxjs, effect];

/** What an export that wraps clients gives their calls: `softCache` of the runtime. */
export function clientWrapper(packageName: string, path: readonly string[]): Extract<Construct, { form: 'client' }> | undefined {
  for (const { packages, constructs } of protections) {
    if (!packages.includes(packageName)) continue;
    for (const construct of constructs) if (construct.form === 'client' && compilePath(construct.path)(path)) return construct;
  }
  return undefined;
}

export type { Construct, Given, Protection, Protects } from './schema.js';
