import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';

const here = import.meta.dirname;
const runtimeFile = join(here, '..', 'dist', 'index.js');

const program = (origin) => `
  import * as runtime from ${JSON.stringify(runtimeFile)};
  import { smoke } from ${JSON.stringify(join(here, 'smoke.mjs'))};
  console.log(JSON.stringify(await smoke(runtime, ${JSON.stringify(origin)})));
  process.exit(0); // a check that hung may hold the process
`;

/** The binaries come as packages; the Node that runs this is one of the three. */
function binaryOf(major) {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  const file = join(here, 'node_modules', `node-${major}`, 'bin', 'node');
  return existsSync(file) ? file : undefined;
}

/** @returns A host that runs the smoke suite on that version, imported and required. */
export function nodeHost(major) {
  return {
    name: `Node ${major}`,
    async run(origin) {
      const binary = binaryOf(major);
      if (binary === undefined) return { notRun: `no binary of it: this is Node ${process.version}` };
      const { stdout } = await promisify(execFile)(binary, ['--input-type=module', '--eval', program(origin)], { timeout: 60_000 });
      const { stdout: version } = await promisify(execFile)(binary, ['--version']);
      return { ...JSON.parse(stdout), version: version.trim() };
    },
  };
}

/** Where Node has it, CommonJS may \`require\` the modules. */
export function requireHost() {
  return {
    name: `require on Node ${process.versions.node.split('.')[0]}`,
    async run() {
      const { withTimeout } = createRequire(import.meta.url)(runtimeFile);
      return { passed: [`answers ${await withTimeout(async () => 1, { timeoutMs: 1_000 })}`], failures: [], version: process.version };
    },
  };
}
