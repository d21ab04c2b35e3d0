/** The dependency checklist as a tree: dependency, protections, the calls and clients that have or lack them. Texts and order, nothing of VS Code. */
import type { ChecklistPlace, DependencyChecklist, FolderChecklist, Protection } from '@failsoft/language-server';
import { countsOf, summaryOf } from './counts.js';
import { protectionNames, protectionTexts, type Importance } from './protections.js';

export type Verdict = Protection['verdict'];

interface NodeText {
  /** Stays the same while the tree is refreshed. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
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
  /** Of what a call can't do without. */
  readonly verdict: Verdict;
  readonly children: readonly ProtectionNode[];
}

export interface ProtectionNode extends NodeText {
  readonly kind: 'protection';
  readonly verdict: Verdict;
  readonly importance: Importance;
  readonly children: readonly PlaceNode[];
}

export interface PlaceNode extends NodeText {
  readonly kind: 'place';
  readonly verdict: Verdict;
  readonly importance: Importance;
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

export function dependencyNodes({ folder, dependencies }: FolderChecklist): DependencyNode[] {
  return dependencies.map((checklist) => dependencyNode(folder, checklist));
}

/** @param uri of a folder */
export function folderNameOf(uri: string): string {
  return decodeURIComponent(/[^/]*$/.exec(uri.replace(/\/$/, ''))?.[0] ?? uri);
}

function folderNode(checklist: FolderChecklist): FolderNode {
  const children = dependencyNodes(checklist);
  const label = folderNameOf(checklist.folder);
  const description = children.length === 1 ? '1 dependency' : `${children.length} dependencies`;
  return { kind: 'folder', id: checklist.folder, label, description, tooltip: label, spoken: `Folder ${label}, ${description}`, children };
}

function dependencyNode(folder: string, { dependency, libraries, calls, clients }: DependencyChecklist): DependencyNode {
  const id = `${folder}|${dependency}`;
  const children = protectionNames.flatMap((name) => protectionNode({ id, folder, name, calls, clients }) ?? []);
  const required = children.filter(({ importance }) => importance === 'required');
  const description = `${libraries.join(', ')}: ${countsOf(calls.length, clients.length)}`;
  const lines = children.map((node) => `${node.label}: ${node.description}`);
  return {
    kind: 'dependency',
    id,
    label: dependency,
    description,
    tooltip: [`${dependency} by ${libraries.join(', ')}`, ...lines].join('\n'),
    spoken: `${dependency}, ${countsOf(calls.length, clients.length)}. ${lines.join('. ')}`,
    folder,
    dependency,
    verdict: worstOf(required),
    children,
  };
}

interface ProtectionOf {
  readonly id: string;
  readonly folder: string;
  readonly name: Protection['name'];
  readonly calls: readonly ChecklistPlace[];
  readonly clients: readonly ChecklistPlace[];
}

/** Undefined where nothing could have the protection: a dependency without clients has no listeners. */
function protectionNode({ id: parent, folder, name, calls, clients }: ProtectionOf): ProtectionNode | undefined {
  const { title, importance, why } = protectionTexts[name];
  const id = `${parent}|${name}`;
  // What a client lacks, its calls lack: it stands first.
  const judged = [...judgedPlaces(clients, name, 'client'), ...judgedPlaces(calls, name, 'call')];
  if (judged.length === 0) return undefined;
  const verdict = worstOf(judged.map(({ protection }) => protection));
  const description = summaryOf(judged.map(({ kind, protection }) => ({ kind, verdict: protection.verdict })));
  const children = order.flatMap((wanted) => judged.filter(({ protection }) => protection.verdict === wanted)).map((place) => placeNode(place, { id, folder, importance }));
  return { kind: 'protection', id, label: title, description, tooltip: `${title}: ${description}\n${why}`, spoken: `${title}: ${description}`, verdict, importance, children };
}

interface JudgedPlace {
  readonly kind: 'call' | 'client';
  readonly place: ChecklistPlace;
  readonly protection: Protection;
  /** Tells apart what stands at one position. */
  readonly index: number;
}

function judgedPlaces(places: readonly ChecklistPlace[], name: Protection['name'], kind: JudgedPlace['kind']): JudgedPlace[] {
  return places.flatMap((place, index) => {
    const protection = place.protections.find((candidate) => candidate.name === name);
    return protection === undefined ? [] : [{ kind, place, protection, index }];
  });
}

function placeNode({ kind, place, protection, index }: JudgedPlace, parent: { readonly id: string; readonly folder: string; readonly importance: Importance }): PlaceNode {
  const { uri, position, text } = place;
  const path = relativePath(uri, parent.folder);
  const line = position.line + 1;
  return {
    kind: 'place',
    id: `${parent.id}|${kind}|${uri}|${index}`,
    label: text,
    description: fileFirst(path, line),
    tooltip: `${signs[protection.verdict]}: ${protection.reason}\n${path}:${line}`,
    spoken: `${text}, ${kind}, ${protection.verdict}: ${protection.reason}, ${path}:${line}`,
    verdict: protection.verdict,
    importance: parent.importance,
    uri,
    position,
    children: [],
  };
}

const signs: Record<Verdict, string> = { present: 'Present', missing: 'Missing', unknown: 'Unknown' };

const order: readonly Verdict[] = ['missing', 'unknown', 'present'];

function worstOf(judged: readonly { readonly verdict: Verdict }[]): Verdict {
  return order.find((verdict) => judged.some((one) => one.verdict === verdict)) ?? 'present';
}

function relativePath(uri: string, folder: string): string {
  const path = uri.startsWith(`${folder}/`) ? uri.slice(folder.length + 1) : uri.replace(/^file:\/\//, '');
  return decodeURIComponent(path);
}

/** 'stock.ts:5 src/services': what tells places apart is not what a narrow view cuts off. */
function fileFirst(path: string, line: number): string {
  const slash = path.lastIndexOf('/');
  return `${path.slice(slash + 1)}:${line} ${path.slice(0, Math.max(slash, 0))}`.trimEnd();
}
