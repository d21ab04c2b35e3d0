import { execFileSync } from 'node:child_process';
import picocolors from 'picocolors';
import { expect, test } from 'vitest';
import { temporaryProject } from '../../../linter/test/temporary-project.js';
import { unifiedDiff } from './unified-diff.js';

test('git apply takes the diff, whatever the line ends', () => {
  const { folder, read, write } = temporaryProject({});
  for (const before of ['one\ntwo\nthree\n', 'one\r\ntwo\r\nthree\r\n', 'one\ntwo']) {
    const after = before.replace('two', '2');
    write('src/a.ts', before);
    execFileSync('git', ['apply', '--directory=', '-'], { cwd: folder, input: unifiedDiff('src/a.ts', before, after, picocolors.createColors(false)) });
    expect(read('src/a.ts')).toBe(after);
  }
});

test('additions and removals are coloured on a terminal', () => {
  const diff = unifiedDiff('a.ts', 'one\n', 'two\n', picocolors.createColors(true));
  expect(diff).toContain('\u001B[31m-one\u001B[39m\n\u001B[32m+two\u001B[39m\n');
});
