import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { Scenario } from './contract.js';

/** Programs, as ES modules, that hand a promise to `give`. */
export interface ProcessSubject {
  /** Where the modules are found that they import. */
  readonly folder: string;
  /** Has a call answered at once that might have taken an hour. */
  readonly answered: string;
  /** Gives a call up after 150 ms, with nothing else to do. */
  readonly givenUp: string;
}

interface Run {
  readonly stdout: string;
  readonly tookMs: number;
}

const give = `function give(call) { return call.then(() => console.log('over'), () => console.log('over')); }`;

async function run(folder: string, program: string): Promise<Run> {
  const startMs = performance.now();
  const child = spawn(process.execPath, ['--input-type=module', '--eval', `${program}\n${give}`], { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'], timeout: 20_000 });
  const exit: Promise<unknown[]> = once(child, 'exit');
  const [stdout] = await Promise.all([text(child.stdout), exit]);
  return { stdout, tookMs: performance.now() - startMs };
}

export const processScenarios: readonly Scenario<ProcessSubject>[] = [
  {
    behaviour: 17,
    title: 'a process exits when its call was answered',
    async play({ folder, answered }) {
      const { stdout, tookMs } = await run(folder, answered);
      assert.equal(stdout, 'over\n');
      assert(tookMs < 15_000, 'it had to be killed');
    },
  },
  {
    behaviour: 17,
    title: 'a process does not exit while a timeout is the only thing that is pending',
    async play({ folder, givenUp }) {
      const { stdout } = await run(folder, givenUp);
      assert.equal(stdout, 'over\n', 'it exited before');
    },
  },
];
