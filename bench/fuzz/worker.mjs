/** Tries inputs one after the other in a process of its own, and says on its output what it is at, a JSON object a line. Arguments: JSON. */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { Inputs } from './inputs.mjs';
import { removeProject, writeProject } from './projects.mjs';
import { trial } from './trial.mjs';

const { seed, typescript, from, to, maxFiles, folder } = JSON.parse(process.argv[2]);
const inputs = new Inputs(seed, typescript);
// Written at once: a hang must not keep the parent from knowing where.
const say = (message) => writeSync(1, `${JSON.stringify(message)}\n`);

let files = 0;
for (let index = from; index < to && files < maxFiles; index++) {
  const input = inputs.at(index);
  const project = join(folder, String(index));
  writeProject(project, input.files);
  for (const { path, text, isTried } of input.files) {
    if (!isTried) continue;
    files++;
    const file = { index, kind: input.kind, name: input.name, path };
    try {
      const result = trial({ folder: project, path: join(project, path), text, preset: input.preset }, (step, limit) => say({ at: step, limit, ...file }));
      say({ done: true, ...file, length: text.length, ...result });
    } catch (error) {
      say({ failed: error.message, step: error.step, stack: String(error.cause?.stack ?? error.stack).slice(0, 3000), ...file });
    }
  }
  removeProject(project);
  say({ next: index + 1 });
}
