/** The dependency checklist as a tree: dependency, protections, the calls and clients that have or lack them. Texts and order, nothing of VS Code. */
import type { ChecklistFinding, ChecklistPlace, DependencyChecklist, FolderChecklist, Protection } from '@failsoft/language-server';
import { counted } from '../counted.js';
import { countsOf, summaryOf } from './counts.js';
import { Reported, worstFirst, worstOf, type Mark } from './marks.js';
import { folderNameOf, relativePath } from './paths.js';
import { protectionNames, protectionTexts } from './protections.js';

interface NodeText {
  /** Stays the same while the tree is refreshed. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** Its first line is a heading. */
  readonly tooltip: string;
  /** For screen readers, which see no icons. */
  readonly spoken: string;
}

export interface FolderNode extends NodeText {
  readonly kind: 'folder';
  readonly children: readonly DependencyNode[];
}

export interface DependencyNode extends NodeText {
  readonly kind: 'dependency';
  /** URI of the workspace folder. */
  readonly folder: string;
  readonly dependency: string;
  readonly mark: Mark;
  readonly isFixable: boolean;
  readonly children: readonly ProtectionNode[];
}

export interface ProtectionNode extends NodeText {
  readonly kind: 'protection';
  readonly mark: Mark;
  readonly children: readonly PlaceNode[];
}

export interface PlaceNode extends NodeText {
  readonly kind: 'place';
  readonly mark: Mark;
  readonly uri: string;
  readonly position: ChecklistPlace['position'];
  readonly children: readonly [];
}

export type TreeNode = FolderNode | DependencyNode | ProtectionNode | PlaceNode;

/** A level of folders only where more than one has dependencies. */
export function checklistTree(folders: readonly FolderChecklist[]): readonly (FolderNode | DependencyNode)[] {
  const used = folders.filter(({ dependencies }) => dependencies.length > 0);
  return used.length > 1 ? used.map(folderNode) : used.flatMap(dependencyNodes);
}

/** @param folder its URI; undefined: whichever has it */
export function dependencyIn(roots: readonly (FolderNode | DependencyNode)[], dependency: string, folder: string | undefined): DependencyNode | undefined {
  const nodes = roots.flatMap((root) => (root.kind === 'folder' ? root.children : [root]));
  return nodes.find((node) => node.dependency === dependency && (folder === undefined || node.folder === folder));
}

function folderNode(checklist: FolderChecklist): FolderNode {
  const label = folderNameOf(checklist.folder);
  const description = checklist.dependencies.length === 1 ? '1 dependency' : `${checklist.dependencies.length} dependencies`;
  return { kind: 'folder', id: checklist.folder, label, description, tooltip: label, spoken: `Folder ${label}, ${description}`, children: dependencyNodes(checklist) };
}

function dependencyNodes({ folder, dependencies }: FolderChecklist): DependencyNode[] {
  return dependencies.map((checklist) => dependencyNode(folder, checklist));
}

function dependencyNode(folder: string, checklist: DependencyChecklist): DependencyNode {
  const { dependency, libraries, calls, clients, findings } = checklist;
  const id = `${folder}|${dependency}`;
  const children = protectionNames.flatMap((name) => protectionNode({ id, folder, name, checklist }) ?? []);
  const counts = countsOf(calls.length, clients.length);
  const description = findings.length === 0 ? counts : `${counted(findings.length, 'finding')}, ${counts}`;
  const lines = children.map((node) => `${node.label}: ${node.description}`);
  return {
    kind: 'dependency',
    id,
    label: dependency,
    description,
    tooltip: [`${dependency} by ${libraries.join(', ')}`, ...lines].join('\n'),
    spoken: `${dependency}, ${description}. ${lines.join('. ')}`,
    folder,
    dependency,
    mark: markOfDependency(findings, children),
    isFixable: findings.some(({ isFixable }) => isFixable),
    children,
  };
}

/** What a rule reports of it; where none does, whether its calls are bounded. */
function markOfDependency(findings: readonly ChecklistFinding[], children: readonly ProtectionNode[]): Mark {
  if (findings.length > 0) return worstOf(findings.map(({ severity }) => severity));
  return children.find(({ label }) => label === protectionTexts.timeout.title)?.mark ?? 'present';
}

interface ProtectionOf {
  /** Of the dependency's node. */
  readonly id: string;
  readonly folder: string;
  readonly name: Protection['name'];
  readonly checklist: DependencyChecklist;
}

/** Undefined where nothing could have the protection: a dependency without clients has no listeners. */
function protectionNode({ id: parent, folder, name, checklist: { calls, clients, findings } }: ProtectionOf): ProtectionNode | undefined {
  const { title, why } = protectionTexts[name];
  const id = `${parent}|${name}`;
  const reported = new Reported(name, findings, [...clients, ...calls]);
  const judge = (kind: JudgedPlace['kind'], places: readonly ChecklistPlace[]) => judgedPlaces(places, { kind, name, reported });
  // What a client lacks, its calls lack: it stands first.
  const judged = [...judge('client', clients), ...judge('call', calls)];
  if (judged.length === 0) return undefined;
  const description = summaryOf(judged.map(({ kind, protection }) => ({ kind, verdict: protection.verdict })));
  const children = worstFirst.flatMap((wanted) => judged.filter(({ mark }) => mark === wanted)).map((place) => placeNode(place, id, folder));
  const mark = worstOf(judged.map((place) => place.mark));
  return { kind: 'protection', id, label: title, description, tooltip: `${title}: ${description}\n${why}`, spoken: `${title}: ${description}`, mark, children };
}

interface JudgedPlace {
  readonly kind: 'call' | 'client';
  readonly place: ChecklistPlace;
  readonly protection: Protection;
  readonly mark: Mark;
  /** Tells apart what stands at one position. */
  readonly index: number;
}

interface JudgedBy {
  readonly kind: JudgedPlace['kind'];
  readonly name: Protection['name'];
  readonly reported: Reported;
}

function judgedPlaces(places: readonly ChecklistPlace[], { kind, name, reported }: JudgedBy): JudgedPlace[] {
  return places.flatMap((place, index) => {
    const protection = place.protections.find((candidate) => candidate.name === name);
    return protection === undefined ? [] : [{ kind, place, protection, mark: reported.markOf(place, protection), index }];
  });
}

function placeNode({ kind, place: { uri, position, text }, protection: { verdict, reason }, mark, index }: JudgedPlace, parent: string, folder: string): PlaceNode {
  const path = relativePath(uri, folder);
  const where = `${path}:${position.line + 1}`;
  const slash = path.lastIndexOf('/');
  const file = `${path.slice(slash + 1)}:${position.line + 1}`;
  return {
    kind: 'place',
    id: `${parent}|${kind}|${uri}|${index}`,
    label: text,
    // What tells places apart is not what a narrow view cuts off.
    description: slash === -1 ? file : `${file} ${path.slice(0, slash)}`,
    tooltip: `${text}: ${verdict}\n${reason}\n${where}`,
    spoken: `${text}, ${kind}, ${verdict}${mark === 'error' || mark === 'warning' ? `, reported as ${mark}` : ''}: ${reason}, ${where}`,
    mark,
    uri,
    position,
    children: [],
  };
}
