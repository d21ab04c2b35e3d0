/** Runs `failsoft check --preset recommended` in this process and prints what it cost. Arguments: folder, limit of files or 'all', paths in it. */
import { relative } from 'node:path';
import { Writable } from 'node:stream';
import { cost, sourceFiles } from './measured.mjs';
import { importPublished } from './published.mjs';

const { run } = await importPublished('failsoft');
const [folder, limit, ...within] = process.argv.slice(2);
const written = { stdout: '', stderr: '' };
const sink = (name) =>
  new Writable({
    write(chunk, _encoding, done) {
      written[name] += String(chunk);
      done();
    },
  });
const measure = cost();
const paths = limit === 'all' ? within : (await sourceFiles(folder, Number(limit))).map((path) => relative(folder, path));
const exitCode = await run(['check', ...paths, '--preset', 'recommended', '--format', 'json'], {
  cwd: folder,
  env: {},
  stdout: sink('stdout'),
  stderr: sink('stderr'),
  loadPlugin: async () => (await importPublished('eslint-plugin-failsoft')).default,
});
if (exitCode === 2) throw new Error(written.stderr || written.stdout.slice(0, 2000));
const { findings, summary } = JSON.parse(written.stdout);
process.stdout.write(JSON.stringify({ files: summary.files, unparsed: summary.unparsed, findings: findings.length, ...measure() }));
