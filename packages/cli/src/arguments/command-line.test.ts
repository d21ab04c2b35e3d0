import { expect, test } from 'vitest';
import { parseCommandLine } from './command-line.js';
import { UsageError } from './usage-error.js';

function complaint(...args: string[]): string {
  try {
    parseCommandLine(args);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return 'none';
}

test('check without anything checks the working directory with the project\'s configuration', () => {
  expect(parseCommandLine(['check'])).toEqual({ command: 'check', selection: { paths: ['.'], preset: undefined, rules: [] }, format: 'stylish' });
});

test('check takes paths, a preset, rules with or without prefix, and a format', () => {
  const line = ['check', 'src', '--rule', 'failsoft/require-timeout', '--rule=no-silent-failure', 'lib', '--preset', 'strict', '--format', 'json'];
  expect(parseCommandLine(line)).toEqual({
    command: 'check',
    selection: { paths: ['src', 'lib'], preset: 'strict', rules: ['require-timeout', 'no-silent-failure'] },
    format: 'json',
  });
});

test('a rule that is named twice counts once', () => {
  expect(parseCommandLine(['fix', '--rule', 'a', '--rule', 'failsoft/a'])).toMatchObject({ selection: { rules: ['a'] } });
});

test('fix takes --dry-run', () => {
  expect(parseCommandLine(['fix'])).toMatchObject({ command: 'fix', dryRun: false });
  expect(parseCommandLine(['fix', 'src', '--dry-run'])).toMatchObject({ command: 'fix', dryRun: true, selection: { paths: ['src'] } });
});

test('init takes --vendor with or without a file, and --force', () => {
  expect(parseCommandLine(['init', '--vendor'])).toEqual({ command: 'init', file: undefined, force: false });
  expect(parseCommandLine(['init', '--vendor', 'src/lib/failsoft.ts', '--force'])).toEqual({ command: 'init', file: 'src/lib/failsoft.ts', force: true });
  expect(complaint('init')).toBe('init needs --vendor: it copies the runtime into the project (see failsoft help init)');
  expect(complaint('init', '--vendor', 'src')).toBe('--vendor takes the name of a TypeScript file, as in --vendor src/failsoft.ts, and was given "src"');
  expect(complaint('init', '--vendor', 'src/failsoft.d.ts')).toContain('was given "src/failsoft.d.ts"');
});

test('paths that look like options come after --', () => {
  expect(parseCommandLine(['check', '--', '--odd'])).toMatchObject({ selection: { paths: ['--odd'] } });
});

test('wrong use is told in one line that says what was given and what is expected', () => {
  expect(complaint()).toMatchInlineSnapshot(`"no command given: expected check, fix or init (see failsoft --help)"`);
  expect(complaint('chek', 'src')).toMatchInlineSnapshot(`"unknown command "chek": did you mean check?"`);
  expect(complaint('deploy')).toMatchInlineSnapshot(`"unknown command "deploy": expected check, fix or init"`);
  expect(complaint('check', '--preset', 'strikt')).toMatchInlineSnapshot(`"unknown preset "strikt": expected recommended, strict or all"`);
  expect(complaint('check', '--format', 'xml')).toMatchInlineSnapshot(`"unknown format "xml": expected stylish or json"`);
  expect(complaint('check', '--presett', 'strict')).toMatchInlineSnapshot(`"unknown option of check "--presett": did you mean --preset?"`);
  expect(complaint('fix', '--format', 'json')).toMatchInlineSnapshot(`"unknown option of fix "--format": expected --preset, --rule, --dry-run or --help"`);
  expect(complaint('--verbose')).toMatchInlineSnapshot(`"unknown option "--verbose": expected --version or --help"`);
  expect(complaint('check', '--preset')).toMatchInlineSnapshot(`"--preset needs a value: expected recommended, strict or all"`);
  expect(complaint('check', '--format')).toMatchInlineSnapshot(`"--format needs a value: expected stylish or json"`);
  expect(complaint('check', '--rule')).toMatchInlineSnapshot(`"--rule needs a value: expected the name of a rule, as in --rule require-timeout"`);
  expect(complaint('check', '--dry-run=yes')).toMatchInlineSnapshot(`"unknown option of check "--dry-run=yes": expected --preset, --rule, --format or --help"`);
  expect(complaint('fix', '--dry-run=yes')).toMatchInlineSnapshot(`"unknown option of fix "--dry-run=yes": did you mean --dry-run?"`);
  expect(complaint('help', 'deploy')).toMatchInlineSnapshot(`"unknown command "deploy": expected check, fix or init"`);
});

test('the help of the program and of its commands is printed', () => {
  expect(parseCommandLine(['--help'])).toMatchInlineSnapshot(`
    {
      "command": "print",
      "text": "Usage: failsoft <command> [paths...]

    Finds the calls that leave the process and that a dead, slow or silent
    dependency can turn into an outage, and rewrites them.

    Options:
      -v, --version               print the version
      -h, --help                  print this help

    Commands:
      check [options] [paths...]  Reports fragile external calls, and what is known
                                  of all external calls by dependency.
      fix [options] [paths...]    Applies the preferred rewrite of each finding,
                                  again and again until nothing changes. Nothing
                                  else is reformatted.
      init [options]              Copies the runtime (@failsoft/runtime) into the
                                  project as one TypeScript file, for who would
                                  rather not depend on it.
      help [command]              print the help of a command

    Examples:
      failsoft check                      check the project in this folder
      failsoft fix src --dry-run          show what would be rewritten
      failsoft init --vendor              copy the runtime into the project as one file
      failsoft help check                 options, exit codes
    ",
    }
  `);
  expect(parseCommandLine(['check', '--help'])).toMatchInlineSnapshot(`
    {
      "command": "print",
      "text": "Usage: failsoft check [options] [paths...]

    Reports fragile external calls, and what is known of all external calls by
    dependency.

    Arguments:
      paths            files, folders or globs (default: .)

    Options:
      --preset <name>  recommended, strict or all; the project's own ESLint
                       configuration is not read
      --rule <name>    only this rule; may be repeated
      --format <name>  stylish or json (default: stylish)
      -h, --help       print this help

    Without --preset, the project's eslint.config file decides if it uses the plugin
    failsoft; else the preset recommended does. Files ignored by git, node_modules
    and dist are left out. ESLint's disable comments count. A file whose text and
    imports say that it holds no external call is not parsed: a syntax error in it
    is not reported.

    Exit codes:
      0  no finding at error level
      1  a finding at error level, or a file that can't be read or parsed
      2  wrong use, a broken configuration, or a rule that failed

    Examples:
      failsoft check
      failsoft check services/orders packages/*/src --preset strict
      failsoft check --rule require-timeout --format json > timeouts.json
    ",
    }
  `);
  expect(parseCommandLine(['help', 'fix'])).toEqual(parseCommandLine(['fix', '-h']));
});

test('the version is printed', () => {
  const line = parseCommandLine(['--version']);
  expect(line.command === 'print' && line.text).toMatch(/^\d+\.\d+\.\d+\n$/);
});
