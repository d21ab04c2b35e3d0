import FakeTimers from '@sinonjs/fake-timers';
import type { TestTime } from '../../packages/runtime/test/behaviours/contract.js';

/** Libraries that schedule their own steps need more than one turn of the event loop. */
const turns = 6;

async function settled(): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
}

export interface FakedTime extends TestTime {
  restore(): void;
}

/** The timers and both clocks of the host are replaced, so that any library can be played on. */
export function fakedTime(): FakedTime {
  const clock = FakeTimers.install({
    now: Date.now(),
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance', 'hrtime'],
  });
  return {
    clock: undefined,
    pending: () => clock.countTimers(),
    async advance(ms) {
      await settled();
      await clock.tickAsync(ms);
      await settled();
    },
    settled,
    stepWallClock: (ms) => clock.setSystemTime(Date.now() + ms),
    restore: () => clock.uninstall(),
  };
}
