import { asyncLibrary } from './async.js';
import { asyncMutex } from './async-mutex.js';
import { awsPowertoolsTracer } from './aws-powertools-tracer.js';
import { awsXray } from './aws-xray.js';
import { bottleneck } from './bottleneck.js';
import { cockatiel } from './cockatiel.js';
import { effect } from './effect.js';
import { failsoftRuntime } from './failsoft-runtime.js';
import { fastq } from './fastq.js';
import { langfuse } from './langfuse.js';
import { next } from './next.js';
import { opossum } from './opossum.js';
import { pLimit } from './p-limit.js';
import { pMap } from './p-map.js';
import { pQueue } from './p-queue.js';
import { pRetry } from './p-retry.js';
import { pTimeout } from './p-timeout.js';
import { rxjs } from './rxjs.js';
import type { Protection } from './schema.js';
import { temporal } from './temporal.js';
import { triggerDev } from './trigger-dev.js';
import { upstashRatelimit } from './upstash-ratelimit.js';

export const protections: readonly Protection[] = [
  failsoftRuntime,
  pTimeout,
  pRetry,
  opossum,
  cockatiel,
  rxjs,
  effect,
  pLimit,
  pMap,
  pQueue,
  bottleneck,
  fastq,
  asyncLibrary,
  asyncMutex,
  triggerDev,
  temporal,
  next,
  upstashRatelimit,
  awsXray,
  awsPowertoolsTracer,
  langfuse,
];

export { packageCopiedIn } from './copies.js';
export { Protections } from './protections.js';
export type { Given, Protection, Protects, RunLimit } from './schema.js';
