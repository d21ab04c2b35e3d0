/** What ends a call's wait where no option does, in the runtime that the file runs in. */
import type { DefaultBound, TimeoutFacts } from '../catalog/schema.js';
import { defaultBoundOf } from '../catalog/versions.js';
import type { ModuleModel } from '../module/model.js';
import type { Workspace } from '../workspace/workspace.js';
import { runsInDeno } from './deno-code.js';

export function defaultBoundIn(workspace: Workspace, { path, text }: ModuleModel, facts: TimeoutFacts, version: string | undefined): DefaultBound {
  const bound = defaultBoundOf(facts, version);
  if (bound.endlessInDeno === undefined || !runsInDeno(workspace, path, text)) return bound;
  return { ...bound, ms: null, phrase: bound.endlessInDeno };
}
