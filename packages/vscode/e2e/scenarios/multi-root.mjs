/** A user opens a workspace of two folders: one with a configuration of its own, one without. */
import assert from 'node:assert/strict';
import { sourceFile } from '../harness/configured-project.mjs';
import { twoFolders } from './in-host.mjs';

export const multiRoot = {
  name: 'multi-root',
  prepare: (run) => ({ workspace: twoFolders(run) }),
  async act({ workbench, workspace }) {
    await workbench.open(workspace);
    await workbench.openFile(sourceFile);
    await workbench.untilSquiggles(2);
    await workbench.openFile('src/db/pool.ts');
    await workbench.untilSquiggles(3);
    await workbench.untilProblems({ errors: 4, warnings: 2 });
    await workbench.command('Failsoft: Show External Dependencies');
    await workbench.tree.filter({ hasText: 'SMTP' }).waitFor();
    assert.deepEqual(await workbench.treeRows(), [
      'shop 4 dependencies',
      'HTTP peer 7 findings, 8 calls, 1 client',
      'PostgreSQL 4 findings, 23 calls, 2 clients',
      'Redis 13 findings, 16 calls, 2 clients',
      'SMTP 1 finding, 2 calls, 1 client',
      'quotes 2 dependencies',
      'HTTP peer 1 finding, 1 call',
      'PostgreSQL 1 finding, 1 client',
    ]);
  },
};
