import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LinkedList, type Linked } from './linked-list.js';

interface Node extends Linked<Node> {
  readonly id: number;
}

it('a linked list is in the order of an array, whoever joins and leaves, and knows who is in it', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ joins: fc.boolean(), which: fc.nat(9) }), { maxLength: 60 }), (steps) => {
      const nodes = Array.from({ length: 10 }, (_, id): Node => ({ id, before: undefined, after: undefined }));
      const list = new LinkedList<Node>();
      let expected: Node[] = [];
      for (const { joins, which } of steps) {
        const node = nodes[which];
        if (node === undefined) continue;
        const isIn = expected.includes(node);
        if (!joins) {
          expect(list.remove(node)).toBe(isIn);
          expected = expected.filter((other) => other !== node);
        } else if (!isIn) {
          list.push(node);
          expected.push(node);
        }
        const seen: Node[] = [];
        for (let next = list.first; next !== undefined; next = next.after) seen.push(next);
        expect(seen.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
        expect(list.size).toBe(expected.length);
      }
    }),
  );
});
