/** Names of properties, class members and pattern keys. */
import type { TSESTree } from '@typescript-eslint/types';
import { optional, type Lowering } from './lowering.js';
import { endOf, rangeOf } from './positions.js';
import type { Range } from './value.js';

interface Keyed {
  readonly key: TSESTree.Node;
  readonly computed: boolean;
}

/** The name that a key says; undefined for a computed key that is not a literal. `#x` keeps its `#`. */
export function keyName({ key, computed }: Keyed): string | undefined {
  return key.type === 'Identifier' && !computed ? key.name : literalName(key);
}

/** The name by which `a['b']` and `{ ['b']: 1 }` reach a property. */
export function literalName(key: TSESTree.Node): string | undefined {
  switch (key.type) {
    case 'Literal':
      return typeof key.value === 'string' || typeof key.value === 'number' ? String(key.value) : undefined;
    case 'PrivateIdentifier':
      return `#${key.name}`;
    case 'TemplateLiteral':
      return plainTemplate(key);
    default:
      return undefined;
  }
}

/** The text of a template without expressions. */
function plainTemplate(node: TSESTree.TemplateLiteral): string | undefined {
  const [quasi, ...more] = node.quasis;
  return quasi === undefined || more.length > 0 ? undefined : cookedText(quasi);
}

/** Cooked text; tagged templates may hold escapes that have none. */
export function cookedText({ value }: TSESTree.TemplateElement): string {
  return optional(value.cooked) ?? value.raw;
}

/** Range of a declaring name alone: an identifier's node goes on over `?` and the annotation, and may start at a decorator. */
export function identifierRange(l: Lowering, node: TSESTree.Identifier, lastDecorator: TSESTree.Decorator | undefined): Range {
  const [start, end] = rangeOf(node);
  const after = lastDecorator === undefined || endOf(lastDecorator) <= start ? start : skipTrivia(l.text, endOf(lastDecorator));
  return after === start && end - start === node.name.length ? rangeOf(node) : [after, after + node.name.length];
}

/** Position of the first character at or after `at` that is neither white space nor part of a comment. */
function skipTrivia(text: string, at: number): number {
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === 47 && isCommentStart(text, at)) at = commentEnd(text, at);
    else if (code <= 32 || code === 0xa0 || code === 0xfeff || code === 0x2028 || code === 0x2029) at++;
    else return at;
  }
}

export function isCommentStart(text: string, at: number): boolean {
  const next = text.charCodeAt(at + 1);
  return next === 47 || next === 42;
}

/** After a comment that starts at `at`. */
export function commentEnd(text: string, at: number): number {
  const isLine = text.charCodeAt(at + 1) === 47;
  const end = isLine ? text.indexOf('\n', at) : text.indexOf('*/', at + 2);
  if (end < 0) return text.length;
  return isLine ? end + 1 : end + 2;
}
