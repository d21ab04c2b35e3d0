import ora from 'ora';
import type { Environment } from '../environment.js';
import { amount } from './amounts.js';

export interface Progress {
  /** Shows how far the work is; `done` counts from 0. */
  show(done: number, total: number): void;
  stop(): void;
}

/** A line on the terminal that is rewritten in place: 'Checking 132 of 3,300 files'; nothing where nobody watches. */
export function createProgress(verb: string, { stderr, env }: Pick<Environment, 'stderr' | 'env'>): Progress {
  const spinner = ora({ stream: stderr, isEnabled: true, discardStdin: false });
  // The spinner counts lines by the width: without one it would clear lines for ever.
  const isWatched = stderr.isTTY === true && (stderr.columns ?? 0) > 0 && !env['CI'];
  return {
    show: (done, total) => {
      if (!isWatched) return;
      spinner.text = `${verb} ${(done + 1).toLocaleString('en')} of ${amount(total, 'file')}`;
      if (!spinner.isSpinning) spinner.start();
    },
    stop: () => {
      spinner.stop();
    },
  };
}
