import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import plugin from 'eslint-plugin-failsoft';
import { ESLint, type Linter } from 'eslint';
import { expect, onTestFinished, test, vi } from 'vitest';
import { presetConfig, presetLinter } from '../configuration/preset.js';
import { Linter as FailsoftLinter } from './linter.js';

function inNewFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'failsoft-linter-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function linted(text: string, ...before: string[]): Promise<{ readonly kind: string }> {
  const folder = inNewFolder();
  const linter = presetLinter(folder, plugin, 'recommended', []);
  const path = join(folder, 'a.ts');
  return [...before, text].reduce<Promise<{ readonly kind: string }>>((last, next) => last.then(() => linter.lint(path, next)), Promise.resolve({ kind: 'none' }));
}

test('what oxc can’t read is left to the configuration’s own parser', async () => {
  // An import assertion of old: TypeScript takes what oxc does not.
  const text = "import data from './data.json' assert { type: 'json' };\nawait fetch(data.url);\n";
  expect(await linted(text)).toMatchObject({ kind: 'linted' });
});

test('a text that no parser takes is told of in the own parser’s words', async () => {
  expect(await linted('const x = ;')).toMatchObject({ kind: 'unparsable', line: 1, column: 10, message: 'Expression expected.' });
});

test('a file that was read before is not given to a second parser while it is typed', async () => {
  expect(await linted('const x = ;', 'const x = 1;')).toMatchObject({ kind: 'unparsable', message: 'Unexpected token' });
});

test('a file that was read before is found broken without ESLint', async () => {
  const folder = inNewFolder();
  const linter = presetLinter(folder, plugin, 'recommended', []);
  const path = join(folder, 'a.ts');
  await linter.check(path, 'export const load = () => fetch(url, { signal: AbortSignal.timeout(500) });\n');
  const lint = vi.spyOn(ESLint.prototype, 'lintText');
  onTestFinished(() => lint.mockRestore());
  expect(await linter.check(path, 'export const load = () => fetch(url, { signal: );\n')).toMatchObject({ kind: 'unparsable', line: 1, column: 48, message: 'Unexpected token' });
  expect(lint).not.toHaveBeenCalled();
});

/** Of a plugin whose rules need more than the program, so that the parser is the configuration's. */
function withParser(parser: Linter.Parser | Error): FailsoftLinter {
  const { protocol, inventory, rewrites, dependencies, overlay, refresh, statistics } = plugin.host;
  return new FailsoftLinter({
    Eslint: ESLint,
    options: { cwd: inNewFolder(), overrideConfigFile: true, overrideConfig: presetConfig(plugin, 'recommended', []) },
    parser: () => (parser instanceof Error ? Promise.reject(parser) : Promise.resolve(parser)),
    host: { protocol, inventory, rewrites, dependencies, overlay, refresh, statistics },
    namespace: 'failsoft',
    only: [],
  });
}

test('a parser that can’t be loaded is no fault of the text', async () => {
  const linter = withParser(new Error("Cannot find package '@typescript-eslint/parser'"));
  expect(await linter.lint('a.ts', 'export const a = 1;')).toEqual({ kind: 'parser-failed', message: "Cannot find package '@typescript-eslint/parser'" });
});

test('nor is one that throws whatever it is given', async () => {
  const parseForESLint = (): never => {
    throw new Error('it needs a tsconfig.json that includes the file');
  };
  expect(await withParser({ parseForESLint }).lint('a.ts', 'export const a = 1;')).toEqual({ kind: 'parser-failed', message: 'it needs a tsconfig.json that includes the file' });
});
