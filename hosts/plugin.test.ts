import { createRequire } from 'node:module';
import imported from 'eslint-plugin-failsoft';
import { expect, it } from 'vitest';
import { objectIn } from './src/json.js';
import { run } from './src/process.js';
import { Project } from './src/project.js';

/** What a script of a project that has the plugin installed prints. */
async function printedBy(script: string, text: string): Promise<unknown> {
  const project = new Project('eslint-10', { name: 'JavaScript', files: new Map([[script, text]]), settings: new Map() });
  try {
    const { stdout } = await run(`${project.folder}/${script}`, [], project.folder, [0]);
    return objectIn(JSON.parse(stdout), script);
  } finally {
    project.remove();
  }
}

const told = 'JSON.stringify({ ...plugin.meta, presets: Object.keys(plugin.configs), rules: Object.keys(plugin.rules), protocol: plugin.host.protocol })';

const manifest: unknown = createRequire(import.meta.url)('eslint-plugin-failsoft/package.json');
const plugin = {
  name: 'eslint-plugin-failsoft',
  version: objectIn(manifest, 'package.json')['version'],
  namespace: 'failsoft',
  presets: Object.keys(imported.configs),
  rules: Object.keys(imported.rules),
  protocol: 1,
};

it('is imported by modules', async () => {
  expect(await printedBy('plugin.mjs', `import plugin from 'eslint-plugin-failsoft'; console.log(${told});`)).toEqual(plugin);
});

it('is required by CommonJS files', async () => {
  expect(await printedBy('plugin.cjs', `const plugin = require('eslint-plugin-failsoft'); console.log(${told});`)).toEqual(plugin);
});
