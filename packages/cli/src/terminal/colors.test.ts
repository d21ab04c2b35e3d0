import { expect, test } from 'vitest';
import { colorsFor } from './colors.js';

const isColored = (isTTY: boolean, env: NodeJS.ProcessEnv) => colorsFor({ isTTY }, env).isColorSupported;

test('colours are for terminals', () => {
  expect(isColored(true, { TERM: 'xterm' })).toBe(true);
  expect(isColored(true, { TERM: 'dumb' })).toBe(false);
  expect(isColored(false, { CI: 'true' })).toBe(false);
});

test('NO_COLOR wins over FORCE_COLOR, FORCE_COLOR over the terminal', () => {
  expect(isColored(true, { NO_COLOR: '1', FORCE_COLOR: '1' })).toBe(false);
  expect(isColored(false, { FORCE_COLOR: '1' })).toBe(true);
  expect(isColored(true, { FORCE_COLOR: '0' })).toBe(false);
});
