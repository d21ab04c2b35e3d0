/** Which host a URL names: by its text, by a constant or setting that holds it, or only once the code runs. */
import type { ModuleModel } from '../module/model.js';
import type { MemberValue, Value } from '../module/value.js';
import { lastNameOf } from '../resolve/occurrences.js';
import type { Resolver } from '../resolve/resolver.js';
import { exportedValue } from '../resolve/exported-value.js';

export type RemoteHost =
  /** `name` in kebab case: 'stripe' of https://api.stripe.com, 'payments' of process.env.PAYMENTS_URL. */
  | { readonly kind: 'known'; readonly name: string }
  /** A path alone. */
  | { readonly kind: 'relative' }
  /** This machine. */
  | { readonly kind: 'local' }
  | { readonly kind: 'open' };

const open: RemoteHost = { kind: 'open' };
const maxDepth = 8;

export function hostOf(resolver: Resolver, url: Value, module: ModuleModel, depth = 0): RemoteHost {
  if (depth > maxDepth) return open;
  const next = (value: Value | undefined, at = module): RemoteHost => (value === undefined ? open : hostOf(resolver, value, at, depth + 1));
  switch (url.kind) {
    case 'literal':
      return typeof url.value === 'string' ? hostInText(url.value, true) : open;
    case 'template':
      return url.quasis[0] === '' ? next(url.expressions[0]) : hostInText(url.quasis[0] ?? '', url.expressions.length === 0);
    case 'operation':
      return url.operator === '+' ? next(url.operands[0]) : open;
    case 'either':
      return url.options.map((option) => next(option)).find(({ kind }) => kind === 'known') ?? open;
    case 'await':
      return next(url.value);
    case 'call':
      return ofCall(url, next);
    case 'name':
      return ofName(resolver, url, module, next);
    case 'member':
      return ofMember(resolver, url, module, next);
    default:
      return open;
  }
}

type Next = (value: Value | undefined, module?: ModuleModel) => RemoteHost;

/** `new URL(path, base)`, `url.toString()`, `config.get('PAYMENTS_URL')`. */
function ofCall({ callee, args, isNew }: Extract<Value, { kind: 'call' }>, next: Next): RemoteHost {
  const name = lastNameOf(callee) ?? '';
  if (isNew && name === 'URL') return next(args[1] ?? args[0]);
  if (callee.kind !== 'member') return open;
  if (/^(?:toString|trim|replace|concat)$/.test(name)) return next(callee.object);
  const [key] = args;
  return /^(?:get|getOrThrow)$/.test(name) &&
    key?.kind === 'literal' &&
    typeof key.value === 'string' &&
    /config|env/i.test(lastNameOf(callee.object) ?? '')
    ? byWords(key.value)
    : open;
}

function ofName(resolver: Resolver, { name, scope }: Extract<Value, { kind: 'name' }>, module: ModuleModel, next: Next): RemoteHost {
  const binding = scope.lookup(name);
  const source = binding?.source;
  if (source?.from === 'value' && source.path.length === 0 && binding?.assigned.length === 0) {
    const found = next(source.value);
    return found.kind === 'open' && /^[A-Z][A-Z\d_]*$/.test(name) ? byWords(name) : found;
  }
  if (source?.from === 'value' && source.path.length > 0 && isSettings(source.value)) {
    return byWords([...namesOf(source.value).filter((word) => !settings.test(word)), ...source.path].join('_'));
  }
  if (source?.from !== 'import') return open;
  const exported = exportedValue(resolver, source.specifier, source.imported, module);
  const found = exported?.kind === 'value' ? next(exported.value, exported.module) : open;
  return found.kind === 'open' && /^[A-Z][A-Z\d_]*$/.test(name) ? byWords(name) : found;
}

function ofMember(resolver: Resolver, url: MemberValue, module: ModuleModel, next: Next): RemoteHost {
  if (url.property === 'href' || url.property === 'origin') return next(url.object);
  if (isSettings(url.object)) {
    return byWords(
      namesOf(url)
        .map((name) => name.replace(/(?:[cC]onfig(?:uration)?(?:Service)?|[sS]ettings|Env)$/, ''))
        .join('_'),
    );
  }
  if (url.object.kind === 'this' && url.object.owner !== undefined) {
    const field = url.object.owner.fields.find(({ name }) => name === url.property);
    return next(field?.value);
  }
  const entry = resolver
    .origins(url.object, module)
    .flatMap((origin) => (origin.kind === 'object' ? origin.object.entries.map((candidate) => ({ candidate, home: origin.module })) : []))
    .find(({ candidate }) => candidate.kind === 'property' && candidate.name === url.property);
  return entry === undefined ? open : next(entry.candidate.value, entry.home);
}

/** Names that stand for what the deployment says. */
const settings = /^(?:env|meta|\w*[cC]onfig(?:uration)?(?:Service)?|\w*[sS]ettings|\w*Env)$/;

/**
 * `process.env`, `config.payments`, `configService.get('payments')`: not a value of the same name that a caller gives.
 * `seen`: names may stand for each other.
 */
function isSettings(value: Value, seen = new Set<Value>()): boolean {
  if (seen.has(value)) return false;
  seen.add(value);
  const root = rootOf(value);
  if (!namesOf(value).some((name) => settings.test(name))) return false;
  if (root.kind === 'this') return true;
  if (root.kind !== 'name') return root.kind === 'opaque';
  const binding = root.scope.lookup(root.name);
  if (binding === undefined || binding.source.from === 'import') return true;
  if (binding.source.from !== 'value') return false;
  return binding.scope.kind === 'module' || isSettings(binding.source.value, seen);
}

function rootOf(value: Value): Value {
  if (value.kind === 'member') return rootOf(value.object);
  if (value.kind === 'await') return rootOf(value.value);
  return value.kind === 'call' ? rootOf(value.callee) : value;
}

/** The names on the way to a value; of a call of `get`, what it is asked for. */
function namesOf(value: Value): readonly string[] {
  if (value.kind === 'await') return namesOf(value.value);
  if (value.kind === 'call') {
    const asked = value.args.flatMap((arg) => (arg.kind === 'literal' && typeof arg.value === 'string' ? [arg.value] : []));
    return [...namesOf(value.callee), ...asked];
  }
  const last = lastNameOf(value);
  const before = value.kind === 'member' ? namesOf(value.object) : [];
  return last === undefined ? before : [...before, last];
}

/** The part of a URL that says which host it is: `base` of `${base}/users`. Two calls of one base are of one host. */
export function baseOf(url: Value, seen = new Set<Value>()): Value {
  if (seen.has(url)) return url;
  seen.add(url);
  switch (url.kind) {
    case 'template':
      return url.quasis[0] === '' && url.expressions[0] !== undefined ? baseOf(url.expressions[0], seen) : url;
    case 'operation':
      return url.operator === '+' && url.operands[0] !== undefined ? baseOf(url.operands[0], seen) : url;
    case 'call':
      return url.isNew && lastNameOf(url.callee) === 'URL' ? baseOf(url.args[1] ?? url.args[0] ?? url, seen) : url;
    case 'name': {
      const binding = url.scope.lookup(url.name);
      const held =
        binding?.source.from === 'value' && binding.source.path.length === 0 && binding.assigned.length === 0 ? binding.source.value : undefined;
      return held?.kind === 'template' || held?.kind === 'operation' ? baseOf(held, seen) : url;
    }
    default:
      return url;
  }
}

/** Words that say nothing of whose address it is. */
const empty = new Set([
  'process', 'env', 'import', 'meta', 'get', 'this', 'default', 'url', 'uri', 'urls', 'host', 'hostname', 'base', 'endpoint',
  'api', 'service', 'server', 'address', 'origin', 'next', 'public', 'http', 'https', 'internal', 'root', 'path', 'prefix',
  'webhook', 'hook', 'v1', 'v2',
]);

function byWords(text: string): RemoteHost {
  const words = text.replace(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase().split(/[^a-z\d]+/).filter((word) => word !== '');
  const telling = words.filter((word) => !empty.has(word));
  // Settings may repeat themselves: `config.payments.PAYMENTS_URL`.
  return { kind: 'known', name: telling.length === 0 ? 'upstream' : [...new Set(telling)].join('-') };
}

/** Domains whose services are told apart by the name before them. */
const shared = new Set(['googleapis', 'amazonaws', 'azure', 'windows', 'cloudflare', 'herokuapp', 'vercel', 'microsoft', 'google']);

function hostInText(text: string, isWhole: boolean): RemoteHost {
  const match = /^(?:https?|wss?):\/\/(?:[^@/]*@)?([^/:?#]+)(?=[/:?#]|$)/i.exec(text);
  const host = match?.[1]?.toLowerCase();
  if (host === undefined) return text.startsWith('/') ? { kind: 'relative' } : open;
  // `https://${region}.example.com`: the text ends within the host.
  if (!isWhole && match?.[0].length === text.length) return open;
  if (host === 'localhost' || /^[\d.]+$|^\[/.test(host)) return { kind: 'local' };
  const labels = host.split('.');
  if (labels.length === 1) return { kind: 'known', name: host.replace(/[^a-z\d]+/g, '-') };
  const end = labels.length > 2 && /^(?:co|com|org|net|ac|gov)$/.test(labels.at(-2) ?? '') ? -3 : -2;
  const name = labels.at(end) ?? host;
  const before = labels.length > -end ? labels.at(end - 1) : undefined;
  if (before === undefined || plain.test(before)) return { kind: 'known', name };
  return { kind: 'known', name: shared.has(name) ? before : `${name}-${before}` };
}

/** What many services call the host of their interface. */
const plain = /^(?:www|api|apis|graph|rest|rpc|gateway|app|v\d+|eu|us|services?|data|public|open|my)$/;
