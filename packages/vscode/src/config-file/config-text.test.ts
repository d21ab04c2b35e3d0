import { mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tmpdir } from 'node:os';
import { ESLint } from 'eslint';
import { expect, test } from 'vitest';
import { installCommand, isLegacyConfig, linesToAdd, newConfigName, newConfigText } from './config-text.js';
import { projectOf } from './project.js';

const modules = fileURLToPath(new URL('../../../../node_modules', import.meta.url));

function manifest(...dependencies: string[]): string {
  return JSON.stringify({ type: 'module', dependencies: Object.fromEntries(dependencies.map((name) => [name, '*'])) });
}

test('a project in JavaScript gets the preset alone', () => {
  const project = projectOf(manifest('express'), ['package.json']);
  expect(newConfigName(project)).toBe('eslint.config.js');
  expect(newConfigText(project)).toBe(`import failsoft from 'eslint-plugin-failsoft';

export default [
  failsoft.configs.recommended,
];
`);
});

test('one in TypeScript gets a parser too: the one that it has', () => {
  expect(newConfigText(projectOf(manifest('typescript'), []))).toBe(`import failsoft from 'eslint-plugin-failsoft';
import tseslint from 'typescript-eslint';

export default [
  { files: ['**/*.{ts,tsx,mts,cts}'], languageOptions: { parser: tseslint.parser } },
  failsoft.configs.recommended,
];
`);
  expect(newConfigText(projectOf(manifest('typescript', '@typescript-eslint/parser'), []))).toContain("import parser from '@typescript-eslint/parser';");
});

test("where .js files are no ES modules, the configuration's name says that it is one", () => {
  expect(newConfigName(projectOf('{}', []))).toBe('eslint.config.mjs');
  expect(newConfigName(projectOf('{ broken', []))).toBe('eslint.config.mjs');
  expect(newConfigName(projectOf(undefined, []))).toBe('eslint.config.mjs');
});

test('a configuration that is there gets what fits its kind of module', () => {
  expect(linesToAdd('export default [];')).toEqual(["import failsoft from 'eslint-plugin-failsoft';", 'failsoft.configs.recommended,']);
  expect(linesToAdd('module.exports = [];')).toEqual(["const { default: failsoft } = require('eslint-plugin-failsoft');", 'failsoft.configs.recommended,']);
});

test('configurations of before ESLint 9 are known by their names', () => {
  expect(['.eslintrc', '.eslintrc.json', '.eslintrc.cjs', '.eslintrc.yml'].every(isLegacyConfig)).toBe(true);
  expect(['eslint.config.js', '.eslintrc.json.bak', '.eslintignore', 'my.eslintrc'].some(isLegacyConfig)).toBe(false);
});

test('what has to be installed is what is not there, by the package manager of the lock file', () => {
  expect(installCommand(projectOf(manifest('eslint'), ['package-lock.json']))).toBe('npm install --save-dev eslint-plugin-failsoft');
  expect(installCommand(projectOf(manifest(), ['pnpm-lock.yaml', 'tsconfig.json']))).toBe('pnpm add --save-dev eslint eslint-plugin-failsoft typescript-eslint');
  expect(installCommand(projectOf(manifest(), ['yarn.lock']))).toBe('yarn add --dev eslint eslint-plugin-failsoft');
  expect(installCommand(projectOf(manifest('eslint', 'eslint-plugin-failsoft'), []))).toBeUndefined();
});

test.each([
  ['TypeScript', manifest('typescript'), 'price.ts', 'export const price = (id: string): Promise<Response> => fetch(`https://prices.example/${id}`);\n'],
  ['JSX', manifest('react'), 'price.jsx', 'export const Price = async () => <b>{await fetch("https://prices.example/")}</b>;\n'],
])('ESLint takes what is written for a project with %s, and our rules are on', async (_name, packageJson, file, text) => {
  const folder = mkdtempSync(join(tmpdir(), 'failsoft-config-'));
  symlinkSync(modules, join(folder, 'node_modules'));
  const project = projectOf(packageJson, []);
  writeFileSync(join(folder, 'package.json'), packageJson);
  writeFileSync(join(folder, newConfigName(project)), newConfigText(project));
  const [result] = await new ESLint({ cwd: folder }).lintText(text, { filePath: file });
  expect(result?.messages.map(({ ruleId, fatal }) => ({ ruleId, fatal }))).toEqual([{ ruleId: 'failsoft/require-timeout', fatal: undefined }]);
});
