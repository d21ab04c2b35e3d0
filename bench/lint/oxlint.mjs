/** Runs oxlint on a folder, with a JS plugin that does nothing or with ours, and says what it took. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import failsoft from 'eslint-plugin-failsoft';
import { publishedEntry } from './published.mjs';

const hosts = new URL('../../hosts/', import.meta.url);
const binary = fileURLToPath(new URL('node_modules/oxlint/bin/oxlint', hosts));
export const isInstalled = existsSync(binary);

/** Plugins of one rule. oxlint makes a file's tree for JavaScript only where a rule visits it, or asks for it. */
const idlePlugins = {
  empty: 'create: () => ({})',
  visiting: 'create: () => ({ CallExpression() {} })',
};
const shared = { plugins: [], categories: { correctness: 'off' } };

/** The plugin and the rules of a variant; `place` is a folder for what has to be written. */
function configured(variant, place) {
  if (variant === 'failsoft') return { jsPlugins: [publishedEntry('eslint-plugin-failsoft')], rules: failsoft.configs.recommended.rules };
  const plugin = join(place, 'idle.mjs');
  writeFileSync(plugin, `export default { meta: { name: 'idle' }, rules: { nothing: { ${idlePlugins[variant]} } } };\n`);
  return { jsPlugins: [plugin], rules: { 'idle/nothing': 'error' } };
}

/**
 * Milliseconds of CPU time of all threads, and of wall time: oxlint works on all cores.
 * @param variant 'empty', 'visiting' or 'failsoft'
 */
export function lintWithOxlint(folder, variant) {
  const place = mkdtempSync(join(tmpdir(), 'failsoft-oxlint-'));
  try {
    const [config, report] = [join(place, '.oxlintrc.json'), join(place, 'report.json')];
    writeFileSync(config, JSON.stringify({ ...shared, ...configured(variant, place) }));
    const once = join(import.meta.dirname, 'oxlint-once.mjs');
    const started = performance.now();
    const { status, stdout, stderr } = spawnSync(process.execPath, [once, binary, report, '-c', config, '--format', 'json', '.'], { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 28 });
    const wallMs = performance.now() - started;
    if (status !== 0 && status !== 1) throw new Error(`oxlint ${variant}: ${stderr || stdout.slice(0, 2000)}`);
    const { diagnostics, number_of_files: files } = JSON.parse(stdout);
    const findings = diagnostics.filter(({ code }) => code?.startsWith('failsoft(')).length;
    return { ...JSON.parse(readFileSync(report, 'utf8')), wallMs, files, findings };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
