/** The facts of the file that ESLint is linting, worked out once for all rules. */
import { lowerModule, type Analysis, type FileFacts } from '@failsoft/analysis';
import type { Rule, SourceCode } from 'eslint';
import { remember } from './linted-files.js';
import { analysisFor, settingsFrom, workspaces } from './sessions.js';

export interface FileAnalysis {
  readonly analysis: Analysis;
  readonly facts: FileFacts;
}

/** By tree, never by SourceCode: one host reuses that object for every file. */
const known = new WeakMap<SourceCode['ast'], FileAnalysis>();

export function fileAnalysisOf(context: Rule.RuleContext): FileAnalysis {
  const { sourceCode } = context;
  const found = known.get(sourceCode.ast);
  if (found !== undefined) return found;
  const settings = settingsFrom(context.settings['failsoft']);
  const path = workspaces.realPath(context.physicalFilename);
  const analysis = analysisFor(path, settings);
  const { text } = sourceCode;
  const module =
    analysis.workspace.known(path, text) ??
    lowerModule(sourceCode.ast, { path, text, comments: sourceCode.getAllComments(), format: context.languageOptions.sourceType === 'commonjs' ? 'commonjs' : 'esm' });
  const fileAnalysis = { analysis, facts: analysis.analyse(module) };
  known.set(sourceCode.ast, fileAnalysis);
  remember(fileAnalysis, context.physicalFilename);
  return fileAnalysis;
}
