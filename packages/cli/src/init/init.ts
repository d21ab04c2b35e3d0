import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import type { CommandLine } from '../arguments/command-line.js';
import type { Environment, ExitCode } from '../environment.js';
import { replaceContent } from '../fix/write-file.js';
import { write } from '../terminal/output.js';
import { version } from '../version.js';
import { readVendoredFile } from './vendored-file.js';

/** What became of the file. */
type Outcome = 'written' | 'current' | { readonly problem: string };

/** Copies the runtime, as one file, into the project. A file that is there and differs is replaced only with `--force`. */
export async function init(line: Extract<CommandLine, { readonly command: 'init' }>, { cwd, stdout, stderr }: Environment): Promise<ExitCode> {
  const path = resolve(cwd, line.file ?? (existsSync(resolve(cwd, 'src')) ? 'src/failsoft.ts' : 'failsoft.ts'));
  const shown = relative(cwd, path);
  const outcome = await place(path, shown, line.force);
  if (typeof outcome === 'object') {
    await write(stderr, [`failsoft: ${outcome.problem}\n`]);
    return 1;
  }
  const found = `${shown} is what comes with failsoft ${version} already: nothing to do.\n`;
  const written = `Wrote ${shown}: the runtime of failsoft ${version} in one file, without dependencies.\nIt is yours from now on. To bring a newer one: failsoft init --vendor ${shown} --force\n`;
  await write(stdout, [outcome === 'current' ? found : written]);
  return 0;
}

async function place(path: string, shown: string, force: boolean): Promise<Outcome> {
  const content = readVendoredFile();
  try {
    await mkdir(dirname(path), { recursive: true });
    if (await created(path, content)) return 'written';
    const present = await readFile(path, 'utf8');
    if (present === content) return 'current';
    if (!force) return { problem: `${shown} is there and differs from what comes with failsoft ${version}: left as it is. --force replaces it` };
    const problem = await replaceContent(path, present, content);
    return problem === undefined ? 'written' : { problem: `${shown} was left as it is: ${problem}` };
  } catch (error) {
    return { problem: `${shown} can't be written: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** Writes the file unless there is one, in one step. */
async function created(path: string, content: string): Promise<boolean> {
  try {
    await writeFile(path, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}
