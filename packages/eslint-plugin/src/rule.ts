/** How a rule is written: a filter over the facts of a file. */
import type { FileFacts, Range } from '@failsoft/analysis';
import type { Rewrite, RewriteContext } from '@failsoft/analysis/rewrites';
import type { Rule, SourceCode } from 'eslint';
import { fileAnalysisOf, type FileAnalysis } from './file-analysis.js';
import { recordFinding } from './linted-files.js';
import { rewriteContextFor } from './rewrite-context.js';

/** What a rule says of one place. */
export interface Finding<MessageId extends string> {
  readonly at: Range;
  /** What it is about; undefined if that can't be said. */
  readonly dependency: string | undefined;
  readonly messageId: MessageId;
  readonly data?: Readonly<Record<string, string>>;
  /** Asked for only where the finding is reported. */
  readonly rewrites?: (context: RewriteContext) => readonly Rewrite[];
}

/** Options are switches so far. */
export interface OptionSchema {
  readonly type: 'boolean';
  readonly description: string;
}

export interface RuleDefinition<MessageId extends string, Options> {
  readonly description: string;
  readonly messages: Readonly<Record<MessageId, string>>;
  /** The JSON schema of the rule's one options object. */
  readonly schema: Readonly<Record<keyof Options & string, OptionSchema>>;
  readonly defaultOptions: Options;
  check(facts: FileFacts, options: Options): Iterable<Finding<MessageId>>;
}

/** A rule as ESLint takes it, which other hosts may ask beforehand. */
export interface FailsoftRule extends Rule.RuleModule {
  /** Whether it reports anything of these facts, with options as a configuration gives them. */
  findsIn(facts: FileFacts, options: unknown): boolean;
}

const docs = 'https://github.com/failsoft/failsoft/blob/main/rules-docs';

/**
 * Rules report as they are created, when every host has the text and the tree: a listener would have one host make and walk a tree for each
 * file, asked for or not, and the other remember it.
 */
const noListeners: Rule.RuleListener = {};

export function createRule<MessageId extends string, Options extends object>(name: string, definition: RuleDefinition<MessageId, Options>): FailsoftRule {
  return {
    meta: {
      type: 'problem',
      docs: { description: definition.description, url: `${docs}/${name}.md` },
      hasSuggestions: true,
      messages: { ...definition.messages, rewrite: '{{title}}' },
      schema: [{ type: 'object', properties: { ...definition.schema }, additionalProperties: false }],
      defaultOptions: [{ ...definition.defaultOptions }],
    },
    findsIn: (facts, options) => !isEmpty(definition.check(facts, { ...definition.defaultOptions, ...(typeof options === 'object' ? options : {}) })),
    create(context) {
      try {
        const file = fileAnalysisOf(context);
        if (file.isOfInterest && !isShifted(context.sourceCode)) reportFindings(name, definition, context, file);
        return noListeners;
      } catch (error) {
        return failingWith(error);
      }
    },
  };
}

/**
 * ESLint takes two byte order marks from the text that rules see, and one from what it has parsed: no place of the tree is right then. Only
 * where there is a mark the tree is asked for: one host makes it for that, and files whose model is known need none.
 */
function isShifted(source: SourceCode): boolean {
  return source.hasBOM && source.ast.range[1] > source.text.length;
}

/** Thrown by a listener, where every host names the file and the rule. */
function failingWith(error: unknown): Rule.RuleListener {
  return {
    Program() {
      throw error;
    },
  };
}

function reportFindings<MessageId extends string, Options extends object>(name: string, definition: RuleDefinition<MessageId, Options>, context: Rule.RuleContext, file: FileAnalysis): void {
  const facts = file.factsFrom(context.sourceCode, context.languageOptions.sourceType === 'commonjs' ? 'commonjs' : 'esm');
  const given: readonly Partial<Options>[] = context.options;
  const options: Options = { ...definition.defaultOptions, ...given[0] };
  for (const finding of definition.check(facts, options)) {
    const lacking = new Set<string>();
    const known = rewriteContextFor(facts.module, file.analysis, (from) => lacking.add(from));
    const rewrites = finding.rewrites?.(known) ?? [];
    const lacks = lacking.size > 0 && lacking.has(known.runtime) ? { lacksRuntime: { from: known.runtime, root: known.root } } : {};
    const { at, dependency } = finding;
    recordFinding(context.physicalFilename, { rule: name, module: facts.module, at, rewrites, ...lacks, ...(dependency === undefined ? {} : { dependency }) });
    context.report({
      loc: locationOf(context, finding.at),
      messageId: finding.messageId,
      ...(finding.data === undefined ? {} : { data: finding.data }),
      suggest: rewrites.map((rewrite) => ({
        messageId: 'rewrite',
        data: { title: rewrite.title },
        fix: (fixer) => rewrite.edits.map(({ range, text }) => fixer.replaceTextRange([range[0], range[1]], text)),
      })),
    });
  }
}

function isEmpty(items: Iterable<unknown>): boolean {
  for (const _ of items) return false;
  return true;
}

function locationOf(context: Rule.RuleContext, [start, end]: Range): { start: { line: number; column: number }; end: { line: number; column: number } } {
  return { start: context.sourceCode.getLocFromIndex(start), end: context.sourceCode.getLocFromIndex(end) };
}

