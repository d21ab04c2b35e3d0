/** Words that messages share. */
import type { DependencyKind, PlatformEnd } from '@failsoft/analysis';

const nouns: Readonly<Record<DependencyKind, string>> = {
  http: 'request',
  database: 'query',
  cache: 'command',
  queue: 'operation',
  mail: 'delivery',
  rpc: 'call',
  sdk: 'request',
  ai: 'request',
  file: 'operation',
  socket: 'connection',
};

/** What one call of such a dependency is called. */
export function nounOf(kind: DependencyKind): string {
  return nouns[kind];
}

/** 'requests', 'deliveries'. */
export function pluralOf(kind: DependencyKind): string {
  return `${nouns[kind].replace(/y$/, 'ie')}s`;
}

/** 'A Redis command', 'An SMTP delivery'. */
export function withArticle(text: string): string {
  const startsLikeVowel = /^(?:[aeio]|u(?!n?i)|HTTP|SMTP|S3|SQS|SNS|SES|LLM|RPC|MQTT|NATS)/i.test(text);
  return `${startsLikeVowel ? 'An' : 'A'} ${text}`;
}

/** 'the HTTP peer', 'the database', 'the SMTP server', 'Redis'. */
export function definite(dependency: string): string {
  if (dependency === 'SMTP') return 'the SMTP server';
  return /^[a-z]|^(?:HTTP|SMTP)\b/.test(dependency) ? `the ${dependency}` : dependency;
}

/** 'wait for ever', 'take 5 minutes'. */
export function spokenWait(milliseconds: number | null): string {
  if (milliseconds === null) return 'wait for ever';
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 120) return `take ${String(seconds)} s`;
  return `take ${String(Math.round(seconds / 60))} minutes`;
}

/** 'wait until the platform ends this function', 'take 5 minutes, or until the platform ends this function', '… ends this function after 300 s'. */
export function spokenWaitOfFunction(milliseconds: number | null, { afterMs }: PlatformEnd): string {
  const until = 'until the platform ends this function';
  if (afterMs === undefined) return milliseconds === null ? `wait ${until}` : `${spokenWait(milliseconds)}, or ${until}`;
  return milliseconds === null || afterMs <= milliseconds ? `wait ${until} after ${String(afterMs / 1_000)} s` : spokenWait(milliseconds);
}

/** 'a', 'a and b', 'a, b and c'. */
export function listed(items: readonly string[], word = 'and'): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${word} ${last}`;
}
