/** An editor for one scenario: started, used, stopped, and its folder removed unless something went wrong. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { startBrowser } from './browser.mjs';
import { RunFolder } from './run-folder.mjs';
import { startServer } from './server.mjs';

const within = 540_000;

/**
 * @param options those of startServer; `keep`: the folder, whatever happens
 * @param use is given the page, the server and the run's folder; what it answers may have `error`s
 */
export async function withEditor(options, use) {
  const run = new RunFolder();
  let server, browser;
  try {
    const files = options.prepare(run);
    server = await startServer(run, options);
    browser = await startBrowser(run, `127.0.0.1:${server.port}`);
    const outcome = await withDeadline(use({ run, server, page: browser.page, ...files }));
    assert.deepEqual([...browser.strangers], [], 'the page asked other hosts');
    await browser.stop();
    const { isLeft } = await server.stop();
    assert.ok(!isLeft, 'a process outlived the editor');
    if (options.keep || outcome?.some(({ error }) => error !== undefined)) console.log(`  kept: ${run.path}`);
    else run.remove();
    return outcome;
  } catch (error) {
    await browser?.page.screenshot({ path: join(run.path, 'failure.png') }).catch(() => undefined);
    await browser?.stop().catch(() => undefined);
    await server?.stop();
    throw new Error(`${error.message}\n(kept: ${run.path})`, { cause: error });
  }
}

function withDeadline(work) {
  let timer;
  const deadline = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done within ${within} ms`)), within);
  });
  return Promise.race([work, deadline]).finally(() => clearTimeout(timer));
}
