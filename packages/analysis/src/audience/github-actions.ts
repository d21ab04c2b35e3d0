/** Packages that an action of GitHub starts: once for each event, in a job that somebody looks at, and that ends with them. */
import { posix } from 'node:path';
import { Question } from '../workspace/answers.js';
import { foldersUp, isInside } from '../workspace/real-path.js';
import type { PackageManifest, Workspace } from '../workspace/workspace.js';
import { escaped } from './escaped.js';
import { packageTrait } from './package-traits.js';
import { isServerPackage } from './waiting.js';

const definitions = ['action.yml', 'action.yaml'];
/** It reads what the action is given. A package that serves others may do so, too. */
const readsInputs = packageTrait(({ dependencies }) => {
  const names = [...dependencies.keys()];
  return names.some((name) => /^@actions\/(?:core|github)$/.test(name)) && !names.some(isServerPackage);
});

/** `main: dist/index.js` of an action in JavaScript. */
const entries = /^\s*(?:main|pre|post)\s*:\s*['"]?([\w@./-]+\.[cm]?js)\b/gm;
const isComposite = /^\s*using\s*:\s*['"]?composite\b/m;

const started = new Question(false);

export function isStartedByAction(workspace: Workspace, path: string): boolean {
  const manifest = workspace.manifest(path);
  if (manifest === undefined || !readsInputs(manifest)) return false;
  return workspace.remember(started, manifest.folder, (own) =>
    [...foldersUp(manifest.folder)].some(
      (folder) => isInside(folder, own.root) && definitions.some((name) => startsPackage(own, own.text(`${folder}/${name}`), folder, manifest)),
    ),
  );
}

function startsPackage(workspace: Workspace, action: string | undefined, folder: string, manifest: PackageManifest): boolean {
  if (action === undefined) return false;
  if (isComposite.test(action)) return folder === manifest.folder || runsPackage(action, folder, manifest);
  return [...action.matchAll(entries)].some(([, entry = '']) => workspace.manifest(posix.join(folder, entry))?.folder === manifest.folder);
}

/** `npm run start -w github-actions`, `node ${{ github.action_path }}/packages/github-actions/index.js`. */
function runsPackage(action: string, folder: string, { name, folder: own }: PackageManifest): boolean {
  const names = [name, own.slice(folder.length + 1)].flatMap((each) => (each === undefined ? [] : [escaped(each)]));
  return new RegExp(`(?<![\\w@-]|[\\w-]/)(?:\\./)?(?:${names.join('|')})(?![\\w-])`).test(action);
}
