import { Writable } from 'node:stream';
import type { FailsoftPlugin } from '@failsoft/linter';
import { run } from '../src/main.js';

export interface CommandResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line in this process, without colours, with a plugin of the test's choice. */
export async function runCommand(args: readonly string[], cwd: string, plugin: FailsoftPlugin): Promise<CommandResult> {
  const stdout = new TextSink();
  const stderr = new TextSink();
  const exitCode = await run(args, { cwd, env: { NO_COLOR: '1' }, stdout, stderr, loadPlugin: () => Promise.resolve(plugin) });
  return { exitCode, stdout: stdout.text, stderr: stderr.text };
}

class TextSink extends Writable {
  text = '';

  override _write(chunk: unknown, _encoding: string, done: () => void): void {
    this.text += String(chunk);
    done();
  }
}
