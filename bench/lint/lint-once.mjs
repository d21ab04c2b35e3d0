/** Lints a folder in this process and prints what it cost. Arguments: folder, 'parser' | 'recommended'. */
import { ESLint } from 'eslint';
import failsoft from 'eslint-plugin-failsoft';
import * as parser from '@typescript-eslint/parser';

const [folder, variant] = process.argv.slice(2);
const eslint = new ESLint({
  cwd: folder,
  overrideConfigFile: true,
  overrideConfig: [
    { files: ['**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts}'], languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } }, linterOptions: { reportUnusedDisableDirectives: 'off' } },
    { ignores: ['**/dist/**', '**/build/**', '**/.next/**', '**/public/**', '**/*.min.js'] },
    ...(variant === 'recommended' ? [failsoft.configs.recommended] : []),
  ],
});
const before = process.cpuUsage();
const started = performance.now();
const results = await eslint.lintFiles(['.']);
const { user, system } = process.cpuUsage(before);
const findings = results.flatMap(({ messages }) => messages).filter(({ ruleId }) => ruleId?.startsWith('failsoft/'));
process.stdout.write(
  JSON.stringify({
    files: results.length,
    findings: findings.length,
    cpuMs: (user + system) / 1000,
    wallMs: performance.now() - started,
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
    ...failsoft.host.statistics(),
  }),
);
