import * as parser from '@typescript-eslint/parser';
import type { Linter } from 'eslint';
import type { Preset } from '../arguments/command-line.js';
import { lintablePattern } from '../files/lintable.js';
import type { FailsoftPlugin } from './plugin.js';

/**
 * The configuration of people who have none: every file is parsed as TypeScript with JSX and decorators, without type information.
 * With `only`, these rules alone, with the preset's options; those that the preset has off take the options of `all`.
 */
export function presetConfig(plugin: FailsoftPlugin, preset: Preset, only: readonly string[]): Linter.Config[] {
  const { rules = {} } = plugin.configs[preset];
  const chosen = only.length === 0 ? rules : Object.fromEntries(only.map((name) => [`failsoft/${name}`, entryOf(plugin, preset, `failsoft/${name}`)]));
  return [
    {
      name: 'failsoft/cli/files',
      files: [lintablePattern],
      languageOptions: {
        parser,
        sourceType: 'module',
        parserOptions: { ecmaFeatures: { jsx: true }, jsDocParsingMode: 'none', warnOnUnsupportedTypeScriptVersion: false },
      },
      linterOptions: { reportUnusedDisableDirectives: 'off', reportUnusedInlineConfigs: 'off' },
    },
    { name: 'failsoft/cli/commonjs', files: ['**/*.{cjs,cts}'], languageOptions: { sourceType: 'commonjs' } },
    { name: `failsoft/cli/${preset}`, files: [lintablePattern], plugins: { failsoft: plugin }, rules: chosen },
  ];
}

function entryOf(plugin: FailsoftPlugin, preset: Preset, ruleId: string): Linter.RuleEntry {
  const entry = plugin.configs[preset].rules?.[ruleId];
  if (entry !== undefined && isOn(entry)) return entry;
  return plugin.configs.all.rules?.[ruleId] ?? 'error';
}

/** Whether a rule's entry in a configuration, written in any of ESLint's forms, turns the rule on. */
export function isOn(entry: unknown): boolean {
  const severity: unknown = Array.isArray(entry) ? entry[0] : entry;
  return severity !== undefined && severity !== 0 && severity !== 'off';
}
