/**
 * Lints a folder in this process and prints what it cost. Arguments: folder, variant, limit.
 * Variants: 'parser' (no rule), 'idle' (five rules that do nothing), 'recommended'. With a limit, the first
 * files that `failsoft check` would take; else all that ESLint finds.
 */
import * as parser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';
import { cost, sourceFiles } from './measured.mjs';
import { importPublished } from './published.mjs';

const [folder, variant, limit] = process.argv.slice(2);
const failsoft = variant === 'recommended' ? (await importPublished('eslint-plugin-failsoft')).default : undefined;
const numbers = [1, 2, 3, 4, 5];
const idle = {
  plugins: { idle: { rules: Object.fromEntries(numbers.map((index) => [`rule-${index}`, { create: () => ({}) }])) } },
  rules: Object.fromEntries(numbers.map((index) => [`idle/rule-${index}`, 'error'])),
};
const added = { parser: [], idle: [idle], recommended: [failsoft?.configs.recommended] }[variant];
const eslint = new ESLint({
  cwd: folder,
  overrideConfigFile: true,
  overrideConfig: [
    { files: ['**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts}'], languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } }, linterOptions: { reportUnusedDisableDirectives: 'off' } },
    { ignores: limit === undefined ? ['**/dist/**', '**/build/**', '**/.next/**', '**/public/**', '**/*.min.js'] : [] },
    ...added,
  ],
});
const measure = cost();
const results = await eslint.lintFiles(limit === undefined ? ['.'] : await sourceFiles(folder, Number(limit)));
const findings = results.flatMap(({ messages }) => messages).filter(({ ruleId }) => ruleId?.startsWith('failsoft/'));
process.stdout.write(JSON.stringify({ files: results.length, findings: findings.length, ...measure(), ...failsoft?.host.statistics() }));
