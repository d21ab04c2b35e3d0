/** A user who has just installed the extension is shown around. */
import assert from 'node:assert/strict';
import { copyShop } from '../harness/projects.mjs';

export const walkthrough = {
  name: 'walkthrough',
  prepare: (run) => ({ folder: copyShop(run) }),
  async act({ workbench, folder }) {
    const { page } = workbench;
    // Below this width the editor leaves the pictures out.
    await page.setViewportSize({ width: 1360, height: 760 });
    await workbench.open(folder);
    await workbench.hideSideBar();
    await workbench.openFile('src/clients/exchange.ts');
    await workbench.untilSquiggles(2);
    await workbench.openWalkthrough('Get Started with Failsoft');
    const steps = await page.locator('.getting-started-step h3').allInnerTexts();
    assert.deepEqual(steps, ['See what can hang, crash or fail', 'Fix it from the light bulb', 'Know what you depend on', 'Check the same in CI']);
    await workbench.screenshot('walkthrough');
  },
};
