import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vitest/config';

const packageFolder = join(import.meta.dirname, '..');
const index = join(packageFolder, 'src/index.ts');

/** Hands the vendored file to whoever imports the package's own index. */
const vendored: Plugin = {
  name: 'failsoft:vendored',
  enforce: 'pre',
  async resolveId(source, importer, options) {
    const found = await this.resolve(source, importer, { ...options, skipSelf: true });
    return found?.id === index ? join(packageFolder, 'vendor/failsoft.ts') : undefined;
  },
};

/** Tests that see nothing of the package but its index, and helpers of tests. */
function testsOfIndex(): string[] {
  const files = readdirSync(join(packageFolder, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.ts'));
  return files.map((name) => join('src', name)).filter((name) => {
    const imported = [...readFileSync(join(packageFolder, name), 'utf8').matchAll(/from '(\.[^']+)'/g)].map(([, specifier = '']) => specifier);
    return imported.includes('../index.js') && imported.every((specifier) => specifier === '../index.js' || specifier.includes('/test/'));
  });
}

export default defineConfig({
  plugins: [vendored],
  root: packageFolder,
  test: { include: testsOfIndex(), testTimeout: 60_000, hookTimeout: 60_000 },
});
