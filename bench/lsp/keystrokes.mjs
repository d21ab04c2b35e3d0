/** Typing a statement in the middle of a function, and taking it back. */
const statement = 'const wait = 1500;';

/**
 * Enter, the statement key by key, and as many backspaces; half-typed statements don't parse.
 * @param line 0-based; the statement is typed on a new line before it
 * @returns of each keystroke the change as the protocol has it, and the text after it
 */
export function keystrokes(text, line) {
  const offset = offsetOfLine(text, line);
  const before = text.slice(0, offset);
  const after = text.slice(offset);
  const enter = { change: insertion({ line, character: 0 }, '\n'), text: `${before}\n${after}` };
  const keys = [...statement].map((key, index) => ({ change: insertion({ line, character: index }, key), text: `${before}${statement.slice(0, index + 1)}\n${after}` }));
  const backspaces = keys.map((_, index) => {
    const character = statement.length - index - 1;
    return { change: deletion({ line, character }, { line, character: character + 1 }), text: `${before}${statement.slice(0, character)}\n${after}` };
  });
  return [enter, ...keys, ...backspaces, { change: deletion({ line, character: 0 }, { line: line + 1, character: 0 }), text }];
}

export function offsetOfLine(text, line) {
  let offset = 0;
  for (let passed = 0; passed < line; passed++) offset = text.indexOf('\n', offset) + 1;
  return offset;
}

function insertion(at, text) {
  return { range: { start: at, end: at }, text };
}

function deletion(start, end) {
  return { range: { start, end }, text: '' };
}
