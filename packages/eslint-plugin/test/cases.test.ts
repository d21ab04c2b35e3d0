import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { applyEdits } from '@failsoft/analysis/rewrites';
import { structuredPatch } from 'diff';
import { describe, expect, it } from 'vitest';
import { allCases, expectedIn, type Case } from './cases.js';
import { FixtureLinter, type LintedFinding } from './linting.js';

describe('every case', () => {
  for (const each of allCases()) {
    it(`${each.name}: reports what its files expect, and nothing else`, async () => {
      const linter = new FixtureLinter(each.folder, 'all', each.settings, each.advice);
      const parts: string[] = [];
      for (const file of each.files) {
        const { fatal, findings } = await linter.lintFile(file);
        expect(fatal).toBeUndefined();
        const found = findings.map(({ line, rule }) => `${String(line)} ${rule}`).sort();
        expect(found, relative(each.folder, file)).toEqual([...expectedIn(file)].sort());
        parts.push(...findings.map((finding) => shown(each, file, finding)));
      }
      await expect(parts.join('\n')).toMatchFileSnapshot(join(each.folder, 'findings.snap.md'));
    });
  }
});

/** A finding as a reviewer wants to see it: what is underlined, what is said, and what each edit does. */
function shown({ folder }: Case, file: string, finding: LintedFinding): string {
  const text = readFileSync(file, 'utf8');
  const source = text.split(/\r?\n/)[finding.line - 1] ?? '';
  const length = finding.endLine === finding.line ? finding.endColumn - finding.column : 1;
  const head = `## ${relative(folder, file)}:${String(finding.line)} ${finding.rule}\n\n${finding.message}\n\n\`\`\`\n${source}\n${' '.repeat(finding.column - 1)}${'~'.repeat(Math.max(1, length))}\n\`\`\`\n`;
  const edits = finding.rewrites.map((rewrite) => {
    const patch = structuredPatch('before', 'after', text, applyEdits(text, rewrite.edits), '', '', { context: 1 });
    const lines = patch.hunks.flatMap((hunk) => hunk.lines);
    return `\n${rewrite.preferred ? 'Preferred edit' : 'Edit'}: ${rewrite.title}\n\n\`\`\`diff\n${lines.join('\n')}\n\`\`\`\n`;
  });
  return head + (edits.length === 0 ? '\nNo edit.\n' : edits.join(''));
}
