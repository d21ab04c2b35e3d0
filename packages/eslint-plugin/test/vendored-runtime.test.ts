/** Projects that have copied the runtime instead of depending on it. */
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { applyEdits } from '@failsoft/analysis/rewrites';
import { expect, it, onTestFinished } from 'vitest';
import plugin from '../src/index.js';
import { FixtureLinter } from './linting.js';

const runtime = readFileSync(new URL('../../runtime/vendor/failsoft.ts', import.meta.url), 'utf8');
const manifest = '{ "name": "shop", "type": "module", "dependencies": { "ioredis": "^5.0.0" } }';
const titles = `import { Redis } from 'ioredis';

const redis = new Redis(process.env.REDIS_URL ?? '', { commandTimeout: 1_000 });
redis.on('error', console.error);

export async function titleOf(id: string): Promise<string | null> {
  return redis.get(\`cache:title:\${id}\`);
}
`;

interface Project {
  readonly files: Readonly<Record<string, string>>;
  readonly settings?: Readonly<Record<string, unknown>>;
}

function projectOf({ files }: Project): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'failsoft-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries({ 'package.json': manifest, 'src/api/titles.ts': titles, ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** The lines that the preferred rewrites of `src/api/titles.ts` import the runtime with. */
async function imports(project: Project): Promise<readonly string[]> {
  const folder = projectOf(project);
  const { findings } = await new FixtureLinter(folder, 'all', project.settings).lintFile(join(folder, 'src/api/titles.ts'));
  const texts = findings.flatMap(({ rewrites }) => rewrites.map(({ edits }) => applyEdits(titles, edits)));
  return [...new Set(texts.flatMap((text) => text.split('\n').filter((line) => line.includes('softCache }'))))];
}

it('rewritten code imports the copy that its package has, wherever that stands', async () => {
  expect(await imports({ files: { 'src/failsoft.ts': runtime } })).toEqual(["import { softCache } from '../failsoft.js';"]);
  expect(await imports({ files: { 'src/api/titles.ts': titles, 'lib/resilience.ts': runtime } })).toEqual(["import { softCache } from '../../lib/resilience.js';"]);
});

it('a package that depends on the runtime and has a copy imports the copy', async () => {
  const files = { 'package.json': manifest.replace('{ "ioredis', '{ "@failsoft/runtime": "*", "ioredis'), 'src/failsoft.ts': runtime };
  expect(await imports({ files })).toEqual(["import { softCache } from '../failsoft.js';"]);
});

it('what the settings say counts more', async () => {
  const files = { 'package.json': manifest.replace('{ "ioredis', '{ "@failsoft/runtime": "*", "ioredis'), 'src/failsoft.ts': runtime };
  expect(await imports({ files, settings: { runtime: '@failsoft/runtime' } })).toEqual(["import { softCache } from '@failsoft/runtime';"]);
});

it('a copy of another package, and a file that only speaks of the runtime, are no copy', async () => {
  const files = {
    'packages/rates/package.json': '{ "name": "rates" }',
    'packages/rates/failsoft.ts': runtime,
    'src/policies.ts': '// Made with @failsoft/runtime, all in one file.\nexport const withTimeout = 1;\n',
  };
  expect(await imports({ files })).toEqual([]);
});

it('a finding tells where the runtime would have to be, if it could be imported', async () => {
  const lacked = async (project: Project) => {
    const folder = projectOf(project);
    const path = join(folder, 'src/api/titles.ts');
    await new FixtureLinter(folder, 'recommended', project.settings).lintFile(path);
    return plugin.host.rewrites(path).map(({ rule, lacksRuntime }) => ({ rule, lacks: lacksRuntime?.from, isRoot: lacksRuntime?.root === folder }));
  };
  expect(await lacked({ files: {} })).toEqual([{ rule: 'no-uncaught-cache-error', lacks: '@failsoft/runtime', isRoot: true }]);
  expect(await lacked({ files: {}, settings: { runtime: './src/failsoft' } })).toEqual([{ rule: 'no-uncaught-cache-error', lacks: './src/failsoft', isRoot: true }]);
  expect(await lacked({ files: { 'src/failsoft.ts': runtime } })).toEqual([{ rule: 'no-uncaught-cache-error', lacks: undefined, isRoot: false }]);
});
