import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { applyEdits } from '@failsoft/analysis/rewrites';
import { describe, expect, it } from 'vitest';
import { allCases, casesFolder, type Case } from './cases.js';
import { FixtureLinter, type LintedFinding } from './linting.js';
import { newTypeErrors, type ChangedFile } from './type-checker.js';

const shop = fileURLToPath(new URL('../../../fixtures/shop/', import.meta.url)).replace(/\/$/, '');

interface Edited extends ChangedFile {
  readonly title: string;
}

/** Every rewrite of the fixtures, each applied to its file alone. */
describe('every offered rewrite', () => {
  const projects = [...allCases().map((each) => ({ ...each, tsconfig: join(casesFolder, 'tsconfig.json') })), shopProject()];
  const edited = new Map<string, Edited[]>();
  for (const { name, folder, files, settings, advice, tsconfig } of projects) {
    it(`of ${name} parses, removes its finding and adds none`, async () => {
      const linter = new FixtureLinter(folder, 'all', settings, advice);
      const ofConfig = edited.get(tsconfig) ?? [];
      edited.set(tsconfig, ofConfig);
      for (const path of files) {
        const before = readFileSync(path, 'utf8');
        const { findings } = await linter.lint(path, before);
        for (const finding of findings) {
          for (const rewrite of finding.rewrites) {
            const text = applyEdits(before, rewrite.edits);
            const title = `${relative(folder, path)}:${String(finding.line)} ${finding.rule}: ${rewrite.title}`;
            expect({ title, ...outcome(findings, finding, await linter.lint(path, text)) }).toEqual({ title, fatal: undefined, isGone: true, added: [] });
            ofConfig.push({ title: `${name} ${title}`, path, text });
          }
        }
        await linter.lint(path, before);
      }
    });
  }

  it('type-checks', { timeout: 300_000 }, () => {
    const wrong = [...edited].flatMap(([tsconfig, files]) => {
      const errors = newTypeErrors(tsconfig, files);
      return files.map(({ title }, index) => ({ title, errors: errors[index] ?? [] }));
    });
    expect(wrong.filter(({ errors }) => errors.length > 0)).toEqual([]);
  });
});

function shopProject(): Case & { tsconfig: string } {
  const files = readdirSync(join(shop, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.d.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
  return { name: 'the shop', folder: shop, files, settings: {}, advice: ['require-circuit-breaker'], tsconfig: join(shop, 'tsconfig.json') };
}

function outcome(before: readonly LintedFinding[], finding: LintedFinding, after: { fatal: string | undefined; findings: readonly LintedFinding[] }): { fatal: string | undefined; isGone: boolean; added: readonly string[] } {
  const old = counts(before);
  const now = counts(after.findings);
  const key = keyOf(finding);
  return { fatal: after.fatal, isGone: (now.get(key) ?? 0) < (old.get(key) ?? 0), added: [...now.keys()].filter((other) => (now.get(other) ?? 0) > (old.get(other) ?? 0)) };
}

/** Lines move; what is said does not. */
function keyOf({ rule, message }: LintedFinding): string {
  return `${rule}: ${message}`;
}

function counts(findings: readonly LintedFinding[]): ReadonlyMap<string, number> {
  const counted = new Map<string, number>();
  for (const finding of findings) counted.set(keyOf(finding), (counted.get(keyOf(finding)) ?? 0) + 1);
  return counted;
}
