import { Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import type { OutputStream } from '../environment.js';
import { createProgress } from './progress.js';

function terminal(isTTY: boolean, columns = 80): { readonly stderr: OutputStream; readonly text: () => string } {
  let text = '';
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      text += chunk.toString();
      done();
    },
  });
  // What a terminal has beside writing.
  const abilities = { isTTY, columns, clearLine: () => true, cursorTo: () => true, moveCursor: () => true };
  return { stderr: Object.assign(stream, abilities), text: () => stripVTControlCharacters(text) };
}

test('a terminal shows how far the work is', () => {
  const { stderr, text } = terminal(true);
  const progress = createProgress('Checking', { stderr, env: {} });
  progress.show(131, 3300);
  progress.stop();
  expect(text()).toContain('Checking 132 of 3,300 files');
});

test('nothing is shown where nobody watches', () => {
  const places = [
    { isTTY: false, columns: 80, env: {} },
    { isTTY: true, columns: 80, env: { CI: 'true' } },
    { isTTY: true, columns: 0, env: {} },
  ];
  for (const { isTTY, columns, env } of places) {
    const { stderr, text } = terminal(isTTY, columns);
    const progress = createProgress('Checking', { stderr, env });
    progress.show(0, 1);
    progress.stop();
    expect(text()).toBe('');
  }
});
