/** A real VS Code server with a real extension host, in a process group and an environment of its own. */
import { spawn, spawnSync } from 'node:child_process';
import { openSync, readFileSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { codeServer, node, vscode, vscodeServer } from './installation.mjs';
import { quietSettings } from './settings.mjs';

// The service for TypeScript would complain that it has none, and all of them together double the time to start.
const builtIn = ['theme-defaults', 'theme-seti', 'typescript-basics', 'javascript', 'json'];

// Of a busy machine.
const startWithin = 120_000;
const stopWithin = 60_000;

/**
 * @param run a RunFolder
 * @param options `vsix`: the file to install; `settings` of the user; `isTrusted`: the workspace is; `tests`: a file of ../in-host to be run
 */
export async function startServer(run, { vsix, settings, isTrusted, tests }) {
  const folders = foldersOf(run);
  run.write('data/User/settings.json', JSON.stringify({ ...quietSettings, ...settings }, null, 2));
  const env = { ...cleanEnvironment(run), ...(tests === undefined ? {} : { FAILSOFT_TESTS: tests, FAILSOFT_REPORT: reportOf(run) }) };
  install(vsix, folders, env);

  const port = await freePort();
  const log = join(run.path, 'server.log');
  const output = openSync(log, 'w');
  const command = [...(tests === undefined ? userServer(port) : testServer(run, port)), ...folders, ...(isTrusted ? ['--disable-workspace-trust'] : [])];
  const server = spawn(node, command, { env, stdio: ['ignore', output, output], detached: true });
  const kill = () => signalGroup(server, 'SIGKILL');
  process.once('exit', kill);
  const stop = () => stopGroup(server).finally(() => process.off('exit', kill));
  try {
    await untilItAnswers(`http://127.0.0.1:${port}/version`, server);
  } catch (error) {
    await stop();
    throw new Error(`${error.message}\n${readFileSync(log, 'utf8').slice(-2_000)}`);
  }
  return { port, url: `http://127.0.0.1:${port}`, stop };
}

/** Where the tests leave what they found. */
export function reportOf(run) {
  return join(run.path, 'report.json');
}

function foldersOf(run) {
  const builtInFolder = run.folder('built-in');
  for (const name of builtIn) symlinkSync(join(vscode, 'extensions', name), join(builtInFolder, name));
  return ['--user-data-dir', run.folder('data'), '--extensions-dir', run.folder('extensions'), '--builtin-extensions-dir', builtInFolder];
}

/** None of an outer editor's or npm's variables; no look-ups in a marketplace. */
function cleanEnvironment(run) {
  return {
    PATH: `${dirname(node)}:/usr/local/bin:/usr/bin:/bin`,
    HOME: run.folder('home'),
    TMPDIR: run.folder('tmp'),
    LANG: 'C.UTF-8',
    EXTENSIONS_GALLERY: '{}',
  };
}

function install(file, folders, env) {
  const { status, stdout, stderr } = spawnSync(node, [codeServer, ...folders, '--install-extension', file], { env, encoding: 'utf8', timeout: startWithin });
  if (status !== 0 || !stdout.includes('was successfully installed')) throw new Error(`Cannot install ${file}:\n${stdout}${stderr}`);
}

function userServer(port) {
  return [codeServer, '--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--disable-telemetry', '--disable-update-check', '--disable-getting-started-override', '--ignore-last-opened'];
}

// Only with the driver of smoke tests does a built workbench take tests from its address, and only the server under code-server takes that option.
function testServer(run, port) {
  return [
    vscodeServer, '--server-data-dir', run.folder('server-data'), '--host', '127.0.0.1', '--port', `${port}`,
    '--without-connection-token', '--accept-server-license-terms', '--telemetry-level', 'off', '--enable-smoke-test-driver',
  ];
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function untilItAnswers(url, server) {
  const end = Date.now() + startWithin;
  while (!(await fetch(url, { signal: AbortSignal.timeout(2_000) }).then((response) => response.status < 500, () => false))) {
    if (server.exitCode !== null) throw new Error(`The editor's server ended with ${server.exitCode}`);
    if (Date.now() > end) throw new Error(`The editor's server did not answer within ${startWithin} ms`);
    await pause(100);
  }
}

/** The server, its extension host, the language server and that one's workers. */
async function stopGroup(server) {
  signalGroup(server, 'SIGTERM');
  for (const end = Date.now() + stopWithin; signalGroup(server, 0) && Date.now() < end; ) await pause(50);
  const isLeft = signalGroup(server, 0);
  signalGroup(server, 'SIGKILL');
  return { isLeft };
}

/** @returns whether there is somebody to hear it */
function signalGroup(server, signal) {
  try {
    return process.kill(-server.pid, signal);
  } catch {
    return false;
  }
}
