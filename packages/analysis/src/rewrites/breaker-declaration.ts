/** The one line that makes a circuit breaker for a dependency of a module. */
import type { BreakerSubject, ExternalCall } from '../calls/facts.js';
import type { ModuleModel } from '../module/model.js';
import { anyOf } from '../any-of.js';
import type { RewriteDraft } from './draft.js';
import { importPlaceOf } from './import-place.js';
import { layoutOf } from './layout.js';
import { bindingsOf, freeName, scopeOfCall } from './names.js';
import { declarationStatement, insertAfter } from './statement-place.js';
import { dependencyName } from './timeout-wrap.js';

/** The module-level breaker of this name: the one that is there, or one that is added. undefined where no name is free or no import possible. */
export function breakerFor(draft: RewriteDraft, subject: BreakerSubject, calls: readonly ExternalCall[]): string | undefined {
  const { module, runtime } = draft.context;
  const name = nameOf(subject, module);
  const known = existing(module, name, runtime);
  if (known !== undefined) return isVisible(known, calls, module) ? known : undefined;
  const base = identifier(name);
  const local = freeName(
    [base, `${base}Breaker`, `${base}CircuitBreaker`].filter((candidate) => isFree(candidate, calls, module)),
    draft.scope,
    module,
  );
  const maker = local === undefined ? undefined : draft.import({ name: 'circuitBreaker', from: runtime });
  if (local === undefined || maker === undefined) return undefined;
  declare(draft, subject, `const ${local} = ${maker}(`, name);
  return local;
}

/** 'payments', in kebab case. */
export function nameOf(subject: BreakerSubject, { text }: ModuleModel): string {
  switch (subject.kind) {
    case 'host':
      return subject.name;
    case 'dependency':
      return dependencyName(subject.library);
    case 'hosts': {
      const words = text.slice(subject.base.range[0], subject.base.range[1]).replace(/([a-z\d])([A-Z])/g, '$1-$2').toLowerCase().split(/[^a-z\d]+/);
      const telling = words.filter((word) => word !== '' && !/^(?:url|uri|href|this|endpoint|target|to|string|link|base|http|https)$/.test(word));
      return [...telling.slice(-2), 'hosts'].join('-');
    }
  }
}

const reserved = anyOf(
  /^(?:delete|new|default|class|function|return|package|public|private|import|export|in|of|do|if|for|let|var|const|this|void|with)$/,
  /^(?:enum|await|yield|static|interface)$/,
);

/** 'exchangeRates' for 'exchange-rates'; a host may have characters that no name has. */
function identifier(name: string): string {
  const camel = name.replace(/-+([a-z\d])/g, (_, letter: string) => letter.toUpperCase()).replace(/\P{ID_Continue}/gu, '');
  return /^[a-z]/i.test(camel) && !reserved.test(camel) ? camel : `${camel.replace(/^[^a-z]+/i, '')}Upstream`.replace(/^Upstream/, 'upstream');
}

/** A breaker that an earlier edit, or its owner, has put at the top of the module. */
function existing(module: ModuleModel, name: string, runtime: string): string | undefined {
  for (const binding of module.scope.names.values()) {
    const value = binding.source.from === 'value' && binding.source.path.length === 0 ? binding.source.value : undefined;
    if (value?.kind !== 'call' || value.callee.kind !== 'name') continue;
    const maker = value.callee.scope.lookup(value.callee.name)?.source;
    const [options] = value.args;
    if (maker?.from !== 'import' || maker.imported !== 'circuitBreaker' || !sameModule(maker.specifier, runtime) || options?.kind !== 'object') {
      continue;
    }
    const isNamed = options.entries.some(
      (entry) => entry.kind === 'property' && entry.name === 'name' && entry.value.kind === 'literal' && entry.value.value === name,
    );
    if (isNamed) return binding.name;
  }
  return undefined;
}

/** Settings name a vendored runtime from the root, files from where they stand. */
function sameModule(specifier: string, runtime: string): boolean {
  const last = (path: string): string => path.replace(/\.[cm]?[jt]s$/, '').split('/').at(-1) ?? '';
  return specifier === runtime || (runtime.startsWith('.') && last(specifier) === last(runtime));
}

function isVisible(name: string, calls: readonly ExternalCall[], module: ModuleModel): boolean {
  const top = module.scope.names.get(name);
  return calls.every(({ call }) => scopeOfCall(call, module).lookup(name) === top);
}

function isFree(name: string, calls: readonly ExternalCall[], module: ModuleModel): boolean {
  return calls.every(({ call }) => scopeOfCall(call, module).lookup(name) === undefined);
}

/** Behind the client's declaration, else behind the imports. */
function declare(draft: RewriteDraft, subject: BreakerSubject, start: string, name: string): void {
  const { module } = draft.context;
  const { newline, quote, indent, semicolon, width, trailingComma } = layoutOf(module);
  const options = [`name: ${quote}${name}${quote}`, 'failureThreshold: 5', 'recoveryMs: 30_000'];
  const line = `${start}{ ${options.join(', ')} })${semicolon}`;
  const text =
    line.length <= width
      ? line
      : `${start}{${newline}${options.map((option) => indent + option).join(`,${newline}`)}${trailingComma}${newline}})${semicolon}`;
  const statement = declarationOf(subject, module);
  if (statement !== undefined) {
    draft.add([insertAfter(module, statement, text)]);
    return;
  }
  const place = importPlaceOf(module, './');
  const hasImports = place.before !== '';
  const isApart = /^[ \t]*\r?\n[ \t]*\r?\n|^\s*$/.test(module.text.slice(place.at));
  draft.insert(place.at, hasImports ? newline + newline + text + (isApart ? '' : newline) : text + newline + newline);
}

/** The statement of the module that makes the client. */
function declarationOf(subject: BreakerSubject, module: ModuleModel): ReturnType<typeof declarationStatement> {
  const creation = subject.kind === 'dependency' ? subject.creation : undefined;
  const call = creation?.module === module ? creation.creation : undefined;
  if (call?.site.body.kind !== 'module' || call.parent !== undefined) return undefined;
  const [binding] = bindingsOf(call, module.scope);
  return binding?.source.from === 'value' && binding.source.path.length === 0 ? declarationStatement(module, binding.range, call) : undefined;
}
