/** A small plugin with the real one's door: it finds what a test tells it to find, so that the commands can be tested alone. */
import type { ESLint, Linter, Rule } from 'eslint';
import type { FileInventory, FindingRewrites, Host, UnlintedFile } from 'eslint-plugin-failsoft';
import type { Rewrite } from '@failsoft/analysis/rewrites';
import type { FailsoftPlugin } from '@failsoft/linter';

export interface StandInFinding {
  /** Offsets of what is underlined. */
  readonly range: readonly [number, number];
  readonly message: string;
  readonly rewrites?: readonly Rewrite[];
}

/** What a rule finds in a file's text; it may throw. */
export type StandInRule = (text: string, path: string) => readonly StandInFinding[];

export interface StandIn {
  readonly rules: Readonly<Record<string, StandInRule>>;
  readonly inventory?: (path: string, text: string) => Omit<FileInventory, 'file'>;
  /** Other files that the answers about a file depend on, given the texts that the host was told of. */
  readonly dependencies?: (path: string) => readonly string[];
  /** What is said of files that need no lint. */
  readonly unlinted?: (path: string, text: string, settings: unknown, rules?: ReadonlyMap<string, unknown>) => UnlintedFile | undefined;
}

export interface StandInPlugin extends FailsoftPlugin {
  /** Texts of files as the host sees them: told by `overlay`. */
  readonly overlays: Map<string, string>;
  /** Paths in the order in which they were linted, once a lint. */
  readonly linted: string[];
}

export function standInPlugin({ rules, inventory, dependencies, unlinted }: StandIn): StandInPlugin {
  const texts = new Map<string, string>();
  const found = new Map<string, FindingRewrites[]>();
  const overlays = new Map<string, string>();
  const linted: string[] = [];
  const host: Host = {
    protocol: 1,
    inventory: (file) => {
      const text = texts.get(file);
      return text === undefined || inventory === undefined ? undefined : { file, ...inventory(file, text) };
    },
    rewrites: (file) => found.get(file) ?? [],
    dependencies: (file) => dependencies?.(file) ?? [],
    overlay: (file, text) => {
      if (text === undefined) overlays.delete(file);
      else overlays.set(file, text);
    },
    refresh: () => texts.clear(),
    statistics: () => ({ linted: linted.length, parsed: 0 }),
    ...(unlinted === undefined ? {} : { unlinted }),
  };
  const known = new WeakSet<object>();
  const modules = Object.entries(rules).map(([name, find]): [string, Rule.RuleModule] => [
    name,
    {
      meta: { type: 'problem', messages: { found: '{{message}}' }, schema: [] },
      create: (context) => ({
        Program() {
          const { text } = context.sourceCode;
          const path = context.filename;
          if (!known.has(context.sourceCode.ast)) {
            known.add(context.sourceCode.ast);
            texts.set(path, text);
            found.set(path, []);
            linted.push(path);
          }
          for (const { range, message, rewrites = [] } of find(text, path)) {
            const [start, end] = [context.sourceCode.getLocFromIndex(range[0]), context.sourceCode.getLocFromIndex(range[1])];
            context.report({ loc: { start, end }, messageId: 'found', data: { message } });
            found.get(path)?.push({ rule: name, line: start.line, column: start.column + 1, rewrites });
          }
        },
      }),
    },
  ]);
  const plugin: ESLint.Plugin = { meta: { name: 'eslint-plugin-failsoft' }, rules: Object.fromEntries(modules) };
  const config = (name: string): Linter.Config => ({
    name: `failsoft/${name}`,
    plugins: { failsoft: plugin },
    rules: Object.fromEntries(Object.keys(rules).map((rule) => [`failsoft/${rule}`, 'error'])),
  });
  const configs = { recommended: config('recommended'), strict: config('strict'), all: config('all'), off: config('off') };
  return Object.assign(plugin, { configs, host, overlays, linted });
}

/** Finds each occurrence of a word and offers to replace it. */
export function replaceWord(word: string, replacement: string, preferred = true): StandInRule {
  return (text) =>
    [...text.matchAll(new RegExp(`\\b${word}\\b`, 'g'))].map(({ index }) => ({
      range: [index, index + word.length],
      message: `${word} is fragile`,
      rewrites: [{ title: `Write ${replacement}`, preferred, edits: [{ range: [index, index + word.length], text: replacement }] }],
    }));
}
