import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { write } from './output.js';

test('a slow reader is waited for, and gets everything', async () => {
  let received = '';
  let pending = 0;
  const slow = new Writable({
    highWaterMark: 8,
    write: (chunk: Buffer, _encoding, done) => {
      received += chunk.toString();
      setTimeout(done, 1);
    },
  });
  const pieces = Array.from({ length: 20 }, (_, index) => `piece ${index}\n`);
  await write(slow, (function* () {
    for (const piece of pieces) {
      pending = Math.max(pending, slow.writableLength);
      yield piece;
    }
  })());
  await new Promise<void>((resolve) => slow.end(resolve));
  expect(received).toBe(pieces.join(''));
  expect(pending).toBeLessThan(24);
});

test('a reader that goes away ends the writing', async () => {
  let written = 0;
  const broken = new Writable({
    highWaterMark: 1,
    write: (_chunk, _encoding, done) => {
      written++;
      done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
    },
  });
  await write(broken, ['one\n', 'two\n', 'three\n']);
  expect(written).toBe(1);
});
