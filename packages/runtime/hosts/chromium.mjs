import { existsSync } from 'node:fs';

const executablePath = '/usr/bin/chromium';
const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

/** A page that imports the built runtime as it is, without a bundler. */
export const chromium = {
  name: 'Chromium',
  async run(origin) {
    if (!existsSync(executablePath)) return { notRun: `no ${executablePath}: apt-get install chromium` };
    const { chromium: engine } = await import('playwright-core');
    const browser = await engine.launch({ executablePath, args });
    try {
      const page = await browser.newPage();
      const complaints = [];
      page.on('pageerror', (error) => complaints.push(`page: ${error.stack ?? error}`));
      page.on('requestfailed', (request) => complaints.push(`request: ${request.url()} ${request.failure()?.errorText}`));
      await page.goto(origin);
      const outcome = await page.waitForFunction(() => globalThis.outcome, undefined, { timeout: 60_000 }).then((handle) => handle.jsonValue(), (error) => ({ passed: [], failures: [String(error)] }));
      const unexpected = complaints.filter((complaint) => !complaint.includes('/silence'));
      return { passed: outcome.passed, failures: [...outcome.failures, ...unexpected], version: browser.version() };
    } finally {
      await browser.close();
    }
  },
};
