import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** The runtime in one file, as it comes with this command. */
export function readVendoredFile(): string {
  return readFileSync(join(dirname(require.resolve('@failsoft/runtime/package.json')), 'vendor/failsoft.ts'), 'utf8');
}
