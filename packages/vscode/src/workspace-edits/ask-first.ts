import { CancellationTokenSource, Uri, window, workspace } from 'vscode';
import type { WorkspaceMiddleware } from 'vscode-languageclient/node';
import { confirmed, questionOf } from './confirmation.js';

const never = new CancellationTokenSource();
const all = 'Apply All';
const some = 'Choose Edits…';

/**
 * An edit of many files is made as a whole, edit by edit in the editor's preview, or not at all. The preview alone would not do: it has nothing
 * ticked, and applies only what is.
 */
export const askFirst: NonNullable<WorkspaceMiddleware['handleApplyEdit']> = async (params, apply) => {
  const question = questionOf(params, (uri) => workspace.asRelativePath(Uri.parse(uri)));
  if (question === undefined) return apply(params, never.token);
  const chosen = await window.showInformationMessage(question.text, { modal: true, detail: question.files }, all, some);
  if (chosen === undefined) return { applied: false, failureReason: 'The user does not want it.' };
  return apply(chosen === all ? { ...params, edit: confirmed(params.edit) } : params, never.token);
};
