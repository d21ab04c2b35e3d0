/** Runs a file of ../in-host inside the extension host, with VS Code's own API. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './installation.mjs';
import { reportOf } from './server.mjs';

const within = 480_000;

/** @returns each test: name, seconds, error as text if it failed */
export async function runTestsInHost({ tests, developed = 'in-host' }, { page, run, server, open }) {
  const log = [];
  let ended;
  const exit = new Promise((resolve) => { ended = resolve; });
  await page.exposeFunction('codeAutomationLog', (type, args) => void log.push(`[${type}] ${args.join(' ')}`));
  await page.exposeFunction('codeAutomationExit', (code) => ended(code));
  const remote = (path) => `vscode-remote://127.0.0.1:${server.port}${path}`;
  const payload = [
    ['extensionDevelopmentPath', remote(join(root, developed))],
    ['extensionTestsPath', remote(join(root, 'in-host/run.mjs'))],
    ['skipWelcome', 'true'],
  ];
  const what = open.endsWith('.code-workspace') ? 'workspace' : 'folder';
  const address = `${server.url}/?${what}=${encodeURIComponent(open)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
  await page.goto(address, { waitUntil: 'domcontentloaded' });
  const code = await Promise.race([exit, page.waitForTimeout(within).then(() => `no answer within ${within} ms`)]);
  const report = readReport(reportOf(run));
  if (report === undefined || report.stats.tests === 0) throw new Error(`No test of ${tests} was run (${code})\n${log.slice(-20).join('\n')}`);
  // A hook that fails is among the failures, and not among the tests.
  const results = [...report.passes, ...report.failures].map(({ fullTitle, duration, err }) => ({
    name: fullTitle,
    seconds: (duration ?? 0) / 1000,
    ...(err.message === undefined ? {} : { error: err.stack ?? err.message }),
  }));
  if ((code === 0) !== (report.failures.length === 0)) throw new Error(`The extension host says ${code}, and ${report.failures.length} tests failed`);
  return results;
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
