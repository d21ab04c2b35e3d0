/** Lints files of fixtures as the command line does, and keeps what the plugin offers for each finding. */
import { readFileSync } from 'node:fs';
import * as parser from '@typescript-eslint/parser';
import { ESLint, type Linter } from 'eslint';
import type { Rewrite } from '@failsoft/analysis/rewrites';
import plugin from '../src/index.js';

export interface LintedFinding {
  readonly rule: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly message: string;
  readonly rewrites: readonly Rewrite[];
}

export interface LintedText {
  /** The parser's complaint, if the text does not parse. */
  readonly fatal: string | undefined;
  readonly findings: readonly LintedFinding[];
}

/** Rules that only those who ask for advice have: judged in the cases that are about them. */
const advice = Object.keys(plugin.configs.all.rules ?? {}).filter((rule) => !(rule in (plugin.configs.recommended.rules ?? {})));

export type Preset = 'recommended' | 'strict' | 'all';

export class FixtureLinter {
  readonly #eslint: ESLint;

  /** `advised`: rules of advice that are on, without the plugin's prefix. */
  constructor(cwd: string, preset: Preset = 'all', settings: Readonly<Record<string, unknown>> = {}, advised: readonly string[] = []) {
    const config: Linter.Config[] = [
      {
        files: ['**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts}'],
        languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } },
        linterOptions: { reportUnusedDisableDirectives: 'off' },
        settings: { failsoft: settings },
      },
      { files: ['**/*.cjs'], languageOptions: { sourceType: 'commonjs' } },
      plugin.configs[preset],
      { rules: Object.fromEntries(advice.map((rule) => [rule, advised.includes(rule.replace('failsoft/', '')) ? 'warn' : 'off'] as const)) },
    ];
    this.#eslint = new ESLint({ cwd, overrideConfigFile: true, overrideConfig: config, ignore: false });
  }

  lintFile(path: string): Promise<LintedText> {
    return this.lint(path, readFileSync(path, 'utf8'));
  }

  async lint(path: string, text: string): Promise<LintedText> {
    const [result] = await this.#eslint.lintText(text, { filePath: path });
    const messages = result?.messages ?? [];
    const offered = plugin.host.rewrites(path);
    return {
      fatal: messages.find(({ fatal }) => fatal === true)?.message,
      findings: messages
        .filter(({ ruleId }) => ruleId?.startsWith('failsoft/') === true)
        .map((message) => {
          const rule = (message.ruleId ?? '').replace('failsoft/', '');
          const { line, column } = message;
          const rewrites = offered.find((finding) => finding.rule === rule && finding.line === line && finding.column === column)?.rewrites ?? [];
          return { rule, line, column, endLine: message.endLine ?? line, endColumn: message.endColumn ?? column, message: message.message, rewrites };
        }),
    };
  }
}
