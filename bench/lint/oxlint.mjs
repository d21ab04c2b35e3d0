/** Runs oxlint on a folder, with an empty JS plugin or with ours, and says how long it took. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import failsoft from 'eslint-plugin-failsoft';
import { publishedEntry } from './published.mjs';

const hosts = new URL('../../hosts/', import.meta.url);
const binary = fileURLToPath(new URL('node_modules/oxlint/bin/oxlint', hosts));
export const isInstalled = existsSync(binary);

const empty = "export default { meta: { name: 'empty' }, rules: { nothing: { create: () => ({}) } } };\n";
const shared = { plugins: [], categories: { correctness: 'off' } };

/** `variant`: 'empty' or 'failsoft'. Milliseconds of wall time: oxlint works on all cores. */
export function lintWithOxlint(folder, variant) {
  const place = mkdtempSync(join(tmpdir(), 'failsoft-oxlint-'));
  try {
    writeFileSync(join(place, 'empty.mjs'), empty);
    const config =
      variant === 'empty'
        ? { ...shared, jsPlugins: [join(place, 'empty.mjs')], rules: { 'empty/nothing': 'error' } }
        : { ...shared, jsPlugins: [publishedEntry('eslint-plugin-failsoft')], rules: failsoft.configs.recommended.rules };
    writeFileSync(join(place, '.oxlintrc.json'), JSON.stringify(config));
    const started = performance.now();
    const { status, stdout, stderr } = spawnSync(process.execPath, [binary, '-c', join(place, '.oxlintrc.json'), '--format', 'json', '.'], { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 28 });
    const wallMs = performance.now() - started;
    if (status !== 0 && status !== 1) throw new Error(`oxlint ${variant}: ${stderr || stdout.slice(0, 2000)}`);
    const { diagnostics, number_of_files: files } = JSON.parse(stdout);
    return { wallMs, files, findings: diagnostics.filter(({ code }) => code?.startsWith('failsoft(')).length };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
