/** What deployments name as functions: serverless.yml, a template of SAM or CloudFormation, function.json of Azure. */
import { posix } from 'node:path';
import { withoutExtension } from '../audience/package-scripts.js';
import type { Workspace } from '../workspace/workspace.js';

const deployments = ['serverless.yml', 'serverless.yaml', 'template.yaml', 'template.yml'];
/** Folders above a file in which its deployment may stand: a project of functions may start below it. */
const maxLevels = 4;

const handlerLine = /^\s*(?:-\s*)?["']?[hH]andler["']?\s*:\s*["']?([\w@./-]+)\.[\w$]+["']?\s*(?:#.*)?$/gm;
const codeLine = /^\s*["']?CodeUri["']?\s*:\s*["']?([\w@./-]+)["']?\s*(?:#.*)?$/gm;

export function isDeployedAsFunction(workspace: Workspace, path: string): boolean {
  let folder = posix.dirname(path);
  if (workspace.text(`${folder}/function.json`) !== undefined) return true;
  for (let level = 0; level < maxLevels; level++) {
    const name = withoutExtension(path).slice(folder.length + 1);
    if (deployments.some((file) => namesHandler(workspace.text(`${folder}/${file}`), name))) return true;
    const parent = posix.dirname(folder);
    if (parent === folder) return false;
    folder = parent;
  }
  return false;
}

/** `handler: src/orders.list`; `CodeUri: src/orders/` and `Handler: index.handler`. */
function namesHandler(deployment: string | undefined, name: string): boolean {
  if (deployment === undefined) return false;
  const folders = ['.', ...[...deployment.matchAll(codeLine)].map(([, folder = '']) => folder)];
  const modules = [...deployment.matchAll(handlerLine)].map(([, module = '']) => module);
  return modules.some((module) => folders.some((folder) => posix.join(folder, module) === name));
}
