/** Changes of a text, each of which may break it. */
import { catalogueNames, clientCode } from './client-code.mjs';

const token = /\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/|[\p{ID_Start}_$][\p{ID_Continue}$]*|\d[\w.]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|=>|\?\.|\?\?=?|&&|\|\||\.{3}|[=!]==?|[\s\S]/gu;
const tokensOf = (text) => text.match(token) ?? [];
const isName = (text) => /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(text);

const oddities = ['\u2028', '\u00a0', '\u200b', '\ufeff', '\u0000', '😀', 'ﬀ', '\\u0061', '\\u{1F600}', 'ａ', '𝒳', '\ud800', 'é', 'e\u0301', '\r', '\v', '\u202e', 'ℼ'];
const operators = ['+', '.', '?.', '??', '||', '&&', ',', '=', '??=', '=>', '...', '!', ' as ', ' satisfies ', ' in ', ' instanceof ', '`', '(', ')', '{', '}', '[', ']', ';', ':', '?', '<', '>', '#', '@', '*', '/', '**', '--'];
const words = ['await', 'async', 'yield', 'new', 'delete', 'void', 'typeof', 'static', 'get', 'export', 'default', 'import', 'super', 'this', 'return', 'throw', 'const', 'let', 'var', 'function', 'class', 'extends', 'declare', 'abstract', 'enum', 'namespace', 'using', 'accessor', 'type', 'of', 'else', 'do', 'with'];

/** Lines that belong together: up to where brackets are even again. */
function groupsOf(text) {
  const groups = [];
  let current = '';
  let depth = 0;
  for (const line of text.split(/(?<=\n)/)) {
    current += line;
    for (const character of line) {
      if ('([{'.includes(character)) depth++;
      if (')]}'.includes(character)) depth--;
    }
    if (depth <= 0) {
      groups.push(current);
      current = '';
      depth = 0;
    }
  }
  return current === '' ? groups : [...groups, current];
}

/** Takes out, repeats, exchanges or moves one or a few items of a list. */
function shuffle(random, items) {
  if (items.length === 0) return items;
  const at = random.int(items.length);
  const size = random.between(1, Math.min(4, items.length - at));
  const [before, some, after] = [items.slice(0, at), items.slice(at, at + size), items.slice(at + size)];
  const rest = [...before, ...after];
  const other = random.int(rest.length + 1);
  switch (random.int(4)) {
    case 0:
      return rest;
    case 1:
      return [...before, ...some, ...some, ...after];
    case 2:
      return [...rest.slice(0, other), ...some, ...rest.slice(other)];
    default:
      return [...before, ...[...some].reverse(), ...after];
  }
}

function replaceName(random, text, replacement) {
  const tokens = tokensOf(text);
  const names = tokens.flatMap((each, index) => (isName(each) && each.length > 1 ? [index] : []));
  if (names.length === 0) return text;
  const name = tokens[random.pick(names)];
  const everywhere = random.chance(0.5);
  let done = false;
  return tokens.map((each) => (each === name && (everywhere || !done) ? ((done = true), replacement) : each)).join('');
}

function insertAt(text, at, inserted) {
  return text.slice(0, at) + inserted + text.slice(at);
}

/** [weight, name, change]; a change takes the random numbers, the text and the text of another file. */
const changes = [
  [6, 'truncation', (random, text) => text.slice(0, random.int(text.length + 1))],
  [2, 'loss of the head', (random, text) => text.slice(random.int(text.length + 1))],
  [6, 'tokens shuffled', (random, text) => shuffle(random, tokensOf(text)).join('')],
  [6, 'lines shuffled', (random, text) => shuffle(random, text.split(/(?<=\n)/)).join('')],
  [14, 'statements shuffled', (random, text) => shuffle(random, groupsOf(text)).join('')],
  [4, 'splice', (random, text, other) => text.slice(0, random.int(text.length + 1)) + other.slice(random.int(other.length + 1))],
  [8, 'splice of statements', (random, text, other) => {
    const groups = groupsOf(text);
    const others = groupsOf(other);
    const at = random.int(groups.length + 1);
    const from = random.int(others.length);
    return [...groups.slice(0, at), '\n', ...others.slice(from, from + random.between(1, 8)), '\n', ...groups.slice(at)].join('');
  }],
  [12, 'name of the catalogue', (random, text) => replaceName(random, text, random.pick(catalogueNames))],
  [8, 'name of the file', (random, text) => replaceName(random, text, random.pick(tokensOf(text).filter(isName).concat('x')))],
  [3, 'word', (random, text) => {
    const tokens = tokensOf(text);
    return [...tokens.slice(0, tokens.length / 2), ` ${random.pick(words)} `, ...tokens.slice(tokens.length / 2)].join('');
  }],
  [4, 'operator', (random, text) => {
    const tokens = tokensOf(text);
    const places = tokens.flatMap((each, index) => (/^[^\w\s"'`]/.test(each) && !each.startsWith('/') ? [index] : []));
    if (places.length === 0) return text;
    tokens[random.pick(places)] = random.pick(operators);
    return tokens.join('');
  }],
  [3, 'unusual characters', (random, text) => insertAt(text, random.int(text.length + 1), random.pick(oddities))],
  [3, 'unusual name', (random, text) => replaceName(random, text, random.pick(['été', 'ａ', '𝒳y', '\\u0061b', 'ñ', '__proto__', 'constructor', 'hasOwnProperty', 'toString', 'then', 'arguments', 'undefined', 'eval', 'async', 'of']))],
  [3, 'CRLF', (_, text) => text.replace(/\r?\n/g, '\r\n')],
  [1, 'CR', (_, text) => text.replace(/\r?\n/g, '\r')],
  [1, 'line separators', (_, text) => text.replace(/\r?\n/g, '\u2028')],
  [2, 'byte order mark', (_, text) => `\ufeff${text}`],
  [1, 'shebang', (_, text) => `#!/usr/bin/env node\n${text}`],
  [2, 'one line', (_, text) => text.replace(/\/\/[^\n]*/g, '').replace(/\s*\n\s*/g, ' ')],
  [2, 'tabs', (_, text) => text.replace(/ {2}/g, '\t')],
  [1, 'no spaces at line ends, no last newline', (_, text) => text.trim()],
  [2, 'repetition', (random, text) => (text.length < 4000 ? text.repeat(random.between(2, 12)) : text)],
  [3, 'in a function', (random, text) => `${random.pick(['async function outer() {', 'export default async () => {', 'class A { static async m() {', 'namespace N {', 'try {', 'if (x) {', 'label: {', 'switch (x) { case 1:'])}\n${text}\n}`],
  [2, 'comments', (random, text) => tokensOf(text).map((each) => (each === ' ' && random.chance(0.1) ? random.pick([' /* a */ ', ' // b\n', '/**/']) : each)).join('')],
  [6, 'client code', (random, text) => {
    const groups = groupsOf(text);
    const at = random.int(groups.length + 1);
    return [...groups.slice(0, at), '\n', clientCode(random), ...groups.slice(at)].join('');
  }],
].map(([weight, name, change]) => [weight, { name, change }]);

/** One to three changes of a text; answers their names too. */
export function mutated(random, text, other) {
  const names = [];
  let result = text;
  for (let left = random.weighted([[6, 1], [3, 2], [1, 3]]); left > 0; left--) {
    const { name, change } = random.weighted(changes);
    names.push(name);
    result = change(random, result, other);
  }
  return { names, text: result };
}
