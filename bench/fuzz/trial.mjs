/** What is done with one file: everything that a lint, the command line and an editor would ask about it. */
import * as parser from '@typescript-eslint/parser';
import { Analysis, Catalog, libraries, parseModule, readSettings, Workspaces } from '@failsoft/analysis';
import { Linter } from 'eslint';
import failsoft from 'eslint-plugin-failsoft';

const catalog = new Catalog(libraries);

/** Characters of edited text that are parsed, of a file with many findings: about a second's worth. */
const maxEditedText = 100_000;

/** Mentions a global of the catalogue, so that no file is passed over as being of no interest. */
const ofInterest = '\n// fetch';

function settingsOf(folder) {
  return { root: folder, logger: { from: '@acme/log', name: 'log' } };
}

/** Every property, getters of classes included: what is computed when asked is asked for. */
function readAll(record) {
  for (let holder = record; holder !== null && holder !== Object.prototype; holder = Object.getPrototypeOf(holder)) {
    for (const name of Object.getOwnPropertyNames(holder)) void record[name];
  }
}

function readFacts(facts) {
  readAll(facts);
  for (const list of [facts.calls, facts.clients, facts.ineffective, facts.silentCatches, facts.cacheUses, facts.fanOuts]) list.forEach(readAll);
  for (const { target } of facts.calls) if (target.kind === 'client') target.creations.forEach(readAll);
}

/** An error, and what was being done. */
export class TrialError extends Error {
  constructor(step, cause) {
    super(`${step}: ${cause?.message ?? String(cause)}`, { cause });
    this.step = step;
  }
}

/** The analysis as the command line asks it, of a file that no host parsed; answers whether it parsed. */
function analyse(folder, path, text) {
  const workspaces = new Workspaces();
  const workspace = workspaces.of(path, folder);
  const analysis = new Analysis(catalog, workspace, readSettings(settingsOf(folder)));
  analysis.mayMatter(path, text);
  analysis.audienceOf(path, text);
  const module = parseModule(path, text);
  if (module !== undefined) readFacts(analysis.analyse(module));
  return module !== undefined;
}

function configOf(folder, preset, rules) {
  return [
    {
      files: ['**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts}'],
      languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } },
      linterOptions: { reportUnusedDisableDirectives: 'off' },
      settings: { failsoft: settingsOf(folder) },
    },
    { files: ['**/*.cjs', '**/*.cts'], languageOptions: { sourceType: 'commonjs' } },
    ...(rules ? [failsoft.configs[preset]] : []),
  ];
}

function syntaxError(path, text) {
  try {
    parser.parseForESLint(text, { filePath: path, ecmaFeatures: { jsx: true }, sourceType: /\.c[jt]s$/.test(path) ? 'commonjs' : 'module' });
    return undefined;
  } catch (error) {
    return error;
  }
}

/** The host fails on this file without any rule too: too deep for its own walk. */
function hostFails(linter, text, folder, path) {
  try {
    linter.verify(text, configOf(folder, 'all', false), { filename: path });
    return false;
  } catch {
    return true;
  }
}

/** Answers our findings; none where the host gives the file up. */
function lint(folder, path, text, preset) {
  const linter = new Linter({ configType: 'flat', cwd: folder });
  try {
    const messages = linter.verify(text, configOf(folder, preset, true), { filename: path });
    failsoft.host.inventory(path);
    failsoft.host.dependencies(path);
    const unlinted = messages.find(({ ruleId, message }) => ruleId === null && /no matching configuration/i.test(message));
    if (unlinted !== undefined) throw new Error(unlinted.message);
    return messages.filter(({ ruleId }) => ruleId?.startsWith('failsoft/'));
  } catch (error) {
    if (hostFails(linter, text, folder, path)) return [];
    throw error;
  }
}

/** Applies suggestions, each alone, and answers how many; in files with very many, some of them. */
function applySuggestions(path, text, findings) {
  const suggestions = findings.flatMap((finding) => (finding.suggestions ?? []).map((suggestion) => ({ finding, suggestion })));
  const every = Math.ceil(suggestions.length / Math.max(4, maxEditedText / text.length));
  const some = suggestions.filter((_, index) => index % every === 0);
  const bom = text.startsWith('\ufeff') ? 1 : 0;
  for (const { finding, suggestion } of some) {
    // ESLint counts from after the byte order mark.
    const [start, end] = suggestion.fix.range.map((offset) => Math.max(0, offset + bom));
    const after = text.slice(0, start) + suggestion.fix.text + text.slice(end);
    const error = syntaxError(path, after);
    if (error !== undefined) throw new TrialError('edit', new Error(`${finding.ruleId} "${suggestion.desc}" (line ${finding.line}) leaves what does not parse: ${error.message}\n--- after\n${excerpt(after, start)}`));
  }
  return some.length;
}

function excerpt(text, at) {
  return text.slice(Math.max(0, at - 300), at + 500);
}

/** Milliseconds that a step may take, and the parser, which is not ours. */
const limit = 5000;
const parserLimit = 20_000;

/** @param watch Told each step's name when it starts, and how long it may take, for the guard against hangs. */
export function trial({ folder, path, text, preset }, watch) {
  const times = {};
  const timed = (name, allowed, work) => {
    watch(name, allowed);
    const started = performance.now();
    try {
      return work();
    } catch (error) {
      throw error instanceof TrialError ? error : new TrialError(name, error);
    } finally {
      times[name] = Math.round(performance.now() - started);
    }
  };
  timed('analyse', limit, () => analyse(folder, path, text));
  const linted = text + ofInterest;
  if (timed('parse', parserLimit, () => syntaxError(path, linted)) !== undefined) return { parses: false, findings: 0, edits: 0, times: { ...times, lint: 0 } };
  const findings = timed('lint', limit + 2 * times.parse, () => lint(folder, path, linted, preset));
  times.lint = Math.max(0, times.lint - times.parse);
  const edits = timed('edit', parserLimit, () => applySuggestions(path, linted, findings));
  return { parses: true, findings: findings.length, edits, times };
}
