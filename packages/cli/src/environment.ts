import type { Writable } from 'node:stream';
import type { FailsoftPlugin } from '@failsoft/linter';

/** What a command reads from and writes to: the process's own, or a test's. */
export interface Environment {
  /** Absolute. */
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  /** The plugin that comes with this command; loaded only if a command lints. */
  readonly loadPlugin: () => Promise<FailsoftPlugin>;
}

/** `columns` is 0 for some terminals without a window. */
export type OutputStream = Writable & { readonly isTTY?: boolean; readonly columns?: number };

export type ExitCode = 0 | 1 | 2;
