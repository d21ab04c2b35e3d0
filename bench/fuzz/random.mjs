/** Numbers that look random and follow from a seed, so that an input can be made again from two numbers. */

export class Random {
  #state;

  constructor(...seeds) {
    this.#state = seeds.reduce((state, seed) => scramble(state ^ Math.imul(seed + 1, 0x9e3779b1)), 0x2545f491);
  }

  /** 0 up to, not including, `end`. */
  int(end) {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    return Math.floor((scramble(this.#state) / 2 ** 32) * end);
  }

  between(start, end) {
    return start + this.int(end - start + 1);
  }

  chance(share) {
    return this.int(1_000_000) < share * 1_000_000;
  }

  pick(list) {
    return list[this.int(list.length)];
  }

  /** From pairs of a weight and what it stands for. */
  weighted(pairs) {
    let at = this.int(pairs.reduce((sum, [weight]) => sum + weight, 0));
    for (const [weight, value] of pairs) {
      if (at < weight) return value;
      at -= weight;
    }
    throw new Error('Nothing to choose from');
  }

  times(count, make) {
    return Array.from({ length: count }, (_, index) => make(index));
  }
}

function scramble(number) {
  let mixed = number | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
