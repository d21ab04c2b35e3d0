import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import plugin from 'eslint-plugin-failsoft';
import { expect, onTestFinished, test } from 'vitest';
import { presetLinter } from '../configuration/preset.js';

function linted(text: string, ...before: string[]): Promise<{ readonly kind: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'failsoft-linter-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
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
