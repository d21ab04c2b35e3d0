import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { libraries } from '@failsoft/analysis';
import plugin from 'eslint-plugin-failsoft';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const bin = join(root, 'packages/cli/bin/failsoft.js');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

/** The code block below a marker. */
function blockAfter(marker: string): string {
  return new RegExp(`<!-- ${marker} -->\\s*\`\`\`\\w*\\n([\\s\\S]*?)\`\`\``).exec(readme)?.[1] ?? '';
}

function failsoft(cwd: string, ...args: readonly string[]): string {
  return spawnSync(process.execPath, [bin, ...args], { cwd, encoding: 'utf8' }).stdout;
}

interface Report {
  readonly findings: readonly { readonly line: number; readonly column: number; readonly message: string }[];
}

function isReport(value: unknown): value is Report {
  return typeof value === 'object' && value !== null && 'findings' in value && Array.isArray(value.findings);
}

describe('the first screen of the README', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'failsoft-readme-'));
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'rates', type: 'module', dependencies: { ioredis: '^5.0.0' } }));
    writeFileSync(join(folder, 'rates.ts'), blockAfter('before'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('shows the findings that check prints for the brittle code', () => {
    const report: unknown = JSON.parse(failsoft(folder, 'check', '--preset', 'recommended', '--format', 'json'));
    const found = isReport(report) ? report.findings.map(({ line, column, message }) => `${line}:${column}  ${message}\n`) : [];
    expect(found.join('')).toBe(blockAfter('findings'));
  });

  it('shows the code that fix leaves', () => {
    failsoft(folder, 'fix', '--preset', 'recommended');
    expect(readFileSync(join(folder, 'rates.ts'), 'utf8')).toBe(blockAfter('after'));
  });
});

describe('the lists of the README', () => {
  it('name every rule, with its page', () => {
    const named = [...readme.matchAll(/\| \[([\w-]+)\]\(rules-docs\/([\w-]+)\.md\)/g)].map(([, name, page]) => ({ name, page }));
    expect(named).toEqual(Object.keys(plugin.rules).map((name) => ({ name, page: name })));
  });

  it('name every library of the catalogue', () => {
    const [, list = ''] = /<!-- libraries -->([\s\S]*?)<!-- \/libraries -->/.exec(readme) ?? [];
    const listed = [...list.matchAll(/^\| [^|]+ \| ([^|]+) \|$/gm)].flatMap(([, names = '']) => names.split(', '));
    expect(listed.sort()).toEqual(libraries.map(({ name }) => name).sort());
    expect(list).toContain(`| ${libraries.length} libraries |`);
  });
});
