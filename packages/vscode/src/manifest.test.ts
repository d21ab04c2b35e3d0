/** What package.json, README and code say about each other. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { defaultOptions } from '@failsoft/language-server';
import { expect, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { languages } from './server/languages.js';

const { contributes } = manifest;
const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const properties = Object.entries(contributes.configuration.properties).map(([name, property]) => ({ name, ...property }));

test('settings that the server takes have its defaults', () => {
  const defaults = Object.fromEntries(properties.map(({ name, default: value }) => [name.replace('failsoft.', ''), value]));
  const { preset, debounce, timeBudget, inlayHints } = defaultOptions;
  expect(defaults).toMatchObject({ preset, debounce, timeBudget, inlayHints });
});

test('every setting is described, has a scope, and is in the README with its default', () => {
  const readme = read('README.md');
  for (const { name, markdownDescription, scope, default: value } of properties) {
    expect(markdownDescription, name).toMatch(/\.$/);
    expect(['resource', 'window'], name).toContain(scope);
    expect(readme).toContain(`| \`${name}\` | \`${String(value)}\` |`);
  }
});

test('every command has a category, and is registered', () => {
  const extension = read('src/extension.ts') + read('src/dependencies/tree-view.ts');
  for (const { command, category } of contributes.commands) {
    expect(category, command).toBe('Failsoft');
    expect(extension).toContain(`registerCommand('${command}'`);
  }
});

test('commands that menus, welcome texts and the walkthrough name are contributed', () => {
  const contributed = new Set(contributes.commands.map(({ command }) => command));
  const named = JSON.stringify({ ...contributes, commands: [], configuration: [] }).matchAll(/(?:command:|"command":")(failsoft\.\w+)/g);
  expect([...new Set([...named].map(([, command]) => command))].filter((command) => command !== undefined && !contributed.has(command))).toEqual([]);
});

test('it wakes up for the languages that it lints, and for projects', () => {
  expect(manifest.activationEvents).toEqual([...languages.map((language) => `onLanguage:${language}`), 'workspaceContains:package.json']);
});

test('pictures and pages of the manifest are there, and are packed', () => {
  const paths = JSON.stringify([manifest.icon, contributes]).match(/media\/[\w./-]+\.(?:png|svg|md)/g) ?? [];
  for (const path of paths) {
    expect(existsSync(new URL(`../${path}`, import.meta.url)), path).toBe(true);
    expect(manifest.files.some((packed) => path.startsWith(packed)), path).toBe(true);
  }
});

test('the README shows every screenshot, and no other picture', () => {
  const shown = [...read('README.md').matchAll(/^!\[[^\]]+\]\(media\/screenshots\/([^)]+)\)$/gm)].map(([, name]) => name);
  expect(shown.toSorted()).toEqual(readdirSync(new URL('../media/screenshots', import.meta.url)).toSorted());
});

test('the types are those of the oldest editor that is promised to work', () => {
  expect(manifest.devDependencies['@types/vscode'].replace('~', '^')).toBe(manifest.engines.vscode);
});
