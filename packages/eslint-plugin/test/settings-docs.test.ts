import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { FixtureLinter } from './linting.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const readme = readFileSync(join(root, 'packages/eslint-plugin/README.md'), 'utf8');

/** Each JSON example of the page, with the code below it. */
const examples = [...readme.matchAll(/```json\n([\s\S]*?)```\n+```ts\n([\s\S]*?)```/g)].map(([, settings = '', code = '']) => ({ settings, code }));

function settingsIn(text: string): Readonly<Record<string, unknown>> {
  const settings: unknown = JSON.parse(text);
  return typeof settings === 'object' ? { ...settings } : {};
}

describe('the settings', () => {
  it('have a published schema that is current', () => {
    expect(() => execFileSync(process.execPath, [join(root, 'scripts/settings-schema.mjs'), '--check'], { stdio: 'pipe' })).not.toThrow();
  });

  it('of the README do what it says', async () => {
    expect(examples.length).toBe(2);
    for (const { settings, code } of examples) {
      const folder = mkdtempSync(join(tmpdir(), 'failsoft-settings-'));
      try {
        writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'example', type: 'module', dependencies: { '@acme/billing': '1.0.0', '@acme/resilience': '1.0.0' } }));
        const linter = new FixtureLinter(folder, 'recommended', { root: folder, ...settingsIn(settings) });
        const { fatal, findings } = await linter.lint(join(folder, 'example.ts'), code);
        const lines = code.split('\n').flatMap((line, index) => (line.includes('❌') ? [index + 1] : []));
        expect({ fatal, lines: [...new Set(findings.map(({ line }) => line))] }).toEqual({ fatal: undefined, lines });
        const said = /❌ (.+)$/m.exec(code)?.[1];
        if (said !== undefined) expect(findings.map(({ message }) => message).join('\n')).toContain(said);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    }
  });
});
