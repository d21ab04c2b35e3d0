/** What in the text of a file looks like waiting for work, and ends, or waits for nobody. */
import { closingParenthesis } from './parentheses.js';
import { escaped } from './escaped.js';

const idleInterval = /\bsetInterval\s*\(\s*(?:\(\)\s*=>\s*|function\s*\w*\s*\(\)\s*)\{\s*\}\s*,/g;
/** WATCH of Redis, before MULTI: it guards a transaction, and tells nobody of changes. */
const watchesKeys = /\.watch\s*\((?![^()\n]*(?:=>|\bfunction\b))[^()\n]*\)/g;
const startsTransaction = /\.multi\s*\(/;
/** `changes = collection.watch(pipeline)` of a program that stops watching after a while. */
const watching = /\b([\w$]+)\s*=\s*(?:await\s+)?[\w$.]+\.(?:watch|subscribe)\s*\(/g;
const closingHandler =
  /\bprocess\.(?:on|once)\s*\(\s*['"]SIG(?:INT|TERM|HUP)['"]\s*,\s*(?:(?:async\s*)?\(\)\s*=>\s*(?:\{\s*)?)?(?:void\s+|await\s+)?([\w$.]+\.(?:close|quit|end|disconnect|destroy|\$disconnect))\b(?:\s*\(\s*\))?;?(?:\s*\})?\s*\)/g;

/**
 * An interval that does nothing or stops itself, a server for one request, keys that a transaction watches, what is watched for a time only,
 * and a signal's handler that closes what the program closes anyway.
 */
export function withoutHarmless(code: string): string {
  const kept = withoutWatchedForATime(withoutIntervalsThatStop(withoutOneRequestServers(code.replace(idleInterval, '('))));
  const watched = startsTransaction.test(kept) ? kept.replace(watchesKeys, '') : kept;
  const unhandled = watched.replace(closingHandler, '');
  return watched.replace(closingHandler, (handler: string, closing: string) =>
    new RegExp(`^\\s*(?:await\\s+|void\\s+)?${escaped(closing)}\\s*\\(`, 'm').test(unhandled) ? '' : handler,
  );
}

/** Where a timer closes everything that is watched, the watching and the listening to it are left out. */
function withoutWatchedForATime(code: string): string {
  if (!code.includes('setTimeout')) return code;
  const names = new Set([...code.matchAll(watching)].map(([, name = '']) => escaped(name)));
  const areClosed = [...names].every((name) =>
    new RegExp(`\\bsetTimeout\\s*\\(\\s*(?:async\\s*)?\\(\\)\\s*=>[^}]{0,200}?\\b${name}\\.(?:close|unsubscribe|stop)\\s*\\(`).test(code),
  );
  if (names.size === 0 || !areClosed) return code;
  return code.replace(watching, '$1 = (').replace(new RegExp(`\\b(?:${[...names].join('|')})\\.on\\s*\\(`, 'g'), '(');
}

/** `timer = setInterval(() => { … clearInterval(timer); … })`, unless somebody else stops it: it looks until it has seen what it waits for. */
function withoutIntervalsThatStop(code: string): string {
  return replacedCalls(
    code,
    keptInterval,
    ([, timer = ''], given) =>
      (resolves.test(given) || !(timer.includes('.') || goesOnUntil.test(given))) &&
      new RegExp(`\\bclearInterval\\s*\\(\\s*${escaped(timer)}\\s*\\)`).test(given),
  );
}

/** Somebody stops it, or a failure. */
const goesOnUntil = /stop|shut|abort|clos|exit|signal|quit|draining|\bcatch\b/i;
const resolves = /\bresolve\s*\(/;
const keptInterval = /(?<![\w$.])([\w$.]+)\s*=\s*setInterval\s*\(/g;

/** `server = http.createServer((request) => { … server.close(); … })`: it waits for the redirect of somebody who logs in. */
function withoutOneRequestServers(code: string): string {
  let servers = 0;
  let listens = 0;
  const kept = replacedCalls(code, keptServer, ([, server = ''], given) => {
    const stops = new RegExp(`(?<![\\w$.])${escaped(server)}\\.(?:close|destroy)\\s*\\(`).test(given);
    if (stops) servers++;
    return stops;
  });
  const without = kept.replace(listening, () => (listens++, '('));
  return listens === servers ? without : code;
}

const keptServer = /\b(?:const|let|var)\s+([\w$]+)\s*=\s*(?:https?\s*\.\s*)?createServer\s*\(/g;
const listening = /\.listen\s*\(/g;

/** Leaves out the calls that what they are given tells to; their arguments are kept. */
function replacedCalls(code: string, calls: RegExp, isLeftOut: (call: RegExpExecArray, given: string) => boolean): string {
  const bare = withoutTextsInPlace(code);
  let kept = '';
  let done = 0;
  for (const call of bare.matchAll(calls)) {
    const start = call.index + call[0].length;
    const end = closingParenthesis(bare, start);
    if (end === undefined || !isLeftOut(call, bare.slice(start, end))) continue;
    kept += `${code.slice(done, call.index)}(`;
    done = start;
  }
  return kept + code.slice(done);
}

/** Of the same length: a parenthesis in them is none. */
function withoutTextsInPlace(code: string): string {
  return code.replace(/'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g, (text) => ' '.repeat(text.length));
}
