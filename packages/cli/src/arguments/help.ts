interface HelpTexts {
  readonly description: string;
  /** Stands below the options. */
  readonly after: string;
}

const exitCodesOfCheck = `
Exit codes:
  0  no finding at error level
  1  a finding at error level, or a file that can't be read or parsed
  2  wrong use, a broken configuration, or a rule that failed`;

export const programHelp: HelpTexts = {
  description: 'Finds the calls that leave the process and that a dead, slow or silent dependency can turn into an outage, and rewrites them.',
  after: `
Examples:
  failsoft check                      check the project in this folder
  failsoft fix src --dry-run          show what would be rewritten
  failsoft init --vendor              copy the runtime into the project as one file
  failsoft help check                 options, exit codes`,
};

export const checkHelp: HelpTexts = {
  description: 'Reports fragile external calls, and what is known of all external calls by dependency.',
  after: `
Without --preset, the project's eslint.config file decides if it uses the plugin
failsoft; else the preset recommended does. Files ignored by git, node_modules
and dist are left out. ESLint's disable comments count. A file whose text and
imports say that it holds no external call is not parsed: a syntax error in it
is not reported.
${exitCodesOfCheck}

Examples:
  failsoft check
  failsoft check services/orders packages/*/src --preset strict
  failsoft check --rule require-timeout --format json > timeouts.json`,
};

export const fixHelp: HelpTexts = {
  description: 'Applies the preferred rewrite of each finding, again and again until nothing changes. Nothing else is reformatted.',
  after: `
Files and configuration are chosen as by failsoft check. A file is written once,
at the end, and only with a text that parses.

Exit codes:
  0  every preferred rewrite was made (findings without one may remain: they are listed)
  1  a file can't be read or parsed, or its rewrites were not kept
  2  wrong use, a broken configuration, or a rule that failed

Examples:
  failsoft fix --dry-run
  failsoft fix src --rule require-timeout
  failsoft fix --dry-run > resilience.patch && git apply resilience.patch`,
};

export const initHelp: HelpTexts = {
  description: 'Copies the runtime (@failsoft/runtime) into the project as one TypeScript file, for who would rather not depend on it.',
  after: `
A file that is there and differs is left as it is, unless --force is given.

Exit codes:
  0  the file is there, as it comes with this version
  1  another file is there, or the file can't be written
  2  wrong use

Examples:
  failsoft init --vendor
  failsoft init --vendor src/lib/failsoft.ts --force`,
};
