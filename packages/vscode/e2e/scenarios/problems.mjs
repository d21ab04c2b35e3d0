/** What a user sees of a file without doing anything: squiggles, and rows of the Problems panel. */
import assert from 'node:assert/strict';
import { copyShop } from '../harness/projects.mjs';

export const problems = {
  name: 'problems',
  isFast: true,
  prepare: (run) => ({ folder: copyShop(run) }),
  async act({ workbench, folder }) {
    await workbench.open(folder);
    await workbench.openFile('src/clients/exchange.ts');
    await workbench.untilSquiggles(2);
    await workbench.showProblems();
    assert.deepEqual(await workbench.problemRows(), [
      ['exchange.tssrc/clients', '2'],
      [
        'This request can take 5 minutes: fetch has no deadline of its own (undici gives up on headers after 300 s).',
        'failsoft', 'require-timeout', '[Ln 11, Col 26]',
      ],
      [
        '`timeout` does not bound this call against a silent HTTP peer, because fetch has no such option and ignores it.',
        'failsoft', 'no-ineffective-timeout', '[Ln 21, Col 14]',
      ],
    ]);

    await workbench.openFile('src/db/pool.ts');
    await workbench.openFile('src/features/flags.ts');
    await workbench.goTo(7, 16);
    await workbench.hideSideBar();
    await workbench.screenshot('problems');
  },
};
