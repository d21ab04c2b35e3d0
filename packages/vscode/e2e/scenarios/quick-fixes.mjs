/** A user opens the shop, sees what is wrong, and has the light bulb mend it: a timeout, a listener, a cache error, a breaker. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { edited } from '../expected/edited.mjs';
import { shopFixes } from '../expected/shop-fixes.mjs';
import { changedFiles, copyShop, shopFile } from '../harness/projects.mjs';

export const quickFixes = {
  name: 'quick-fixes',
  isFast: true,
  // Breakers are advice, and only strict gives it.
  settings: { 'failsoft.preset': 'strict' },
  prepare: (run) => ({ folder: copyShop(run) }),
  async act({ workbench, folder }) {
    await workbench.open(folder);
    for (const fix of Object.values(shopFixes)) {
      await workbench.openFile(fix.file);
      await workbench.goTo(fix.line, fix.column);
      await workbench.applyQuickFix(fix.title);
      assert.equal(readFileSync(join(folder, fix.file), 'utf8'), shopFile(fix.file), 'written before it was saved');
      await workbench.save();
      assert.equal(readFileSync(join(folder, fix.file), 'utf8'), edited(shopFile(fix.file), fix.changes));
    }
    assert.deepEqual(changedFiles(folder), Object.values(shopFixes).map(({ file }) => file).sort());
  },
};
