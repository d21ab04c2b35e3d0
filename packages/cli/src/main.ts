import { Console } from 'node:console';
import { parseCommandLine, type CommandLine } from './arguments/command-line.js';
import { UsageError } from './arguments/usage-error.js';
import type { Environment, ExitCode } from './environment.js';
import { write } from './terminal/output.js';
import { quietenHostWarnings } from './terminal/warnings.js';

/** Runs the process's own command line; sets the exit code and lets the output drain. */
export async function main(): Promise<void> {
  quietenHostWarnings(process);
  // A project's configuration may log: stdout carries our report alone.
  globalThis.console = new Console(process.stderr);
  const environment: Environment = {
    cwd: process.cwd(),
    env: process.env,
    stdout: process.stdout,
    stderr: process.stderr,
    loadPlugin: async () => (await import('eslint-plugin-failsoft')).default,
  };
  process.exitCode = await run(process.argv.slice(2), environment).catch(async (error: unknown) => {
    await write(process.stderr, [`failsoft: internal error, please report it: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`]);
    return 2;
  });
}

/** Runs a command line, without the program's name. Wrong use is one line on stderr and exit code 2. */
export async function run(args: readonly string[], environment: Environment): Promise<ExitCode> {
  try {
    return await execute(parseCommandLine(args), environment);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    await write(environment.stderr, [`failsoft: ${error.message}\n`]);
    return 2;
  }
}

/** Commands are loaded when they are asked for: the help does not wait for ESLint. */
async function execute(line: CommandLine, environment: Environment): Promise<ExitCode> {
  switch (line.command) {
    case 'print':
      await write(environment.stdout, [line.text]);
      return 0;
    case 'check':
      return (await import('./check/check.js')).check(line, environment);
    case 'fix':
      return (await import('./fix/fix.js')).fix(line, environment);
    case 'init':
      return (await import('./init/init.js')).init(line, environment);
  }
}
