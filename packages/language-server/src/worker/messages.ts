/** What the server and the worker of a folder say to each other, over Node's IPC. */
import type { TextEdit } from '@failsoft/analysis/rewrites';
import type { Finding, Preset } from '@failsoft/linter';
import type { FileInventory } from 'eslint-plugin-failsoft';

/** How a worker lints its folder. */
export interface WorkerOptions {
  /** Absolute. */
  readonly folder: string;
  /** 'project': the folder's own ESLint, configuration and plugin where it has them. 'bundled': no code of the folder is loaded. */
  readonly code: 'project' | 'bundled';
  /** Where the folder has no configuration with our rules. */
  readonly preset: Preset;
  /** Configurations of the folder that are not loaded, as phases name them: the preset stands in for them. */
  readonly without: readonly string[];
}

/** A finding with the offsets of what is underlined, and the page of its rule. */
export interface LocatedFinding extends Finding {
  readonly range: readonly [number, number];
  readonly page: string | undefined;
}

/** What the lint of a file says of it. */
export interface FileReport {
  /** As the server named it. */
  readonly path: string;
  /** 'unparsable' says nothing of the file, for as long as it is being typed. */
  readonly kind: 'linted' | 'unparsable';
  readonly findings: readonly LocatedFinding[];
  readonly inventory: FileInventory | undefined;
  /** Files whose content that depends on: absolute, links followed. 'any': it was not parsed, and any file that it imports may decide that it has to be. */
  readonly dependencies: readonly string[] | 'any';
  /** Prefix of our rules in ESLint's comments. */
  readonly namespace: string;
}

export interface LintRequest {
  readonly kind: 'lint';
  readonly id: number;
  readonly path: string;
  readonly text: string;
}

/** Lints files as they are on disk, or as their overlays say. */
export interface SurveyRequest {
  readonly kind: 'survey';
  readonly id: number;
  readonly paths: readonly string[];
}

/** Which findings of a file are fixed. */
export type FixScope = { readonly of: 'file' } | { readonly of: 'rule'; readonly rule: string } | { readonly of: 'dependency'; readonly dependency: string };

/** Makes the preferred rewrites of a text, and of what that makes of it, until none is left. */
export interface FixRequest {
  readonly kind: 'fix';
  readonly id: number;
  readonly path: string;
  readonly text: string;
  readonly scope: FixScope;
}

/** The folder's files that can be linted. */
export interface ListRequest {
  readonly kind: 'list';
  readonly id: number;
}

export type WorkerRequest = LintRequest | SurveyRequest | FixRequest | ListRequest;

export type ToWorker =
  | WorkerRequest
  | { readonly kind: 'options'; readonly options: WorkerOptions }
  /** Unsaved text of a file; without it the file on disk counts again. */
  | { readonly kind: 'overlay'; readonly path: string; readonly text?: string }
  /** Files on disk have changed. */
  | { readonly kind: 'refresh' };

/** What a worker is busy with: code of the project runs in 'configuring', and its parser in 'linting'. `configuration` is a path as seen from the folder. */
export type Phase = { readonly name: 'configuring'; readonly configuration: string } | { readonly name: 'linting'; readonly path: string };

export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'phase'; readonly phase: Phase }
  /** Before a configuration is loaded: the files that it consists of, absolute. */
  | { readonly kind: 'configuration'; readonly name: string; readonly files: readonly string[] }
  /** Something is wrong with how the project is configured: one sentence. */
  | { readonly kind: 'notice'; readonly severity: 'error' | 'warning'; readonly text: string }
  /** For the log alone. */
  | { readonly kind: 'log'; readonly text: string }
  | { readonly kind: 'reports'; readonly id: number; readonly reports: readonly FileReport[] }
  /** Of the text that was asked about. */
  | { readonly kind: 'edits'; readonly id: number; readonly edits: readonly TextEdit[] }
  | { readonly kind: 'paths'; readonly id: number; readonly paths: readonly string[] }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };

const toWorker: ReadonlySet<unknown> = new Set<ToWorker['kind']>(['lint', 'survey', 'fix', 'list', 'options', 'overlay', 'refresh']);
const fromWorker: ReadonlySet<unknown> = new Set<FromWorker['kind']>(['ready', 'phase', 'configuration', 'notice', 'log', 'reports', 'edits', 'paths', 'failed']);

/** Code of the project could write to the channel too: what isn't of ours is dropped. */
export function isFromWorker(message: unknown): message is FromWorker {
  return hasKind(message, fromWorker);
}

export function isToWorker(message: unknown): message is ToWorker {
  return hasKind(message, toWorker);
}

function hasKind(message: unknown, kinds: ReadonlySet<unknown>): boolean {
  return typeof message === 'object' && message !== null && 'kind' in message && kinds.has(message.kind);
}
