import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { spawnCommand } from './spawn-command.js';
import { temporaryProject } from '../../linter/test/temporary-project.js';

const vendored = readFileSync(join(import.meta.dirname, '../../runtime/vendor/failsoft.ts'), 'utf8');

describe('failsoft init --vendor', () => {
  test('copies the runtime into src, and says how to bring a newer one', async () => {
    const { folder, read } = temporaryProject({ 'src/app.ts': '' });
    const { exitCode, stdout } = await spawnCommand(['init', '--vendor'], folder);

    expect(read('src/failsoft.ts')).toBe(vendored);
    expect(stdout).toMatchInlineSnapshot(`
      "Wrote src/failsoft.ts: the runtime of failsoft 0.1.0 in one file, without dependencies.
      It is yours from now on. To bring a newer one: failsoft init --vendor src/failsoft.ts --force
      "
    `);
    expect(exitCode).toBe(0);
  });

  test('copies it into the project itself, where there is no src', async () => {
    const { folder, read } = temporaryProject({});
    await spawnCommand(['init', '--vendor'], folder);

    expect(read('failsoft.ts')).toBe(vendored);
  });

  test('copies it where it is told to, and makes the folder', async () => {
    const { folder, read } = temporaryProject({});
    const { exitCode } = await spawnCommand(['init', '--vendor', 'lib/net/failsoft.mts'], folder);

    expect(read('lib/net/failsoft.mts')).toBe(vendored);
    expect(exitCode).toBe(0);
  });

  test('does nothing when the file is current', async () => {
    const { folder } = temporaryProject({ 'failsoft.ts': vendored });
    const { exitCode, stdout } = await spawnCommand(['init', '--vendor'], folder);

    expect(stdout).toMatchInlineSnapshot(`
      "failsoft.ts is what comes with failsoft 0.1.0 already: nothing to do.
      "
    `);
    expect(exitCode).toBe(0);
  });

  test('leaves a file alone that is there and differs', async () => {
    const { folder, read } = temporaryProject({ 'failsoft.ts': '// mine\n' });
    const { exitCode, stdout, stderr } = await spawnCommand(['init', '--vendor'], folder);

    expect(read('failsoft.ts')).toBe('// mine\n');
    expect(stdout).toBe('');
    expect(stderr).toMatchInlineSnapshot(`
      "failsoft: failsoft.ts is there and differs from what comes with failsoft 0.1.0: left as it is. --force replaces it
      "
    `);
    expect(exitCode).toBe(1);
  });

  test('replaces it with --force', async () => {
    const { folder, read } = temporaryProject({ 'failsoft.ts': '// mine\n' });
    const { exitCode } = await spawnCommand(['init', '--vendor', '--force'], folder);

    expect(read('failsoft.ts')).toBe(vendored);
    expect(exitCode).toBe(0);
  });

  test('says why a file can\'t be written', async () => {
    const { folder } = temporaryProject({ 'failsoft.ts/readme.md': '', lib: '' });
    const overFolder = await spawnCommand(['init', '--vendor', '--force'], folder);
    const underFile = await spawnCommand(['init', '--vendor', 'lib/failsoft.ts'], folder);

    expect(overFolder.stderr).toMatch(/^failsoft: failsoft\.ts can't be written: EISDIR/);
    expect(underFile.stderr).toMatch(/^failsoft: lib\/failsoft\.ts can't be written: E(EXIST|NOTDIR)/);
    expect([overFolder.exitCode, underFile.exitCode]).toEqual([1, 1]);
  });
});
