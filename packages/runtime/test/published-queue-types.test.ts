/** The types of the queues as published: they need neither those of Node nor those of a broker's library. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { declarationsOf, problemsIn, strictOptions } from './compiler.js';

const sourceFolder = join(import.meta.dirname, '../src');
const publishedFolder = join(import.meta.dirname, 'published'); // in memory
const entries = [
  'queue/index.ts',
  'queue/embedded/embedded-queue.ts',
  'queue/bullmq/bullmq-queue.ts',
  'queue/pg-boss/pg-boss-queue.ts',
  'queue/conformance/later-queue-conformance.ts',
  'host.d.ts',
];
const published = declarationsOf(entries.map((entry) => join(sourceFolder, entry)), sourceFolder, publishedFolder);

function problemsOfUser(code: string, options: object): readonly string[] {
  const imports = `
    import { drain, NotQueuedError, queueForLater, UnrecoverableError, type Drain, type LaterQueue } from './queue/index.js';
    import { embeddedQueue } from './queue/embedded/embedded-queue.js';
    import { bullMqQueue } from './queue/bullmq/bullmq-queue.js';
    import { pgBossQueue } from './queue/pg-boss/pg-boss-queue.js';
    import { laterQueueConformance } from './queue/conformance/later-queue-conformance.js';`;
  const files = new Map([...published, [join(publishedFolder, 'user.mts'), imports + code]]);
  return problemsIn(files, { ...strictOptions, skipLibCheck: false, ...options }).map(({ code, message }) => `${code} // ${message}`.slice(0, 120));
}

const use = `
  const mails: LaterQueue = embeddedQueue({ name: 'mails', path: 'mails.db', maxItems: undefined });
  export const stored: Promise<'queued' | 'duplicate'> = queueForLater(mails, { name: 'receipt', payload: { to: 'ann' }, idempotencyKey: '7' });
  export const draining: Drain = drain(mails, {
    async receipt(payload, { idempotencyKey, attempt, signal }) {
      if (typeof payload !== 'string' || signal.aborted) throw new UnrecoverableError(idempotencyKey + attempt.toFixed());
    },
    ping: () => true,
  }, { maxPerSecond: 5 });
  export const stopped: Promise<void> = draining.stop({ graceMs: 5 });
  export const reason = (error: NotQueuedError): 'full' | 'too-large' | 'failed' | 'timed-out' => error.reason;
  export const checks = laterQueueConformance.map(({ check }) => check({ open: () => Promise.resolve(mails), elapse: async () => {} }));
`;

it.each([
  ['Node', { types: ['node'] }],
  ['a browser', { lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'] }],
])('the types of queues need nothing more in %s', (_host, options) => {
  expect(problemsOfUser(use, options)).toEqual([]);
});

it('the types of queues refuse what would not work', () => {
  const wrong = `
    const mails = embeddedQueue({ name: 'mails', path: 'mails.db' });
    queueForLater(mails, { name: 'receipt', payload: 1 });
    drain(mails, { receipt: (payload: { to: string }) => payload.to });
    drain(mails, {}, { until: 'empty' });
    embeddedQueue({ name: 'mails' });
    bullMqQueue({ queue: {}, worker: {} });
    pgBossQueue({ boss: {}, queue: 'mails' });
  `;

  expect(problemsOfUser(wrong, { types: ['node'] })).toMatchInlineSnapshot(`
    [
      "{ name: 'receipt', payload: 1 }); // Argument of type '{ name: string; payload: number; }' is not assignable to paramete",
      "receipt: (payload: { to: string }) => payload.to }); // Type '(payload: { to: string; }) => string' is not assignable to",
      "until: 'empty' }); // Type '"empty"' is not assignable to type '"stopped" | "idle" | undefined'.",
      "{ name: 'mails' }); // Argument of type '{ name: string; }' is not assignable to parameter of type 'EmbeddedQueueOptions",
      "queue: {}, worker: {} }); // Type '{}' is missing the following properties from type 'BullMqQueue': name, add, getJob, g",
      "worker: {} }); // Type '{}' is missing the following properties from type 'BullMqWorker': opts, getNextJob, startStalled",
      "boss: {}, queue: 'mails' }); // Type '{}' is missing the following properties from type 'PgBossLike': send, fetch, fail,",
    ]
  `);
});
