/** The command line of a benchmark. */
import { parseArgs } from 'node:util';

/**
 * Reads the options and the folders that a command was given. With --help the usage is printed, and the process ends.
 * @param usage one line: the command, and what its arguments are
 */
export function readArguments(usage, options) {
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options: { ...options, help: { type: 'boolean', short: 'h' } } });
    if (!values.help) return { values, positionals };
    console.log(`usage: ${usage}`);
    process.exit(0);
  } catch (error) {
    refuse(usage, error.message);
  }
}

/** Ends the process, which can't work with these arguments. */
export function refuse(usage, why) {
  console.error(`${why}\nusage: ${usage}`);
  process.exit(2);
}
