/** How a host (command line, language server) lints a project's files with our rules. */
export { ConfigurationError } from './configuration/configuration-error.js';
export { filesOfConfiguration } from './configuration/configuration-files.js';
export { hostOf, isFailsoftPlugin, type FailsoftPlugin } from './configuration/plugin.js';
export { presetLinter, type Preset } from './configuration/preset.js';
export { configureProject, type ConfigFile, type ProjectConfiguration } from './configuration/project.js';
export { extensions, isLintable, lintablePattern, neverSearched } from './files/lintable.js';
export { keyText, type Finding } from './lint/finding.js';
export { Linter, type LintResult, type SkippedFile } from './lint/linter.js';
export type { RuleFailure } from './lint/rule-failure.js';
