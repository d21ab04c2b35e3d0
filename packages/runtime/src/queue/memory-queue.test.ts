import { describe, it } from 'vitest';
import { MemoryQueue } from '../../test/memory-queue.js';
import { laterQueueConformance } from './conformance/later-queue-conformance.js';

describe('a queue in memory', () => {
  let nowMs = 0;
  const under = {
    open: ({ maxItems }: { maxItems: number }) => Promise.resolve(new MemoryQueue(() => nowMs, maxItems)),
    elapse: (ms: number) => {
      nowMs += ms;
      return Promise.resolve();
    },
  };

  it.each(laterQueueConformance)('$behaviour', ({ check }) => check(under));
});
