/** Functions that a file exports and nobody calls: neither the file itself names them again, nor anything that imports it. */
import { scriptsOf } from '../audience/package-scripts.js';
import { importsUnseenFiles } from '../audience/programs.js';
import { withoutComments } from '../audience/waiting.js';
import type { BodySite, FunctionModel, ModuleModel } from '../module/model.js';
import type { Resolver } from '../resolve/resolver.js';
import { isExported } from '../resolve/visibility.js';
import { isNamedElsewhere } from './named-elsewhere.js';

/** What frameworks and platforms call by its name. */
const calledByName =
  /handle|^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|get(?:Server|Static|Initial)\w*|generate\w*|load\w*|actions?|middleware|proxy|register|config|on[A-Z]\w*|meta|links|headers|prerender|entries|run|main|up|down|default)$/i;

export function isUncalled(resolver: Resolver, body: BodySite, module: ModuleModel): boolean {
  const fn = outermost(body);
  if (fn?.name === undefined || fn.cls !== undefined || calledByName.test(fn.name) || !isExported(fn, module)) return false;
  const { workspace } = resolver;
  const manifest = workspace.manifest(module.path);
  if (manifest === undefined || scriptsOf(workspace, module.path)?.isLibrary !== false || importsUnseenFiles(manifest)) return false;
  return !isNamedElsewhere(resolver, fn, module) && isNamedOnce(fn.name, module);
}

function outermost(body: BodySite): FunctionModel | undefined {
  let fn = body.kind === 'function' ? body.fn : undefined;
  while (fn?.parent.kind === 'function') fn = fn.parent.fn;
  return fn;
}

/** By its declaration. */
function isNamedOnce(name: string, { text }: ModuleModel): boolean {
  const mentions = withoutComments(text).match(new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`, 'g'));
  return mentions?.length === 1;
}
