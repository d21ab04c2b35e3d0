import { describe, expect, it } from 'vitest';
import { analysisFor, settingsFrom } from './sessions.js';

describe('settings that a host parses anew for each file', () => {
  const file = import.meta.filename;
  const analysisWith = (given: unknown): unknown => analysisFor(file, settingsFrom(given));
  const parsed = (cache: number): unknown => JSON.parse(`{ "timeouts": { "cache": ${cache} } }`);

  it('lead to the same analysis while they say the same', () => {
    expect(analysisWith(parsed(250))).toBe(analysisWith(parsed(250)));
  });

  it('lead to another one when they say something else', () => {
    expect(analysisWith(parsed(250))).not.toBe(analysisWith(parsed(500)));
  });

  it('are read again when they were wrong', () => {
    const wrong = { timeouts: { cache: 'soon' } };
    expect(() => settingsFrom(wrong)).toThrow('cache');
    expect(() => settingsFrom({ ...wrong })).toThrow('cache');
  });
});
