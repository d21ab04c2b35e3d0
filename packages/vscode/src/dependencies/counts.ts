/** How many calls and clients, in words. */
import type { Protection } from '@failsoft/language-server';
import { counted } from '../counted.js';

interface Judged {
  readonly kind: 'call' | 'client';
  readonly verdict: Protection['verdict'];
}

/** '5 calls, 1 client' */
export function countsOf(calls: number, clients: number): string {
  const counts = [...(calls === 0 ? [] : [counted(calls, 'call')]), ...(clients === 0 ? [] : [counted(clients, 'client')])];
  return counts.join(', ');
}

/** 'missing in 2 of 5 calls, 1 of 2 clients'; what is worst, and how often. */
export function summaryOf(judged: readonly Judged[]): string {
  const worst = (['missing', 'unknown'] as const).find((verdict) => judged.some((one) => one.verdict === verdict));
  const all = (kind: Judged['kind']): Judged[] => judged.filter((one) => one.kind === kind);
  if (worst === undefined) return countsOf(all('call').length, all('client').length);
  const shares = (['call', 'client'] as const).flatMap((kind) => {
    const total = all(kind).length;
    const count = all(kind).filter(({ verdict }) => verdict === worst).length;
    if (count === 0) return [];
    return [count === total ? counted(total, kind) : `${count} of ${counted(total, kind)}`];
  });
  return `${worst} in ${shares.join(', ')}`;
}
