/** What in the text of a program says that it ends, whatever it has started. */
import { anyOf } from '../any-of.js';

const exits = anyOf(
  /^process\.exit\(\s*0?\s*\);?\s*(?![\s\S])/m,
  /^(?:await\s+|void\s+)?[\w$]+\([^()\n]*\)\s*\.(?:then|finally)\(\s*(?:async\s*)?\(\)\s*=>\s*(?:\{[^{}]*?)?process\.exit\(/m,
);
/** Something is waited for that only a signal, a connection's end, or nothing brings about. */
const staysUp = /\bnew\s+Promise\b\s*(?:<[^>]*>)?\s*\(\s*(?:\(\)\s*=>\s*\{\s*\}|[^;]{0,120}?(?:\bSIG|['"](?:close|disconnect)))|\bonce\s*\(\s*\w/;

/** `main().then(() => process.exit(0))`: what goes on in the background ends with what it was started for. */
export function endsByItself(code: string): boolean {
  return exits.test(code) && !staysUp.test(code);
}

/** A timer that was set at the start: neither in a function for shutting down, nor in what hears of signals and errors. */
const exitAfter = new RegExp(
  /\bsetTimeout\s*\(\s*(?:async\s*)?(?:\(\)\s*=>|function\s*\w*\s*\(\))\s*/.source +
    /(?:\{(?:(?!\bfunction\b)[^]){0,400}?)?\bprocess\.exit\(\s*0?\s*\)/.source,
);
const shutsDown = anyOf(
  /\bSIG(?:TERM|INT|HUP)\b|['"](?:uncaught|unhandled)\w+['"]/i,
  /\b(?:function|const|let)\s+\w*(?:shut|stop|clos|exit|terminat|teardown|cleanup)\w*/i,
);

/** It waits for so many milliseconds, and closes what it has opened: nothing comes after. */
const closesAfter = new RegExp(
  /\bawait\s+(?:new\s+Promise\s*\(\s*\(?\w+\)?\s*=>\s*setTimeout\s*\(\s*\w+\s*,\s*[\d_]+\s*\)\s*\)|(?:sleep|delay|wait|setTimeout)\(\s*[\d_]+\s*\))\s*;?\s*/.source +
    /(?:await\s+)?[\w$.]+\.(?:close|disconnect|end|finish|stop|terminate|quit|destroy)\s*\(\s*\)\s*;?\s*\}/.source,
);

/** `setTimeout(() => process.exit(0), 20_000)`: whatever it serves or sends until then, it is a demonstration. */
export function endsAfterATime(code: string): boolean {
  return ((code.includes('process.exit') && exitAfter.test(code)) || closesAfter.test(code)) && !shutsDown.test(code);
}
