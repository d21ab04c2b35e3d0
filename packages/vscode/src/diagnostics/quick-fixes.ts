/** Our quick fixes for diagnostics that a linter's extension shows in place of ours. */
import type { CodeAction, Command, Diagnostic } from 'vscode';
import { codeOf, ruleOfLinter } from './linter-reports.js';

/** Ties each action to the linter's diagnostic of the same rule at the same place, so that the editor offers it as a fix of that. */
export function tieToLinter(actions: readonly (CodeAction | Command)[], shown: readonly Diagnostic[]): (CodeAction | Command)[] {
  return actions.map((action) => {
    const own = diagnosticsOf(action);
    return own === undefined ? action : Object.assign(action, { diagnostics: own.map((diagnostic) => shownInPlaceOf(diagnostic, shown)) });
  });
}

/** A code action of the editor has the property even where it is not set. */
function diagnosticsOf(action: CodeAction | Command): readonly Diagnostic[] | undefined {
  return 'diagnostics' in action ? action.diagnostics : undefined;
}

function shownInPlaceOf(own: Diagnostic, shown: readonly Diagnostic[]): Diagnostic {
  return shown.find((other) => ruleOfLinter(other) === codeOf(own) && other.range.isEqual(own.range)) ?? own;
}
