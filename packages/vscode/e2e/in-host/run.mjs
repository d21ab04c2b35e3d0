/** What the extension host calls: runs one file of tests, and leaves a report. */
import { join } from 'node:path';
import Mocha from 'mocha';

export async function run() {
  const { FAILSOFT_TESTS, FAILSOFT_REPORT } = process.env;
  const mocha = new Mocha({ ui: 'tdd', timeout: 180_000, reporter: 'json', reporterOptions: { output: FAILSOFT_REPORT } });
  mocha.addFile(join(import.meta.dirname, FAILSOFT_TESTS));
  await mocha.loadFilesAsync();
  const failures = await new Promise((resolve) => void mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} failed`);
}
