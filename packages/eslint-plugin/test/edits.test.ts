import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { applyEdits, type Rewrite } from '@failsoft/analysis/rewrites';
import { describe, expect, it } from 'vitest';
import { allCases, casesFolder, type Case } from './cases.js';
import { FixtureLinter, type LintedFinding } from './linting.js';
import { TypeChecker } from './type-checker.js';

const shop = fileURLToPath(new URL('../../../fixtures/shop/', import.meta.url)).replace(/\/$/, '');

/** Every rewrite of the fixtures, each applied to its file alone. */
describe('every offered rewrite', () => {
  const projects = [...allCases().map((each) => ({ ...each, tsconfig: join(casesFolder, 'tsconfig.json') })), shopProject()];
  const checkers = new Map<string, TypeChecker>();
  for (const { name, folder, files, settings, tsconfig } of projects) {
    it(`of ${name} parses, type-checks, removes its finding and adds none`, async () => {
      const linter = new FixtureLinter(folder, 'all', settings);
      const checker = checkers.get(tsconfig) ?? new TypeChecker(tsconfig);
      checkers.set(tsconfig, checker);
      for (const file of files) {
        const text = readFileSync(file, 'utf8');
        const { findings } = await linter.lint(file, text);
        for (const finding of findings) {
          for (const rewrite of finding.rewrites) {
            const edited = applyEdits(text, rewrite.edits);
            const after = await linter.lint(file, edited);
            expect({ rewrite: title(folder, file, finding, rewrite), ...outcome(findings, finding, after), types: checker.newErrors(file, edited) }).toEqual({
              rewrite: title(folder, file, finding, rewrite),
              fatal: undefined,
              isGone: true,
              added: [],
              types: [],
            });
          }
        }
        await linter.lint(file, text);
      }
    });
  }
});

function shopProject(): Case & { tsconfig: string } {
  const files = readdirSync(join(shop, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ts$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
  return { name: 'the shop', folder: shop, files, settings: {}, tsconfig: join(shop, 'tsconfig.json') };
}

function title(folder: string, file: string, { line, rule }: LintedFinding, { title: text }: Rewrite): string {
  return `${relative(folder, file)}:${String(line)} ${rule}: ${text}`;
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
