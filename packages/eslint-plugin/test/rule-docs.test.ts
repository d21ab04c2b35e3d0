import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { rules } from '../src/rules/index.js';
import { FixtureLinter } from './linting.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Code blocks below a mark, up to the next heading or mark. */
function examples(page: string, mark: '❌' | '✅'): readonly string[] {
  return [...page.matchAll(new RegExp(`^${mark}[^\\n]*\\n+\`\`\`ts\\n([\\s\\S]*?)\`\`\``, 'gm'))].map(([, code = '']) => code);
}

describe('the page of a rule', () => {
  it('has generated parts that are current', () => {
    expect(() => execFileSync(process.execPath, [join(root, 'scripts/rule-docs.mjs')], { stdio: 'pipe' })).not.toThrow();
  });

  for (const name of Object.keys(rules)) {
    it(`${name}: every ❌ example is reported by it, every ✅ example is clean for all rules`, async () => {
      const page = readFileSync(join(root, 'rules-docs', `${name}.md`), 'utf8');
      const [bad, good] = [examples(page, '❌'), examples(page, '✅')];
      expect([bad.length, good.length].every((count) => count > 0)).toBe(true);
      const folder = mkdtempSync(join(tmpdir(), 'failsoft-docs-'));
      try {
        writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'example', type: 'module', dependencies: { ioredis: '^5.0.0', pg: '^8.0.0', axios: '^1.0.0' } }));
        const linter = new FixtureLinter(folder, 'recommended', {}, [name]);
        for (const [index, code] of bad.entries()) {
          const { findings } = await linter.lint(join(folder, `bad-${String(index)}.ts`), code);
          expect(findings.map(({ rule }) => rule)).toContain(name);
          expect(new Set(findings.map(({ rule }) => rule)), code).toEqual(new Set([name]));
        }
        for (const [index, code] of good.entries()) {
          const { fatal, findings } = await linter.lint(join(folder, `good-${String(index)}.ts`), code);
          expect({ fatal, findings }, code).toEqual({ fatal: undefined, findings: [] });
        }
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  }
});
