/** A user reads the page of the extension in the editor: no picture of it is broken. */
import assert from 'node:assert/strict';
import { copyShop } from '../harness/projects.mjs';

export const extensionPage = {
  name: 'extension-page',
  prepare: (run) => ({ folder: copyShop(run) }),
  async act({ workbench, folder }) {
    await workbench.open(folder);
    await workbench.openExtensionPage('Failsoft');
    await workbench.webview.locator('h1', { hasText: 'Failsoft' }).waitFor();
    const broken = await workbench.webview.locator('img').evaluateAll(async (images) => {
      const loaded = await Promise.all(images.map((image) => image.decode().then(() => true, () => false)));
      return images.filter((_, index) => !loaded[index]).map(({ alt }) => alt);
    });
    assert.deepEqual(broken, []);
  },
};
