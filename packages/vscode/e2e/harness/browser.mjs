/** Chromium with one page, which may talk to the editor's server and to nobody else. */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { chromium as executablePath } from './installation.mjs';

const args = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--font-render-hinting=none',
];

// The interface's font is the system's.
const fontconfig = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include>/etc/fonts/fonts.conf</include>
  <match target="pattern"><test name="family"><string>system-ui</string></test><edit name="family" mode="prepend" binding="strong"><string>Inter</string></edit></match>
  <match target="pattern"><test name="family"><string>sans-serif</string></test><edit name="family" mode="prepend" binding="strong"><string>Inter</string></edit></match>
</fontconfig>
`;

export async function startBrowser(run, host) {
  const env = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: run.folder('home'), LANG: 'C.UTF-8', FONTCONFIG_FILE: run.write('fonts.conf', fontconfig) };
  const browser = await chromium.launch({ executablePath, headless: true, args, env });
  const context = await browser.newContext({ viewport: { width: 1120, height: 680 }, locale: 'en-US', colorScheme: 'dark' });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);

  const strangers = new Set();
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (/^(https?|wss?):$/.test(url.protocol) && url.host !== host) strangers.add(url.host);
  });
  const log = join(run.path, 'console.log');
  page.on('console', (message) => appendFileSync(log, `[${message.type()}] ${message.text()}\n`));
  page.on('pageerror', (error) => appendFileSync(log, `[pageerror] ${error.stack}\n`));
  return { page, strangers, stop: () => browser.close() };
}
