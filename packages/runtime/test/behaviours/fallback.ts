import assert from 'node:assert/strict';
import type { Scenario, TestTime } from './contract.js';
import { heldBy } from './outcomes.js';

/** Something that answers with another source when the first fails. */
export interface FallbackSubject {
  /** @param log What the line of the log is handed to, where there is one. */
  run(first: () => Promise<unknown>, second: () => Promise<unknown>, time: TestTime, log: (line: string) => void): Promise<unknown>;
}

const refused = new Error('refused');
const empty = new Error('empty');
const fail = (error: Error) => (): Promise<never> => Promise.reject(error);
const answer = (): Promise<string> => Promise.resolve('last known');
const silent = (): undefined => undefined;

export const fallbackScenarios: readonly Scenario<FallbackSubject>[] = [
  {
    behaviour: 19,
    title: 'the error that comes out holds that of every source',
    async play(subject, time) {
      const error: unknown = await subject.run(fail(refused), fail(empty), time, silent).then(() => undefined, (reason: unknown) => reason);
      assert(heldBy(error).has(refused) && heldBy(error).has(empty), 'one is lost');
    },
  },
  {
    behaviour: 19,
    title: 'an error that is hidden by an answer is told to the log',
    async play(subject, time) {
      const lines: string[] = [];
      assert.equal(await subject.run(fail(refused), answer, time, (line) => void lines.push(line)), 'last known');
      assert.match(lines.join('\n'), /refused/);
    },
  },
  {
    behaviour: 11,
    title: 'a log that throws does not break the answer',
    async play(subject, time) {
      const broken = (): never => {
        throw new Error('disk full');
      };
      assert.equal(await subject.run(fail(refused), answer, time, broken), 'last known');
    },
  },
  {
    behaviour: 12,
    title: 'a source that throws at once is one that failed',
    async play(subject, time) {
      const throws = (): never => {
        throw refused;
      };
      assert.equal(await subject.run(throws, answer, time, silent), 'last known');
    },
  },
];
