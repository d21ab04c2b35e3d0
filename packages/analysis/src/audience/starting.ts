/** What in the text of a file says that it does something as soon as it is loaded. */
import { mentionedIn } from '../workspace/mentions.js';
import { anyOf } from '../any-of.js';
import { escaped } from './escaped.js';
import { argumentParser } from './launchers.js';
import { closingParenthesis } from './parentheses.js';
import { endsAfterATime } from './program-endings.js';
import { withoutTexts } from './waiting-marks.js';

const startsItself = anyOf(
  /^(?:await\s+|void\s+)?(?:main|run|execute|demo|runDemo|runExamples?)\s*\(|\brequire\.main\s*===?\s*module\b/m,
  /\bimport\.meta\.main\b|import\.meta\.url\s*===?[^\n]*process\.argv/m,
  // Unless a test has loaded it.
  /^if\s*\([^\n]*\)\s*\{?\s*(?:await\s+|void\s+)?(?:main|run|execute|demo|runDemo|runExamples?)\s*\(/m,
);
/** A line, or a part of one, that begins no function: what is waited for after it is waited for at once. */
const noFunction = '(?:(?!=>|\\b(?:function|async)\\b)[^\\n])*';
const runsAtOnce = anyOf(
  /^(?:await\b|(?:void\s+)?(?:bootstrap|start|test)\s*\(|(?:const|let)\s[^=\n]+=\s*await\b|(?:void\s+|;|!)?\(\s*async\b)/m,
  /^try\s*\{\s*\n?\s+(?:await|(?:const|let)\s[^=\n]+=\s*await)\b/m,
  // A block of its own: `{ const answer = await client.greet(); }`.
  /(?:[;}'"]\s*\n|(?<![\s\S]))\{[ \t]*\n(?:(?:[ \t][^\n]*)?\n)*?[ \t]+(?:await|(?:const|let)\s[^=\n]+=\s*await)\b/m,
  // `for (const name of names) { await client.greet(name); }`.
  new RegExp(`^(?:for|while|if|do|try|switch)\\b${noFunction}\\{[ \\t]*\\n(?:(?:[ \\t]${noFunction})?\\n)*?[ \\t]${noFunction}\\bawait\\b`, 'm'),
);
/** `for (const name of names) { (async () => { … })(); }`. */
const startsInLoop = /^(?:for|while|if)\b[^\n]*\{[ \t]*\n(?:(?:[ \t][^\n]*)?\n)*?[ \t]+(?:void\s+|await\s+|;)?\(\s*async\b/m;
/** `queue.add(job);`, `listUsers('eu').then(print);` at the top level. */
const topLevelCalls = /^(?:void\s+)?(?:new\s+)?(?!(?:if|for|while|switch|catch|function|return|require|import|console|dotenv|process)\b)(?:[\w$]+\.)*([\w$]+)\s*\(/gm;
/** Of what is imported, it may start what goes on. */
const mayGoOn = /^(?:start|run|boot|launch|init|serve|listen|connect|register|use|mount|set|config|define|expose|create|enable|instrument)|^[A-Z]/;
/** What is given a function calls it when there is work. */
const givesFunction = /=>|\bfunction\b|\)\s*\{/;
/** But for these, which do it once: `fs.readFile(path, (error, data) => …)`. */
const callsBackOnce = /^(?:readFile|readdir|writeFile|appendFile|stat|access|mkdir|exec|execFile)$/;
const declaresFunction = /=>|\bfunction\b|\bclass\b|\)\s*\{/;
/** `new Desk({ bookings }).start()`: what is called goes on, and with what it is given. */
const handsOver = /(?<![\w$])(?:start|run|boot|launch|init|serve|listen|connect|register|use|mount)\w*\s*\(/i;
/** It may be told by its command line what to do. */
const mayReadArguments = /\bprocess\.argv\b|['"](?:yargs|commander|@commander-js|cac|meow|citty|clipanion|sade|minimist|mri|arg|command-line-args)[/'"]/;
/** Most files have none of these, not even in a comment. */
const anyStart = [startsItself, runsAtOnce, startsInLoop, mayReadArguments, /^(?:void\s+|new\s+)*[\w$.]+\s*\(/m];

/** Told by the text alone: it may do something as soon as it is loaded. */
export function mayStartItself(text: string): boolean {
  return anyStart.some((pattern) => pattern.test(text));
}

/** `main();`, or as good as that: whatever the file exports, it is started by its name. */
export function startsByItself(code: string): boolean {
  return startsItself.test(code);
}

/** It calls, awaits or reads its command line at the top level. */
export function runsWhenLoaded(code: string): boolean {
  return runsAtOnce.test(code) || startsInLoop.test(code) || callsAtOnce(code) || readsArguments(code) || endsAfterATime(code);
}

/** `const client = new BlobServiceClient(url);`: it declares nothing that could be called, and hands nothing to what goes on. */
export function endsAtOnce(text: string): boolean {
  return !declaresFunction.test(text) && !handsOver.test(text);
}

/** By itself or with a library that parses them. */
export function readsArguments(code: string): boolean {
  return mayReadArguments.test(code) && (code.includes('process.argv') || mentionedIn(code).values.some((name) => argumentParser.test(name)));
}

function callsAtOnce(code: string): boolean {
  const plain = withoutTexts(code);
  for (const { 0: call, 1: name = '', index } of plain.matchAll(topLevelCalls)) {
    if (mayGoOn.test(name) && !isDeclared(name, plain)) continue;
    const start = index + call.length;
    if (callsBackOnce.test(name)) return true;
    if (!givesFunction.test(plain.slice(start, closingParenthesis(plain, start)))) return true;
  }
  return false;
}

function isDeclared(name: string, code: string): boolean {
  const own = escaped(name);
  return new RegExp(`^(?:async\\s+)?function\\s*\\*?\\s*${own}\\b|^(?:const|let|var)\\s+${own}\\s*=`, 'm').test(code);
}
