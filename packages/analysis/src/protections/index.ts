import { cockatiel } from './cockatiel.js';
import { effect } from './effect.js';
import { failsoftRuntime } from './failsoft-runtime.js';
import { opossum } from './opossum.js';
import { pRetry } from './p-retry.js';
import { pTimeout } from './p-timeout.js';
import { rxjs } from './rxjs.js';
import type { Protection } from './schema.js';

export const protections: readonly Protection[] = [failsoftRuntime, pTimeout, pRetry, opossum, cockatiel, rxjs, effect];

export { Protections } from './protections.js';
export type { Construct, Given, Protection, Protects } from './schema.js';
