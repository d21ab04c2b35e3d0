/** What the light bulb offers at a place of a checked document. */
import { combineRewrites, type TextEdit } from '@failsoft/analysis/rewrites';
import { CodeActionKind, type ClientCapabilities, type CodeAction, type CodeActionParams, type Diagnostic } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { CheckedDocument } from '../documents/checks.js';
import { uriOf } from '../documents/file-path.js';
import { overlaps, rangeOf } from '../documents/positions.js';
import { dependencyOf, offersOf } from '../worker/fix-scope.js';
import type { FixScope, LocatedFinding } from '../worker/messages.js';
import { diagnosticsFor } from './diagnostics.js';
import { disableInFile, disableOnLine } from './disable-comments.js';
import { bringRuntime } from './runtime-actions.js';
import { editOf } from './workspace-edits.js';

const fixAllKind = `${CodeActionKind.SourceFixAll}.failsoft`;
export const codeActionKinds: CodeActionKind[] = [CodeActionKind.QuickFix, fixAllKind];

export interface ActionContext {
  readonly capabilities: ClientCapabilities;
  /** By path: clients differ in how they write URIs. */
  readonly openDocument: (path: string) => TextDocument | undefined;
  /** Whether findings are shown as diagnostics of ours. */
  readonly areShown: boolean;
  /** The edits of the document that leave nothing to fix of this kind. */
  readonly fix: (scope: FixScope) => Promise<readonly TextEdit[]>;
}

type Place = Pick<CodeActionParams, 'range' | 'context'>;

export async function codeActionsOf(checked: CheckedDocument, place: Place, context: ActionContext): Promise<CodeAction[]> {
  const { document, report } = checked;
  const { only, diagnostics } = place.context;
  const isWanted = (kind: CodeActionKind): boolean => only === undefined || only.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`));
  const here = report.findings.filter((finding) => overlaps(rangeOf(document, finding.range), place.range));
  const about: About = (finding) => diagnosticsFor(finding, checked, diagnostics, context.areShown);
  return [
    ...(isWanted(CodeActionKind.QuickFix) && here.length > 0 ? await quickFixesOf(checked, here, about, context) : []),
    // Opt-in: only those who ask for it by name, as "on save" does, are offered it.
    ...(only !== undefined && isWanted(fixAllKind) ? await fixAll(checked, context) : []),
  ];
}

/** The diagnostics that an action about a finding is attached to: the client's own, of other tools too. */
type About = (finding: LocatedFinding) => Diagnostic[];

async function quickFixesOf(checked: CheckedDocument, here: readonly LocatedFinding[], about: About, context: ActionContext): Promise<CodeAction[]> {
  const ofRules = distinct(here.map(({ rule }) => rule)).map((rule) => {
    const diagnostics = here.filter((finding) => finding.rule === rule).flatMap(about);
    return fixRule(checked, rule, diagnostics, context);
  });
  const fixes = here.flatMap((finding) => rewritesOf(checked, finding, about(finding), context).map((action) => ({ action, line: lineOf(checked, finding) })));
  return [
    ...toldApart(fixes),
    ...bringRuntime(checked.report.path, here, context).map((action) => ({ ...quickFix(action.title, here.flatMap(about)), ...action })),
    ...(await Promise.all(ofRules)).flat(),
    ...fixDependencies(checked, here, about),
    ...silence(checked, here, about, context),
  ];
}

/** At one finding. */
interface ActionAtLine {
  readonly action: CodeAction;
  /** From 1. */
  readonly line: number;
}

/** Of several that do the same at different places, as in a selection, each says where. */
function toldApart(actions: readonly ActionAtLine[]): CodeAction[] {
  const titles = actions.map(({ action }) => action.title);
  const isAlone = (title: string): boolean => titles.indexOf(title) === titles.lastIndexOf(title);
  return actions.map(({ action, line }) => (isAlone(action.title) ? action : { ...action, title: `${action.title} (line ${line})` }));
}

function lineOf({ document }: CheckedDocument, { range }: LocatedFinding): number {
  return document.positionAt(range[0]).line + 1;
}

function quickFix(title: string, diagnostics: Diagnostic[]): CodeAction {
  return { title, kind: CodeActionKind.QuickFix, ...(diagnostics.length === 0 ? {} : { diagnostics }) };
}

function rewritesOf(checked: CheckedDocument, finding: LocatedFinding, diagnostics: Diagnostic[], context: ActionContext): CodeAction[] {
  return finding.rewrites.map(({ title, preferred, edits }) => {
    const edit = editOf(checked.document, edits, context.capabilities);
    return { ...quickFix(title, diagnostics), isPreferred: preferred, edit };
  });
}

async function fixRule(checked: CheckedDocument, rule: string, diagnostics: Diagnostic[], context: ActionContext): Promise<CodeAction[]> {
  const { document, report } = checked;
  const scope = { of: 'rule', rule } as const;
  const offers = offersOf(report, scope);
  if (offers.length < 2) return [];
  const { edits, conflicting } = combineRewrites(offers.map(({ rewrite }) => rewrite));
  const whole = conflicting.length === 0 ? edits : await context.fix(scope);
  const all = report.findings.filter((finding) => finding.rule === rule).length;
  const which = offers.length === all ? `all ${all}` : `${offers.length} of ${all}`;
  const title = `Fix ${which} findings of ${report.namespace}/${rule} in this file`;
  return [{ ...quickFix(title, diagnostics), edit: editOf(document, whole, context.capabilities) }];
}

async function fixAll({ document, report }: CheckedDocument, { capabilities, fix }: ActionContext): Promise<CodeAction[]> {
  const scope = { of: 'file' } as const;
  const edits = offersOf(report, scope).length === 0 ? [] : await fix(scope);
  if (edits.length === 0) return [];
  return [{ title: 'Fix all findings of Failsoft in this file', kind: fixAllKind, edit: editOf(document, edits, capabilities) }];
}

function fixDependencies({ report, folder }: CheckedDocument, here: readonly LocatedFinding[], about: About): CodeAction[] {
  const { inventory } = report;
  if (inventory === undefined) return [];
  const fixable = here.filter(({ rewrites }) => rewrites.some(({ preferred }) => preferred));
  return distinct(fixable.flatMap((finding) => dependencyOf(finding, inventory) ?? [])).map((dependency) => {
    const title = `Fix everything for ${dependency} in the workspace…`;
    const diagnostics = fixable.filter((finding) => dependencyOf(finding, inventory) === dependency).flatMap(about);
    return { ...quickFix(title, diagnostics), command: { title, command: 'failsoft.fixDependency', arguments: [dependency, uriOf(folder)] } };
  });
}

/** Rule by rule: in each of its lines, in the file, and why it is there. */
function silence(checked: CheckedDocument, here: readonly LocatedFinding[], about: About, { capabilities }: ActionContext): CodeAction[] {
  const { document, report } = checked;
  const text = document.getText();
  return distinct(here.map(({ rule }) => rule)).flatMap((rule) => {
    const id = `${report.namespace}/${rule}`;
    const findings = here.filter((finding) => finding.rule === rule);
    const diagnostics = findings.flatMap(about);
    const byLine = new Map(findings.map((finding) => [lineOf(checked, finding), finding]));
    const inLines = [...byLine].map(([line, finding]) => {
      const title = `Disable ${id} for ${byLine.size === 1 ? 'this line' : `line ${line}`}`;
      return { ...quickFix(title, about(finding)), edit: editOf(document, [disableOnLine(text, finding.range[0], id)], capabilities) };
    });
    const page = findings[0]?.page;
    return [
      ...inLines,
      { ...quickFix(`Disable ${id} for the whole file`, diagnostics), edit: editOf(document, [disableInFile(text, id)], capabilities) },
      ...(page === undefined ? [] : [{ ...quickFix(`Open the documentation of ${id}`, diagnostics), command: { title: 'Open', command: 'failsoft.openPage', arguments: [page] } }]),
    ];
  });
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
