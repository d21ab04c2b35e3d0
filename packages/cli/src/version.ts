import { readFileSync } from 'node:fs';

/** Of this package, as published. */
export const version: string = readVersion(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')));

function readVersion(manifest: unknown): string {
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest && typeof manifest.version === 'string') return manifest.version;
  throw new Error('package.json of failsoft has no version');
}
