import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { spawnCommand } from './spawn-command.js';
import { temporaryProject } from '../../linter/test/temporary-project.js';

const service = {
  'package.json': '{ "name": "prices", "type": "module", "dependencies": { "axios": "^1.0.0" } }',
  'src/prices.ts': [
    "import axios from 'axios';",
    '',
    'export async function pricesOf(ids: string[]): Promise<unknown[]> {',
    "  const { data } = await axios.post('https://prices.example.com', { ids });   // one request",
    '  return data;',
    '}',
    '',
    'export const rates = async () => (await fetch("https://rates.example.com")).json();',
    '',
  ].join('\n'),
};

test('deadlines are set, and nothing else changes', async () => {
  const { folder, read } = temporaryProject(service);
  const { exitCode } = await spawnCommand(['fix'], folder);
  expect(read('src/prices.ts')).toMatchInlineSnapshot(`
    "import axios from 'axios';

    export async function pricesOf(ids: string[]): Promise<unknown[]> {
      const { data } = await axios.post('https://prices.example.com', { ids }, { timeout: 5_000 });   // one request
      return data;
    }

    export const rates = async () => (await fetch("https://rates.example.com", {
      signal: AbortSignal.timeout(5_000),
    })).json();
    "
  `);
  expect(exitCode).toBe(0);
  const again = await spawnCommand(['fix'], folder);
  expect(again.stdout).toContain('Nothing to rewrite');
});

test('the diff of a dry run, applied by git, gives the same text', async () => {
  const { folder, read } = temporaryProject(service);
  const { stdout } = await spawnCommand(['fix', '--dry-run'], folder);
  expect(read('src/prices.ts')).toBe(service['src/prices.ts']);
  execFileSync('git', ['apply', '-'], { cwd: folder, input: stdout });
  const { folder: other, read: readOther } = temporaryProject(service);
  await spawnCommand(['fix'], other);
  expect(read('src/prices.ts')).toBe(readOther('src/prices.ts'));
});
