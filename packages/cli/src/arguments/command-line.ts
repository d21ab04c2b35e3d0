/** What was typed, as data; anything wrong is a UsageError. */
import type { Preset } from '@failsoft/linter';
import { Command, CommanderError } from 'commander';
import { version } from '../version.js';
import { checkHelp, fixHelp, initHelp, programHelp } from './help.js';
import { anyOf, nearest } from './nearest.js';
import { UsageError } from './usage-error.js';

const presets: readonly Preset[] = ['recommended', 'strict', 'all'];

const formats = ['stylish', 'json'] as const;
export type Format = (typeof formats)[number];

/** Which files are linted with which rules. */
export interface Selection {
  /** Files, folders or globs as typed; never empty. */
  readonly paths: readonly string[];
  /** Undefined: the project's own configuration, else `recommended`. */
  readonly preset: Preset | undefined;
  /** Rule names without prefix, as typed; empty: all that the configuration has on. */
  readonly rules: readonly string[];
}

/** As typed; undefined: the usual place. */
type VendoredFile = string | undefined;

export type CommandLine =
  | { readonly command: 'check'; readonly selection: Selection; readonly format: Format }
  | { readonly command: 'fix'; readonly selection: Selection; readonly dryRun: boolean }
  | { readonly command: 'init'; readonly file: VendoredFile; readonly force: boolean }
  | { readonly command: 'print'; readonly text: string };

/** @throws UsageError */
export function parseCommandLine(args: readonly string[]): CommandLine {
  let parsed: CommandLine | undefined;
  let printed = '';
  const print = (text: string) => {
    printed += text;
  };
  const program = createProgram((line) => {
    parsed = line;
  });
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({ writeOut: print, writeErr: print });
  }
  try {
    program.parse(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { command: 'print', text: printed };
    throw usageErrorOf(error, args, program);
  }
  if (parsed === undefined) throw new Error('a command line that is neither run nor refused');
  return parsed;
}

function createProgram(found: (line: CommandLine) => void): Command {
  const program = new Command('failsoft')
    .description(programHelp.description)
    .usage('<command> [paths...]')
    .version(version, '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .action(() => {
      throw new UsageError('no command given: expected check, fix or init (see failsoft --help)');
    });
  program.addHelpText('after', programHelp.after);

  withSelection(program.command('check'))
    .description(checkHelp.description)
    .option('--format <name>', `${anyOf(formats)} (default: stylish)`, oneOf('format', formats), formats[0])
    .addHelpText('after', checkHelp.after)
    .action((paths: string[], options: { preset?: Preset; rule: string[]; format: Format }) =>
      found({ command: 'check', selection: selectionOf(paths, options), format: options.format }),
    );

  withSelection(program.command('fix'))
    .description(fixHelp.description)
    .option('--dry-run', 'print the changes as a unified diff, write nothing', false)
    .addHelpText('after', fixHelp.after)
    .action((paths: string[], options: { preset?: Preset; rule: string[]; dryRun: boolean }) =>
      found({ command: 'fix', selection: selectionOf(paths, options), dryRun: options.dryRun }),
    );

  program
    .command('init')
    .helpOption('-h, --help', 'print this help')
    .description(initHelp.description)
    .option('--vendor [file]', 'copy the runtime as one file (default: src/failsoft.ts, or failsoft.ts without a folder src)')
    .option('--force', 'replace a file that is there and differs', false)
    .addHelpText('after', initHelp.after)
    .action((options: { vendor?: string | true; force: boolean }) => found({ command: 'init', file: vendoredFile(options.vendor), force: options.force }));
  return program;
}

function vendoredFile(given: string | true | undefined): VendoredFile {
  if (given === undefined) throw new UsageError('init needs --vendor: it copies the runtime into the project (see failsoft help init)');
  if (given !== true && !/(?<!\.d)\.[mc]?ts$/.test(given)) throw new UsageError(`--vendor takes the name of a TypeScript file, as in --vendor src/failsoft.ts, and was given "${given}"`);
  return given === true ? undefined : given;
}

function withSelection(command: Command): Command {
  return command
    .argument('[paths...]', 'files, folders or globs (default: .)')
    .helpOption('-h, --help', 'print this help')
    .configureHelp({ optionDescription: (option) => option.description })
    .option('--preset <name>', `${anyOf(presets)}; the project's own ESLint configuration is not read`, oneOf('preset', presets))
    .option('--rule <name>', 'only this rule; may be repeated', (name: string, names: readonly string[]) => [...names, withoutPrefix(name)], []);
}

function selectionOf(paths: readonly string[], options: { readonly preset?: Preset; readonly rule: readonly string[] }): Selection {
  return { paths: paths.length === 0 ? ['.'] : paths, preset: options.preset, rules: [...new Set(options.rule)] };
}

function withoutPrefix(rule: string): string {
  return rule.replace(/^failsoft\//, '');
}

function oneOf<T extends string>(what: string, values: readonly T[]): (given: string) => T {
  return (given) => {
    const value = values.find((candidate) => candidate === given);
    if (value === undefined) throw new UsageError(`unknown ${what} "${given}": expected ${anyOf(values)}`);
    return value;
  };
}

/** Commander's own texts do not say what is expected. */
function usageErrorOf(error: CommanderError, args: readonly string[], program: Command): UsageError {
  const quoted = /'(.*?)'/s.exec(error.message)?.[1] ?? '';
  const command = program.commands.find((candidate) => candidate.name() === args[0]);
  const commands = program.commands.map((candidate) => candidate.name());
  switch (error.code) {
    case 'commander.unknownCommand':
    case 'commander.excessArguments':
      return unknown('command', args.find((arg) => !arg.startsWith('-')) ?? quoted, commands);
    case 'commander.help':
      return unknown('command', args[1] ?? '', commands);
    case 'commander.unknownOption':
      return unknown(command === undefined ? 'option' : `option of ${command.name()}`, quoted, [...longOptions(command ?? program), '--help']);
    case 'commander.optionMissingArgument':
      return new UsageError(`${quoted.split(' ')[0]} needs a value: ${expectedValue(quoted)}`);
    default:
      return new UsageError(error.message.replace(/^error: /, '').replace(/\s+/g, ' '));
  }
}

function unknown(what: string, given: string, known: readonly string[]): UsageError {
  const meant = nearest(given, known);
  return new UsageError(`unknown ${what} "${given}": ${meant === undefined ? `expected ${anyOf(known)}` : `did you mean ${meant}?`}`);
}

function longOptions(command: Command): string[] {
  return command.options.flatMap((option) => option.long ?? []);
}

function expectedValue(flags: string): string {
  if (flags.startsWith('--preset')) return `expected ${anyOf(presets)}`;
  if (flags.startsWith('--format')) return `expected ${anyOf(formats)}`;
  return 'expected the name of a rule, as in --rule require-timeout';
}
