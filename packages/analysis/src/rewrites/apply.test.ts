import { describe, expect, it } from 'vitest';
import { applyEdits, applyRewrites } from './apply.js';
import type { Rewrite, TextEdit } from './rewrite.js';

const rewrite = (title: string, ...edits: TextEdit[]): Rewrite => ({ title, preferred: true, edits });
const at = (offset: number, text: string): TextEdit => ({ range: [offset, offset], text });

describe('applyEdits', () => {
  it('replaces and inserts by the offsets of the original text', () => {
    expect(applyEdits('abcdef', [at(0, '<'), { range: [1, 3], text: '' }, at(6, '>')])).toBe('<adef>');
  });
});

describe('applyRewrites', () => {
  it('applies what does not touch, the earlier ones first', () => {
    const first = rewrite('first', at(1, '1'));
    const touching = rewrite('touching', { range: [1, 2], text: 'x' });
    const apart = rewrite('apart', at(4, '4'));
    expect(applyRewrites('abcdef', [first, touching, apart])).toEqual({ text: 'a1bcd4ef', applied: [first, apart], conflicting: [touching] });
  });

  it('makes an import that several rewrites ask for once', () => {
    const line: TextEdit = { range: [0, 0], text: 'import;', part: 'import' };
    const { text, conflicting } = applyRewrites('abc', [rewrite('first', line, at(1, '1')), rewrite('second', line, at(3, '3'))]);
    expect(text).toBe('import;a1bc3');
    expect(conflicting).toEqual([]);
  });

  it('keeps a rewrite whole', () => {
    const whole = rewrite('whole', at(2, '!'), at(5, '!'));
    expect(applyRewrites('abcdef', [rewrite('first', at(5, '?')), whole])).toMatchObject({ text: 'abcde?f', conflicting: [whole] });
  });
});
