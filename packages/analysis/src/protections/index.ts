import { cockatiel } from './cockatiel.js';
import { failsoftRuntime } from './failsoft-runtime.js';
import { opossum } from './opossum.js';
import { pRetry } from './p-retry.js';
import { pTimeout } from './p-timeout.js';
import type { Protection } from './schema.js';

export const protections: readonly Protection[] = [failsoftRuntime, pTimeout, pRetry, opossum, cockatiel];

export type { Construct, Given, Protection, Protects } from './schema.js';
