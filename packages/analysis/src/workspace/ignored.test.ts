import ignore from 'ignore';
import { expect, test } from 'vitest';
import { temporaryTree } from '../../test/temporary-tree.js';
import { ChangeLog } from './change-log.js';
import { DiskView } from './disk-view.js';
import { isGitIgnored, withRulesOf } from './ignored.js';
import { Overlays } from './overlays.js';

const lines = [
  'a.ts', '/a.ts', 'src/a.ts', '*.ts', '*.d.ts', '*.s', '*s', '*.log', '.env*', '*.pem', 'a.*', '?.ts', '[ab].ts', 'a.[jt]s', 'src/*', 'src/**', '**/a.ts', '**', '*',
  '!a.ts', '!*.ts', '!src/', '# a.ts', '\\#.ts', 'a.ts ', 'a\\.ts', '', '.DS_Store', 'name', '*.tsbuildinfo', 'npm-debug.log*', '.pnp.*', 'next-env.d.ts',
];
const files = ['a.ts', 'b.ts', 'c.d.ts', 'next-env.d.ts', 'a.js', '.pnp.cjs', '.env.ts', '#.ts', 'name.ts', 'npm-debug.log.js', 'src/a.ts', 'src/c.mjs'];

test('a source file is ignored exactly where the whole .gitignore says so, whichever of its lines are asked', () => {
  const tree = temporaryTree({});
  for (const first of lines) {
    for (const second of lines) {
      const text = `${first}\n${second}\n`;
      tree.write('.gitignore', text);
      const rules = withRulesOf(tree.root, undefined, new DiskView(new Overlays(new ChangeLog())));
      const whole = ignore().add(text);
      for (const file of files) {
        // A folder that is ignored is never entered.
        if (file.startsWith('src/') && whole.ignores('src/')) continue;
        expect([text, file, isGitIgnored(tree.path(file), false, rules)]).toEqual([text, file, whole.ignores(file)]);
      }
    }
  }
});
