/** What the light bulb offers at a place of a checked document. */
import { combineRewrites, type Rewrite } from '@failsoft/analysis/rewrites';
import { CodeActionKind, type ClientCapabilities, type CodeAction, type CodeActionParams } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CheckedDocument } from '../documents/checks.js';
import { uriOf } from '../documents/file-path.js';
import { overlaps, rangeOf } from '../documents/positions.js';
import type { LocatedFinding } from '../worker/messages.js';
import { addRuntimeTo, manifestOf, readManifest } from './add-runtime.js';
import { diagnosticOf } from './diagnostics.js';
import { disableInFile, disableOnLine } from './disable-comments.js';
import { dependencyOf } from './dependency-of.js';
import { editOf } from './workspace-edits.js';

const fixAllKind = `${CodeActionKind.SourceFixAll}.failsoft`;
export const codeActionKinds: CodeActionKind[] = [CodeActionKind.QuickFix, fixAllKind];

export interface ActionContext {
  readonly capabilities: ClientCapabilities;
  /** By path: clients differ in how they write URIs. */
  readonly openDocument: (path: string) => TextDocument | undefined;
}

type Place = Pick<CodeActionParams, 'range' | 'context'>;

export function codeActionsOf(checked: CheckedDocument, { range, context: { only } }: Place, context: ActionContext): CodeAction[] {
  const { document, report } = checked;
  const isWanted = (kind: CodeActionKind): boolean => only === undefined || only.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`));
  const here = report.findings.filter((finding) => overlaps(rangeOf(document, finding.range), range));
  return [
    ...(isWanted(CodeActionKind.QuickFix) && here.length > 0 ? quickFixesOf(checked, here, context) : []),
    // Opt-in: only those who ask for it by name, as "on save" does, are offered it.
    ...(only !== undefined && isWanted(fixAllKind) ? fixAll(checked, context) : []),
  ];
}

/** The one rewrite of each finding that is safe to make unseen. */
export function preferredOf(findings: readonly LocatedFinding[]): Rewrite[] {
  return findings.flatMap(({ rewrites }) => rewrites.find(({ preferred }) => preferred) ?? []);
}

function quickFixesOf(checked: CheckedDocument, here: readonly LocatedFinding[], context: ActionContext): CodeAction[] {
  return [
    ...here.flatMap((finding) => rewritesOf(checked, finding, context)),
    ...addRuntime(checked, here, context),
    ...distinct(here.map(({ rule }) => rule)).flatMap((rule) => fixRule(checked, rule, context)),
    ...fixDependencies(checked, here),
    ...here.flatMap((finding) => silence(checked, finding, context)),
  ];
}

function rewritesOf({ document }: CheckedDocument, finding: LocatedFinding, { capabilities }: ActionContext): CodeAction[] {
  return finding.rewrites.map((rewrite) => ({
    title: rewrite.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnosticOf(document, finding)],
    isPreferred: rewrite.preferred,
    edit: editOf(document, rewrite.edits, capabilities),
  }));
}

function fixRule({ document, report }: CheckedDocument, rule: string, { capabilities }: ActionContext): CodeAction[] {
  const findings = report.findings.filter((finding) => finding.rule === rule);
  const { edits, applied } = combineRewrites(preferredOf(findings));
  if (applied.length < 2) return [];
  return [{
    title: `Fix all ${applied.length} findings of ${report.namespace}/${rule} in this file`,
    kind: CodeActionKind.QuickFix,
    diagnostics: findings.map((finding) => diagnosticOf(document, finding)),
    edit: editOf(document, edits, capabilities),
  }];
}

function fixAll({ document, report }: CheckedDocument, { capabilities }: ActionContext): CodeAction[] {
  const { edits, applied } = combineRewrites(preferredOf(report.findings));
  if (applied.length === 0) return [];
  return [{ title: 'Fix all findings of Failsoft in this file', kind: fixAllKind, edit: editOf(document, edits, capabilities) }];
}

function fixDependencies({ report, folder }: CheckedDocument, here: readonly LocatedFinding[]): CodeAction[] {
  const { inventory } = report;
  if (inventory === undefined) return [];
  const fixable = here.filter(({ rewrites }) => rewrites.some(({ preferred }) => preferred));
  return distinct(fixable.flatMap((finding) => dependencyOf(finding, inventory) ?? [])).map((dependency) => {
    const title = `Fix everything for ${dependency} in the workspace…`;
    return { title, kind: CodeActionKind.QuickFix, command: { title, command: 'failsoft.fixDependency', arguments: [dependency, uriOf(folder)] } };
  });
}

/** Where nothing else can be done about a finding. */
function addRuntime({ report }: CheckedDocument, here: readonly LocatedFinding[], { capabilities, openDocument }: ActionContext): CodeAction[] {
  const isStuck = here.some(({ rewrites }) => !rewrites.some(({ preferred }) => preferred));
  const path = isStuck ? manifestOf(report.path) : undefined;
  if (path === undefined) return [];
  const open = openDocument(path);
  const text = open?.getText() ?? readManifest(path);
  const edits = text === undefined ? [] : addRuntimeTo(text);
  if (text === undefined || edits.length === 0) return [];
  const manifest = open ?? TextDocument.create(uriOf(path), 'json', 0, text);
  return [{ title: 'Add @failsoft/runtime to package.json, for more fixes', kind: CodeActionKind.QuickFix, edit: editOf(manifest, edits, capabilities) }];
}

function silence({ document, report }: CheckedDocument, finding: LocatedFinding, { capabilities }: ActionContext): CodeAction[] {
  const about = { kind: CodeActionKind.QuickFix, diagnostics: [diagnosticOf(document, finding)] };
  const id = `${report.namespace}/${finding.rule}`;
  const open = { title: 'Open', command: 'failsoft.openPage', arguments: [finding.page] };
  return [
    { ...about, title: `Disable ${id} for this line`, edit: editOf(document, [disableOnLine(document.getText(), finding.range[0], id)], capabilities) },
    { ...about, title: `Disable ${id} for the whole file`, edit: editOf(document, [disableInFile(document.getText(), id)], capabilities) },
    ...(finding.page === undefined ? [] : [{ ...about, title: `Open the page of ${id}`, command: open }]),
  ];
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
