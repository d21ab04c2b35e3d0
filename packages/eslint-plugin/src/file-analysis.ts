/** What is known of the file that ESLint is linting, worked out once for all rules. */
import { lowerModule, parseModule, type Analysis, type Audience, type FileFacts, type ModuleModel, type Settings } from '@failsoft/analysis';
import type { Rule, SourceCode } from 'eslint';
import { remember } from './linted-files.js';
import { analysisFor, settingsFrom, workspaces } from './sessions.js';

export class FileAnalysis {
  #audience: Audience | undefined;
  #facts: FileFacts | undefined;
  #mayMatter: boolean | undefined;

  constructor(
    readonly analysis: Analysis,
    readonly path: string,
    readonly text: string,
  ) {}

  get audience(): Audience {
    return (this.#audience ??= this.analysis.audienceOf(this.path, this.text));
  }

  /** Whether it can hold anything that rules look for. */
  get mayMatter(): boolean {
    return (this.#mayMatter ??= this.analysis.mayMatter(this.path, this.text));
  }

  /** Whether there is something for rules to look at. */
  get isOfInterest(): boolean {
    return this.mayMatter && this.audience.kind === 'server';
  }

  /** The facts, from the tree that the host has parsed. */
  factsFrom(sourceCode: SourceCode, format: ModuleModel['format']): FileFacts {
    if (this.#facts !== undefined) return this.#facts;
    const { path, text } = this;
    const known = this.analysis.workspace.known(path, text);
    return (this.#facts = this.analysis.analyse(known ?? lowerModule(sourceCode.ast, { path, text, comments: sourceCode.getAllComments(), format })));
  }

  /** The facts without a tree of the host; undefined if the text can't be parsed. */
  get facts(): FileFacts | undefined {
    if (this.#facts !== undefined) return this.#facts;
    const { path, text } = this;
    const module = this.analysis.workspace.known(path, text) ?? parseModule(path, text);
    return module === undefined ? undefined : (this.#facts = this.analysis.analyse(module));
  }
}

interface Lint {
  readonly file: FileAnalysis;
  /** As the host names the file. */
  readonly name: string;
  readonly generation: number;
  /** Rules that have been created: none is created twice in a lint. */
  readonly rules: Set<string>;
}

/**
 * The lint that is going on; rules of one file are created one after the other. Told by name, text and rules, never by the tree
 * or the SourceCode: one host reuses that object for every file, and makes trees only for those who ask for them.
 */
let current: Lint | undefined;

export function fileAnalysisOf(context: Rule.RuleContext): FileAnalysis {
  const { id, physicalFilename: name, sourceCode } = context;
  const settings = settingsFrom(context.settings['failsoft']);
  if (current === undefined || !isOf(current, context, settings)) {
    const file = newAnalysis(name, sourceCode.text, settings);
    current = { file, name, generation: file.analysis.workspace.generation, rules: new Set() };
    remember(file, name);
  }
  current.rules.add(id);
  return current.file;
}

function isOf({ file, name, generation, rules }: Lint, { id, physicalFilename, sourceCode }: Rule.RuleContext, settings: Settings): boolean {
  if (name !== physicalFilename || rules.has(id) || file.text !== sourceCode.text) return false;
  return file.analysis.settings === settings && file.analysis.workspace.generation === generation;
}

/** What a host was told of last: it may lint that file next. */
let foreseen: { readonly generation: number; readonly file: FileAnalysis } | undefined;

/** A file by its text alone, before it is linted. @param file absolute, as the host names it */
export function foreseenFile(file: string, text: string, settings: Settings): FileAnalysis {
  const analysed = newAnalysis(file, text, settings);
  foreseen = { generation: analysed.analysis.workspace.generation, file: analysed };
  return analysed;
}

function newAnalysis(file: string, text: string, settings: Settings): FileAnalysis {
  const path = workspaces.realPath(file);
  const analysis = analysisFor(path, settings);
  const before = foreseen;
  foreseen = undefined;
  const isKnown = before?.file.path === path && before.file.text === text && before.file.analysis === analysis && before.generation === analysis.workspace.generation;
  return isKnown ? before.file : new FileAnalysis(analysis, path, text);
}
