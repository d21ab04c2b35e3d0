/** A user points at a call, and reads what stands over a client. */
import assert from 'node:assert/strict';
import { copyShop } from '../harness/projects.mjs';

export const hoverAndLens = {
  name: 'hover-and-lens',
  prepare: (run) => ({ folder: copyShop(run) }),
  async act({ workbench, folder }) {
    await workbench.open(folder);
    await workbench.hideSideBar();
    await workbench.openFile('src/services/catalog.ts');
    await workbench.untilSquiggles(4);
    const hover = await workbench.hoverOver('cache.get(key)', 'get', 'Protection');
    const text = await hover.innerText();
    for (const part of ['Redis: cache.get of ioredis', 'Client created at redis.ts:5', 'Timeout', 'ioredis has none by default', 'Circuit breaker']) assert.ok(text.includes(part), `"${part}" in: ${text}`);
    await workbench.screenshotOfEditor('hover', 380);

    await workbench.openFile('src/clients/payments.ts');
    await workbench.untilLens('src/clients/payments.ts', 'HTTP peer: 3 calls, 2 without timeout, 1 without error handling');
    await workbench.screenshotOfEditor('lens', 280);

    await workbench.editor.locator('.codelens-decoration a', { hasText: 'HTTP peer' }).click();
    await workbench.tree.filter({ hasText: 'Error handling' }).waitFor();
    assert.match(await workbench.tree.and(workbench.page.locator('.selected')).innerText(), /^HTTP peer/);
  },
};
