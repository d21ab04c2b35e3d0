/** What a client is made with: options that make it something else, or that decide which other options hold. */
import type { OptionCondition } from '../catalog/schema.js';
import { optionsGiven, type Making } from './made-options.js';
import { holdsProperty, isObject } from './objects.js';
import type { Origin } from './origin.js';
import type { Resolver } from './resolver.js';

/** Whether the condition holds for a client; 'unknown' where the option is set to what can't be read. */
export function isMadeWith(resolver: Resolver, { path, is, orAbsent }: OptionCondition, making: Making): 'yes' | 'no' | 'unknown' {
  const names = path === '' ? [] : path.split('.');
  const found = valuesAt(resolver, names, making);
  if (found === 'unknown') return 'unknown';
  if (found === undefined) return orAbsent === true ? 'yes' : 'no';
  if (is === undefined) return 'yes';
  const texts = found.map((origin) => (origin.kind === 'literal' && typeof origin.value === 'string' ? origin.value : undefined));
  if (texts.some((text) => text !== undefined && is.some((pattern) => matches(pattern, text)))) return 'yes';
  return texts.length === 0 || texts.includes(undefined) ? 'unknown' : 'no';
}

/** What an option, or the connection string, may be; undefined where it is not set, 'unknown' where options that can't be read may set it. */
function valuesAt(resolver: Resolver, names: readonly string[], making: Making): readonly Origin[] | 'unknown' | undefined {
  const { call, module, maker } = making;
  if (names.length === 0) {
    const url = maker.urlAt === undefined ? undefined : call.args[maker.urlAt];
    return url === undefined ? undefined : resolver.origins(url, module).filter((origin) => !isObject(origin));
  }
  let isOpen = false;
  for (const position of maker.optionsAt.filter((index) => index < call.args.length)) {
    let origins = optionsGiven(resolver, making, position);
    isOpen = origins.some(({ kind }) => kind === 'parameter' || kind === 'unknown');
    for (const [index, name] of names.entries()) {
      const holders = origins.filter(isObject).filter((origin) => holdsProperty(resolver, origin, name));
      origins = resolver.members(holders, name);
      if (holders.length > 0 && index === names.length - 1) return origins;
    }
  }
  return isOpen ? 'unknown' : undefined;
}

/** `*` is any text. */
function matches(pattern: string, text: string): boolean {
  const parts = pattern.split('*');
  if (parts.length === 1) return pattern === text;
  const [first = '', last = ''] = [parts[0], parts.at(-1)];
  return text.length >= first.length + last.length && text.startsWith(first) && text.endsWith(last) && parts.slice(1, -1).every((part) => text.includes(part));
}
