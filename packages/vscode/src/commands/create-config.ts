import { env, FileType, Uri, window, workspace, type WorkspaceFolder } from 'vscode';
import { configNames, installCommand, isLegacyConfig, linesToAdd, newConfigName, newConfigText, plugin } from '../config-file/config-text.js';
import { projectOf, type Project } from '../config-file/project.js';

/** Writes a configuration of ESLint with our rules; one that is there is opened instead, with what it lacks. */
export async function createConfig(): Promise<void> {
  const folder = await chooseFolder();
  if (folder === undefined) return;
  const entries = await workspace.fs.readDirectory(folder.uri);
  const files = entries.filter(([, type]) => (type & FileType.File) !== 0).map(([name]) => name);
  const manifest = files.includes('package.json') ? await readText(Uri.joinPath(folder.uri, 'package.json')) : undefined;
  const project = projectOf(manifest, files);
  const existing = configNames.find((name) => files.includes(name));
  const legacy = files.find(isLegacyConfig);
  if (existing === undefined && legacy !== undefined && !(await wantsToReplace(legacy))) return;
  if (existing === undefined) await write(folder, project);
  else await extend(folder, Uri.joinPath(folder.uri, existing), project);
}

async function chooseFolder(): Promise<WorkspaceFolder | undefined> {
  const folders = workspace.workspaceFolders ?? [];
  if (folders.length > 1) return window.showWorkspaceFolderPick({ placeHolder: 'Folder to write the ESLint configuration in' });
  if (folders.length === 0) void window.showInformationMessage('Failsoft: open a folder to write an ESLint configuration in.');
  return folders[0];
}

/** @param legacy its name */
async function wantsToReplace(legacy: string): Promise<boolean> {
  const detail = `ESLint stops reading ${legacy} as soon as there is an eslint.config file. To keep its rules, let "npx @eslint/migrate-config ${legacy}" write that file first, and run this command again.`;
  const write = 'Write It Anyway';
  return (await window.showWarningMessage(`Failsoft: a new configuration would take the place of ${legacy}.`, { modal: true, detail }, write)) === write;
}

async function write(folder: WorkspaceFolder, project: Project): Promise<void> {
  const name = newConfigName(project);
  const uri = Uri.joinPath(folder.uri, name);
  await workspace.fs.writeFile(uri, new TextEncoder().encode(newConfigText(project)));
  await window.showTextDocument(uri);
  await offer(`${name} turns on the recommended rules.`, folder, project);
}

async function extend(folder: WorkspaceFolder, uri: Uri, project: Project): Promise<void> {
  const { document } = await window.showTextDocument(uri);
  const text = document.getText();
  if (text.includes(plugin)) {
    await offer(`${workspace.asRelativePath(uri)} already uses ${plugin}.`, folder, project);
    return;
  }
  const lines = linesToAdd(text);
  const [toImport, toList] = lines;
  await offer(`Add \`${toImport}\` on top of this file, and \`${toList}\` at the end of its list.`, folder, project, { 'Copy Lines': lines.join('\n') });
}

/** @param copies what buttons copy, by their titles */
async function offer(message: string, folder: WorkspaceFolder, project: Project, copies: Readonly<Record<string, string>> = {}): Promise<void> {
  // What a package installs is code, which a workspace that is not trusted must not bring in.
  const command = workspace.isTrusted ? installCommand(project) : undefined;
  const needs = command === undefined ? '' : ` It needs packages: ${command}`;
  const install = command === undefined ? [] : ['Run in Terminal'];
  const chosen = await window.showInformationMessage(`Failsoft: ${message}${needs}`, ...Object.keys(copies), ...install);
  const copy = chosen === undefined ? undefined : copies[chosen];
  if (copy !== undefined) await env.clipboard.writeText(copy);
  else if (chosen !== undefined && command !== undefined) runInTerminal(folder, command);
}

function runInTerminal(folder: WorkspaceFolder, command: string): void {
  const terminal = window.createTerminal({ name: 'Failsoft', cwd: folder.uri });
  terminal.show();
  terminal.sendText(command);
}

async function readText(uri: Uri): Promise<string> {
  return new TextDecoder().decode(await workspace.fs.readFile(uri));
}
