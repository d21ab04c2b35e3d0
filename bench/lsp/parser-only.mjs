/** The peer: ESLint's `lintText` with the parser and no rule, in a process that stays. Argument: folder. Asked over IPC with a path and a text. */
import * as parser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';

const eslint = new ESLint({
  cwd: process.argv[2],
  overrideConfigFile: true,
  overrideConfig: [
    {
      files: ['**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts}'],
      // As our own preset has it: without types, and without reading JSDoc comments.
      languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true }, jsDocParsingMode: 'none', warnOnUnsupportedTypeScriptVersion: false } },
      linterOptions: { reportUnusedDisableDirectives: 'off' },
    },
  ],
});

process.on('message', ({ path, text }) => void lint(path, text));
process.on('disconnect', () => process.exit());

async function lint(filePath, text) {
  const cpuBefore = process.cpuUsage();
  const started = performance.now();
  const [{ messages }] = await eslint.lintText(text, { filePath });
  const wallMs = performance.now() - started;
  const { user, system } = process.cpuUsage(cpuBefore);
  process.send({ wallMs, cpuMs: (user + system) / 1000, isBroken: messages.some(({ fatal }) => fatal === true) });
}
