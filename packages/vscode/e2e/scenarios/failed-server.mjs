/** The language server keeps ending: a user is told so, sees no findings of old, and starts it again. */
import { readdirSync, readFileSync } from 'node:fs';
import { copyShop } from '../harness/projects.mjs';

export const failedServer = {
  name: 'failed-server',
  prepare: (run) => ({ folder: copyShop(run) }),
  async act({ workbench, folder, run, page }) {
    const dependency = workbench.tree.filter({ hasText: 'SMTP' });
    const restart = page.locator('.notification-toast .monaco-button', { hasText: 'Restart Server' });
    await workbench.open(folder);
    await workbench.openFile('src/db/pool.ts');
    await workbench.untilSquiggles(3);
    await workbench.command('Failsoft: Show External Dependencies');
    await dependency.waitFor();

    while (!(await restart.isVisible())) {
      endLanguageServer(run);
      await page.waitForTimeout(500);
    }
    await workbench.untilSquiggles(0);
    await page.locator('.welcome-view', { hasText: "The workspace can't be looked through" }).waitFor();

    await restart.click();
    await workbench.untilSquiggles(3);
    await dependency.waitFor();
  },
};

/** That of this run. */
function endLanguageServer({ path }) {
  for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const command = readFileSync(`/proc/${id}/cmdline`, 'utf8');
      if (command.includes(path) && command.includes('dist/server/main.js')) process.kill(Number(id), 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
}
