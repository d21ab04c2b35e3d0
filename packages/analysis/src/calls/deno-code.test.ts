import { expect, test } from 'vitest';
import { temporaryTree } from '../../test/temporary-tree.js';
import { Workspaces } from '../workspace/workspaces.js';
import { runsInDeno } from './deno-code.js';

const text = "export const news = () => fetch('https://news.example.com');";

/** Whether `functions/news.ts` runs in Deno, among these files. */
function newsRunsInDeno(files: Record<string, string>): boolean {
  const tree = temporaryTree({ ...files, 'functions/news.ts': text });
  const path = tree.path('functions/news.ts');
  return runsInDeno(new Workspaces().of(path), path, text);
}

test.each(['deno.json', 'deno.jsonc'])('a project of Deno needs no package.json and no repository: its %s stands above the file', (name) => {
  expect(newsRunsInDeno({ [name]: '{}' })).toBe(true);
});

test('a package.json that is nearer than a configuration of Deno says Node', () => {
  expect(newsRunsInDeno({ 'deno.json': '{}', 'functions/package.json': '{}' })).toBe(false);
});

test('a project without either is taken to be of Node', () => {
  expect(newsRunsInDeno({})).toBe(false);
});
