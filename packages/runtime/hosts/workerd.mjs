import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

const here = import.meta.dirname;
const binary = join(here, 'node_modules', '@cloudflare', 'workerd-linux-64', 'bin', 'workerd');

/** No compatibility flag for Node: what a worker has by default. */
const configuration = `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (modules = [(name = "worker", esModule = embed "worker.js")], compatibilityDate = "2026-01-01")),
    (name = "internet", network = (allow = ["private", "local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);`;

const worker = (origin) => `
  import * as runtime from '../dist/index.js';
  import { smoke } from './smoke.mjs';
  export default { async fetch() { return Response.json(await smoke(runtime, ${JSON.stringify(origin)})); } };
`;

/** Cloudflare's own engine, with the bundle that a worker would be deployed as. */
export const workerd = {
  name: 'workerd (edge)',
  async run(origin) {
    if (!existsSync(binary)) return { notRun: 'no binary of it for this machine' };
    const folder = mkdtempSync(join(tmpdir(), 'failsoft-workerd-'));
    let host;
    try {
      await build({
        stdin: { contents: worker(origin), resolveDir: here },
        outfile: join(folder, 'worker.js'),
        bundle: true,
        platform: 'neutral',
        conditions: ['workerd', 'worker', 'browser'],
        format: 'esm',
      });
      writeFileSync(join(folder, 'config.capnp'), configuration);
      host = spawn(binary, ['serve', '--control-fd=3', 'config.capnp'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit', 'pipe'] });
      const port = await portOf(host);
      const answer = await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(60_000) });
      if (!answer.ok) throw new Error(`the worker answered ${answer.status}: ${await answer.text()}`);
      return { ...(await answer.json()), version: 'compatibility date 2026-01-01' };
    } finally {
      host?.kill();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** It tells where it listens on the control channel. */
function portOf(host) {
  return new Promise((resolve, reject) => {
    host.once('error', reject);
    host.once('exit', (code) => reject(new Error(`workerd ended with ${code}`)));
    host.stdio[3].on('data', (text) => {
      const port = /"port":(\d+)/.exec(String(text))?.[1];
      if (port !== undefined) resolve(port);
    });
  });
}
