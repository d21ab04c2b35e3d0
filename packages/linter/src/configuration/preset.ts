import { ESLint, type Linter as EslintLinter } from 'eslint';
import { lintablePattern } from '../files/lintable.js';
import { Linter } from '../lint/linter.js';
import type { FailsoftPlugin } from './plugin.js';
import { isOn } from './rule-entry.js';

export type Preset = 'recommended' | 'strict' | 'all';

/**
 * Lints a folder's files with a preset and loads nothing of theirs: neither configuration nor ESLint nor parser.
 * @param folder absolute; ESLint lints nothing outside of it
 * @param only names of the rules that run; empty: all of the preset
 */
export function presetLinter(folder: string, plugin: FailsoftPlugin, preset: Preset, only: readonly string[]): Linter {
  return new Linter({
    Eslint: ESLint,
    options: { cwd: folder, overrideConfigFile: true, overrideConfig: presetConfig(plugin, preset, only) },
    // Takes as long to load as everything else together, and is hardly ever needed.
    parser: () => import('@typescript-eslint/parser'),
    host: plugin.host,
    namespace: 'failsoft',
    only,
  });
}

/**
 * The configuration of people who have none, for parsers of TypeScript with JSX and decorators, without type information.
 * With `only`, these rules alone, with the preset's options; those that the preset has off take the options of `all`.
 */
export function presetConfig(plugin: FailsoftPlugin, preset: Preset, only: readonly string[]): EslintLinter.Config[] {
  const { rules = {} } = plugin.configs[preset];
  const chosen = only.length === 0 ? rules : Object.fromEntries(only.map((name) => [`failsoft/${name}`, entryOf(plugin, preset, `failsoft/${name}`)]));
  return [
    {
      name: 'failsoft/preset/files',
      files: [lintablePattern],
      languageOptions: {
        sourceType: 'module',
        parserOptions: { ecmaFeatures: { jsx: true }, jsDocParsingMode: 'none', warnOnUnsupportedTypeScriptVersion: false },
      },
      linterOptions: { reportUnusedDisableDirectives: 'off', reportUnusedInlineConfigs: 'off' },
    },
    { name: 'failsoft/preset/commonjs', files: ['**/*.{cjs,cts}'], languageOptions: { sourceType: 'commonjs' } },
    { name: `failsoft/preset/${preset}`, files: [lintablePattern], plugins: { failsoft: plugin }, rules: chosen },
  ];
}

function entryOf(plugin: FailsoftPlugin, preset: Preset, ruleId: string): EslintLinter.RuleEntry {
  const entry = plugin.configs[preset].rules?.[ruleId];
  if (entry !== undefined && isOn(entry)) return entry;
  return plugin.configs.all.rules?.[ruleId] ?? 'error';
}
