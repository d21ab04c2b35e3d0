/** The cases of fixtures/cases: one folder a case, a small project whose files say what is expected of them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const casesFolder = fileURLToPath(new URL('../../../fixtures/cases/', import.meta.url)).replace(/\/$/, '');

export interface Case {
  /** 'require-timeout/option-in-another-file'. */
  readonly name: string;
  readonly folder: string;
  /** Absolute paths of its source files. */
  readonly files: readonly string[];
  /** `settings.failsoft`, from its settings.json: paths in it start at the case's folder. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** The rules of advice that it is about, from its advice.json. */
  readonly advice: readonly string[];
}

const source = /\.[cm]?[jt]sx?$/;

export function allCases(): readonly Case[] {
  return foldersIn(casesFolder).flatMap((topic) =>
    foldersIn(join(casesFolder, topic)).map((name) => {
      const folder = join(casesFolder, topic, name);
      return { name: `${topic}/${name}`, folder, files: sourcesIn(folder), settings: settingsIn(folder), advice: adviceIn(folder) };
    }),
  );
}

function foldersIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && source.test(entry.name) && !entry.parentPath.includes('node_modules'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function settingsIn(folder: string): Case['settings'] {
  const path = join(folder, 'settings.json');
  if (!existsSync(path)) return {};
  const settings: unknown = JSON.parse(readFileSync(path, 'utf8'));
  return typeof settings === 'object' ? { root: folder, ...settings } : {};
}

function adviceIn(folder: string): readonly string[] {
  const path = join(folder, 'advice.json');
  const rules: unknown = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : [];
  return Array.isArray(rules) ? rules.map(String) : [];
}

/** `// expect require-timeout: why` stands on the line above the finding; '2 require-timeout' expects two there. */
export function expectedIn(path: string): readonly string[] {
  const lines = readFileSync(path, 'utf8').split(/\r?\n/);
  return lines.flatMap((line, index) => {
    const expected = /(?:\/\/|\{?\/\*) expect ([\w, -]+):/.exec(line)?.[1];
    if (expected === undefined) return [];
    return expected.split(',').map((rule) => `${String(index + 2)} ${rule.trim()}`);
  });
}
