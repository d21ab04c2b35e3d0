/** Makes the text of a failing file smaller, by lines, while it fails the same way. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeProject, writeProject } from './projects.mjs';
import { trial } from './trial.mjs';

/** Milliseconds. */
const patience = 20_000;

function failure(input, files, path) {
  const folder = mkdtempSync(join(tmpdir(), 'failsoft-fuzz-smaller-'));
  writeProject(folder, files);
  try {
    const { text } = files.find((file) => file.path === path);
    trial({ folder, path: join(folder, path), text, preset: input.preset }, () => undefined);
    return undefined;
  } catch (error) {
    return signature(error);
  } finally {
    removeProject(folder);
  }
}

/** What two failures of the same cause share: the step, the message without numbers, and the files at the top of the stack. */
function signature({ step, cause }) {
  const files = new Set((cause?.stack ?? '').match(/\w[\w-]*\.js(?=:\d+)/g)?.slice(0, 10));
  return `${step} ${(cause?.message ?? '').split('\n')[0].replace(/\d+/g, '')} ${[...files].sort().join(' ')}`;
}

/** Answers the files of the project, smaller; unchanged where the failure does not show again. */
export function minimised(input, path) {
  const started = Date.now();
  const wanted = failure(input, input.files, path);
  if (wanted === undefined) return input.files;
  let { files } = input;
  const failsStill = (candidate) => Date.now() - started < patience && failure(input, candidate, path) === wanted;
  const alone = files.filter((file) => file.path === path);
  if (alone.length < files.length && failsStill(alone)) files = alone;
  const withText = (text) => files.map((file) => (file.path === path ? { ...file, text } : file));
  let lines = files.find((file) => file.path === path).text.split(/(?<=\n)/);
  for (let size = Math.ceil(lines.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < lines.length; ) {
      const fewer = [...lines.slice(0, at), ...lines.slice(at + size)];
      if (fewer.length > 0 && failsStill(withText(fewer.join('')))) lines = fewer;
      else at += size;
    }
  }
  return withText(lines.join(''));
}
