/** A user looks at what the shop depends on, down to a call, and goes there. */
import assert from 'node:assert/strict';
import { copyShop } from '../harness/projects.mjs';

export const treeView = {
  name: 'tree-view',
  prepare: (run) => ({ folder: copyShop(run) }),
  async act({ workbench, folder }) {
    await workbench.open(folder);
    await workbench.command('Failsoft: Show External Dependencies');
    await workbench.tree.filter({ hasText: 'SMTP' }).waitFor();
    assert.deepEqual(await workbench.treeRows(), [
      'HTTP peer 7 findings, 8 calls, 1 client',
      'PostgreSQL 4 findings, 23 calls, 2 clients',
      'Redis 13 findings, 16 calls, 2 clients',
      'SMTP 1 finding, 2 calls, 1 client',
    ]);

    await workbench.expand('Redis');
    await workbench.expand('Timeout');
    const place = workbench.tree.filter({ hasText: 'redis.ts' }).first();
    await place.waitFor();
    await place.click();
    await workbench.page.locator('.tab.active', { hasText: 'redis.ts' }).waitFor();
    await workbench.cursorAt(5, 14);
    await workbench.untilSquiggles(1);
    await workbench.widenSideBar(110);
    await workbench.screenshot('dependencies');
  },
};
