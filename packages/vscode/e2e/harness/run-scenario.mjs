/** One scenario, in an editor of its own. */
import { stripVTControlCharacters } from 'node:util';
import { withEditor } from './editor.mjs';
import { runTestsInHost } from './in-host.mjs';
import { Workbench } from './workbench.mjs';

/**
 * A scenario: `prepare(run)` makes the files and says where they are; then either `act({ workbench, ... })` does what a user does, or `tests` names
 * a file of ../in-host, which is run in the extension host on the folder or workspace `open`, beside the extension in the folder `developed` of ..
 * @returns what passed and failed: the scenario itself, or each of its tests; with seconds, and the error as text
 */
export async function runScenario(scenario, { vsix, keep, screenshots }) {
  const { name, prepare, settings = {}, isTrusted = true, tests } = scenario;
  const options = { prepare, settings, isTrusted, keep, vsix, tests };
  const begin = performance.now();
  const seconds = () => (performance.now() - begin) / 1000;
  try {
    const results = await withEditor(options, async (editor) => {
      if (tests !== undefined) return runTestsInHost(scenario, editor);
      await scenario.act({ ...editor, workbench: new Workbench(editor.page, editor.server.url, screenshots) });
      return undefined;
    });
    return results?.map((result) => ({ ...result, name: `${name}: ${result.name}` })) ?? [{ name, seconds: seconds() }];
  } catch (error) {
    return [{ name, seconds: seconds(), error: stripVTControlCharacters(error.stack) }];
  }
}
