/** node start-once.mjs [COMPILED [--keep]]: the bundled server from its start to the first diagnostic; --keep waits until its worker has kept what V8 compiled. */
import { execFileSync, fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { createMessageConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-jsonrpc/node';

/** Longer than the worker waits before it keeps it. */
const untilKept = 12_000;

const entry = resolve(import.meta.dirname, '../../packages/vscode/dist/server/main.js');
const [compiled, keep] = process.argv.slice(2);
const workspace = mkdtempSync(join(tmpdir(), 'failsoft-start-'));
const text = "import { Redis } from 'ioredis';\nimport { url } from './url.js';\n\nexport const redis = new Redis(url);\n";
writeFileSync(join(workspace, 'package.json'), '{ "name": "shop", "type": "module", "dependencies": { "ioredis": "^5.0.0" } }');
writeFileSync(join(workspace, 'url.ts'), "export const url: string = process.env.REDIS_URL ?? '';\n");
const uri = pathToFileURL(join(workspace, 'redis.ts')).href;

const started = performance.now();
const env = { PATH: process.env.PATH, HOME: workspace, ...(compiled === undefined ? {} : { FAILSOFT_COMPILE_CACHE: compiled }) };
const child = fork(entry, ['--node-ipc'], { execArgv: [], env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
const connection = createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
connection.onRequest(() => null);
connection.listen();
await connection.sendRequest('initialize', {
  processId: process.pid,
  rootUri: null,
  workspaceFolders: [{ uri: pathToFileURL(workspace).href, name: 'workspace' }],
  capabilities: { textDocument: { diagnostic: {} } },
});
const initialized = performance.now();
await connection.sendNotification('initialized', {});
await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'typescript', version: 1, text } });
const { items } = await connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } });
const diagnosed = performance.now();
if (items.length !== 1) throw new Error(`one finding was expected, not ${items.length}`);

/** Linux tells CPU time in hundredths of a second, and pages of 4 kB. */
function usageOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return { cpu: (Number(fields[11]) + Number(fields[12])) * 10, memory: (Number(fields[21]) * 4096) / 1e6 };
}

const workers = execFileSync('ps', ['-o', 'pid=', '--ppid', String(child.pid)], { encoding: 'utf8' }).trim().split(/\s+/);
const usage = [child.pid, ...workers].map(usageOf);
if (keep !== undefined) await wait(untilKept);
const exit = new Promise((resolve) => child.once('exit', resolve));
await connection.sendRequest('shutdown');
await connection.sendNotification('exit');
await exit;
rmSync(workspace, { recursive: true, force: true });
const sum = (key) => Math.round(usage.reduce((total, used) => total + used[key], 0));
console.log(JSON.stringify({ initialized: Math.round(initialized - started), diagnosed: Math.round(diagnosed - started), cpu: sum('cpu'), memory: sum('memory') }));
