/** What in the text of one file says that it waits for work: it serves, consumes, polls, or runs on a schedule. */
import { anyOf } from '../any-of.js';
import { escaped } from './escaped.js';
import { withoutHarmless } from './harmless-waits.js';
import { endsByItself } from './program-endings.js';

const serves = anyOf(
  /\.listen\s*\(|\b(?:serve|serveHttp\w*)\s*\(|\b(?:Deno|Bun)\.serve\b|create(?:\w*)Server\b|\bbindAsync\s*\(/,
  /\bnew\s+(?!McpServer\b)[\w.]*(?:Server|ServerTransport)\s*\(/,
);
const routes = /\.(?:get|post|put|patch|delete|all|use|route)\s*\(\s*['"`]\//;
const consumes = anyOf(
  /\.(?:consume|process|work|poll|watch|receiveMessages?)\s*\(|(?<!puppeteer|chromium|firefox|webkit)\.launch\s*\(/,
  /\bnew\s+\w*(?:Subscriber|Consumer|Worker)\b|\b(?:\w*[cC]onsumers?|\w*[wW]orkers?)\s*(?:\.\s*\w+)?\s*\(|\bWorker\s*\./,
);
/** It goes on as long as the program does, and no longer. */
const subscribes = /\b\w*[sS]ubscribe\w*\s*(?:<[^>()]*>)?\(/;
/** Written as names or as texts. */
const queueCommands = /\b(?:XREADGROUP|xreadgroup|xReadGroup|ReceiveMessageCommand)\b/;
const blockingPops = /\b(?:b[lr]pop|b[lr]Pop|bRPop|bLPop)\b/;
const intervals = /\bsetInterval\s*\(/;
const schedules = /\bschedule(?:Job|d)?\s*\(/i;
const repeats = anyOf(
  /\bcron(?:Job)?\b(?!\s*:)/i,
  /\bwhile\s*\(\s*!?\s*(?:this\.)?\w*(?:stop|shut|running|alive|active|abort)\w*\b(?!\s*\.\s*(?:has|includes)\b)/i,
  /\bsetTimeout\s*\(\s*(?:(?:async\s*)?\(\)\s*=>\s*\{?\s*(?:void\s+|await\s+)?)?(?:this\.)?\w*(?:poll|loop|tick|run|next|main|work|check)\w*\b/i,
);
const streams = /\bfor\s+await\s*\(([^)\n]*?)\bof\s+([^\n]*)/g;
const namedAsWork = /^\s*(?:const|let|var)\s+(?:\[|\{)?\s*\w*(?:job|task|message|msg|event|record|change|notification|request|delivery)\w*\b/i;
const sourceOfWork = /^(?:await\s+)?\S*(?:consumer|queue|subscription|watch|listen|changes|jobs|messages|events)/i;
const stopsOnSignal = /\bSIG(?:TERM|INT|HUP)\b/;

const endless =
  /^([ \t]*)(?:while\s*\(\s*(?:true|1)\s*\)|for\s*\(\s*;\s*;\s*\))[\s\S]*?\n\1\}|(?:while\s*\(\s*(?:true|1)\s*\)|for\s*\(\s*;\s*;\s*\))/gm;
const looksAgain = /sleep|delay|setTimeout|receive|poll|pull|xread|pop\b|claim|dequeue|lease|wait\w*\s*\(|\bnextJob/i;
const looksAgainByCommand = /['"`](?:XREAD\w*|B?[LR]POP|XCLAIM|XAUTOCLAIM)['"`]/i;

/** Texts of a line are blanked: a log line about what was received receives nothing. Those that go over lines are kept, code within them too. */
export function waitsByItself(code: string): boolean {
  const written = withoutHarmless(code);
  const plain = withoutTexts(written);
  if (serves.test(plain) || repeats.test(plain)) return true;
  const used = withoutOwnFunctions(plain);
  if (consumes.test(used) || schedules.test(used)) return true;
  if (routes.test(written) || queueCommands.test(written) || (blockingPops.test(written) && comesBack(plain)) || loopsForEver(written) || streamsWork(plain)) return true;
  return !endsByItself(written) && (intervals.test(plain) || subscribes.test(used) || stopsOnSignal.test(written) || listensForWork(written));
}

/** Whether it answers others, whatever else it does. */
export function servesOthers(code: string): boolean {
  return serves.test(withoutTexts(code)) || routes.test(code);
}

const goesRound = anyOf(
  /\b(?:while|for)\s*(?:await\s*)?\(|\bdo\s*\{|\bset(?:Interval|Immediate)\s*\(|\bnextTick\s*\(|\bsetTimeout\s*\(\s*[\w$.]+\s*[,)]/m,
  /^\s*export\b|\bexports\b/m,
);

/** Whether what it does it may do again: in a loop, in a function that calls itself, or for those who import it. */
function comesBack(code: string): boolean {
  if (goesRound.test(code)) return true;
  const names = [...code.matchAll(ownFunction)].map(([, declared = '', held = '']) => escaped(declared + held));
  return names.some((name) => (code.match(new RegExp(`(?<![\\w$.])(?:this\\.)?${name}\\s*\\(`, 'g'))?.length ?? 0) > 2);
}

const webFramework = /['"](?:express|fastify|koa|hono|@hapi\/hapi|restify|polka|@nestjs\/core)['"]/;
const startsListening = /\b(?:app|server|fastify|koa)\.listen\s*\(|\bserve\s*\(/;
const consumesQueue = /\b\w*[cC]hannel\w*\.consume\s*\(|\bch\.consume\s*\(|\b\w*[cC]onsumer\w*\.(?:run|consume)\s*\(|\bnew\s+Worker\s*\(\s*['"`]/;
/** It asks a question over a queue and reads the answer from another, or stops when it has seen enough. */
const awaitsAnswer = /[{,]\s*replyTo\b|\bprocess\.exit\s*\(\s*0?\s*\)/;

/** Whether it serves others, or consumes a queue, as long as it runs: more than one sign that it may. */
export function worksForOthersForEver(code: string): boolean {
  if (webFramework.test(code) && startsListening.test(code)) return true;
  return consumesQueue.test(code) && !awaitsAnswer.test(code);
}

const texts = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`$\\\n]|\$(?!\{)|\$\{[^{}`\n]*\})*`/g;

/** Of `${…}`, what is computed is kept. */
export function withoutTexts(code: string): string {
  return code.replace(texts, (text) => (text.startsWith('`') ? `\`${(text.match(/\$\{[^{}`\n]*\}/g) ?? []).join('')}\`` : text.charAt(0).repeat(2)));
}

const ownFunction = /\bfunction\s*\*?\s*([\w$]+)|\b(?:const|let|var)\s+([\w$]+)\s*=\s*(?:async\s*)?(?:function\b|\([^()]*\)\s*=>|[\w$]+\s*=>)/g;

/** Without the names of functions that the file declares: `scheduleJob()` of its own does what its body does. */
function withoutOwnFunctions(code: string): string {
  const names = new Set([...code.matchAll(ownFunction)].map(([, declared = '', held = '']) => escaped(declared + held)));
  return names.size === 0 ? code : code.replace(new RegExp(`(?<![\\w$.])(?:${[...names].join('|')})(?=\\s*\\()`, 'g'), '');
}

/** Pages and streams are read in such loops, too: these have an end, and look for no work now and then. */
function loopsForEver(code: string): boolean {
  for (const [loop] of code.matchAll(endless)) {
    if (!/\b(?:break|return)\b/.test(loop) || looksAgain.test(withoutTexts(loop)) || looksAgainByCommand.test(loop)) return true;
  }
  return false;
}

const answersInParts = anyOf(
  /\bstream\s*:\s*true\b|\.(?:messages|responses|completions|runs|model|llm|chat|chain|agent|graph)\.stream(?:Events)?\s*\(/,
  /\b(?:model|llm|chat|chain|agent|graph)\.stream(?:Events)?\s*\(|\.(?:generate|send|run)\w*Stream\s*\(|\bcreateContext\s*\(|\bfetch\s*\(|\.(?:body|fullStream|textStream)\b/,
  /\.send\s*\(\s*new\s+\w*(?:ResponseStream|ConverseStream|SelectObjectContent)Command\b/,
  // Files, cursors and lists of pages have an end.
  /\bcreateReadStream\s*\(|\.(?:find|aggregate|list|listAll|iterate|scanIterator|scanStream)\s*\(|\bpaginate\w*\s*\(/,
);

/** `for await (const event of stream)`, unless the stream is the answer to one request, or made of it: that has an end. */
function streamsWork(code: string): boolean {
  for (const { 1: declared = '', 2: iterated = '', index } of code.matchAll(streams)) {
    if (!namedAsWork.test(declared) && !sourceOfWork.test(iterated)) continue;
    if (!answersInParts.test(iterated) && !isOfAnswerInParts(code.slice(0, index), iterated)) return true;
  }
  return false;
}

/** `events` of `const events = response.EventStream`, of `const response = await client.send(…)`. */
function isOfAnswerInParts(before: string, value: string, steps = 0): boolean {
  const name = /^([\w$]+)\s*(?:[;).?]|$)/.exec(value.trimEnd())?.[1];
  const made = name === undefined ? undefined : lastInitialiser(before, name);
  return made !== undefined && (answersInParts.test(made) || (steps < maxSteps && isOfAnswerInParts(before, made, steps + 1)));
}

const maxSteps = 2;

/** What a name was last set to: up to the end of the statement, as far as its layout tells. */
function lastInitialiser(before: string, name: string): string | undefined {
  const declared = [...before.matchAll(new RegExp(`\\b(?:const|let|var)\\s+(?:\\{[^}=]*\\b)?${escaped(name)}\\b[^=\\n]*=\\s*([^;]*)`, 'g'))];
  return declared.at(-1)?.[1];
}

const listening = /(?:([\w$]+)\s*)?\.on\s*\(\s*['"`]([\w:.-]+)['"`]/g;
const listeningOtherwise = /\.on\s*\(\s*['"`](?![\w:.-]+['"`])/;
const endsOrFails = anyOf(
  /^(?:error|close|end|finish|data|connect|connected|ready|response|open|exit|timeout|drain|reconnecting|warning|unhandledRejection)$/,
  /^(?:uncaughtException|query|log|info|progress|line)$/,
);
/** What the answer to one call tells of itself: calls of gRPC, requests over HTTP, uploads, streamed answers of models. */
const ofAnswers = anyOf(
  /^(?:metadata|status|headers?|trailers|redirect|information|continue|socket|aborted|abort|httpUploadProgress|uploadProgress|downloadProgress)$/,
  /^(?:text|chunk|content|contentBlock|finalMessage|streamEvent|inputJson|row|fields|result|done|complete)$/,
);
const lasting =
  /^(?:create|connect|duplicate|subscribe|channel|join|accept|listen|watch|socket|open|start|launch|login|register|get|use|fork|spawn|exec|observe|follow)/i;

function listensForWork(code: string): boolean {
  if (listeningOtherwise.test(code)) return true;
  for (const { 1: receiver, 2: event = '', index } of code.matchAll(listening)) {
    if (endsOrFails.test(event) || isOfModels(code, index)) continue;
    if (receiver === undefined || !ofAnswers.test(event) || !isAnswer(code, receiver)) return true;
  }
  return false;
}

const models = anyOf(
  /^(?:@?llamaindex(?:\/.*)?|@?langchain(?:\/.*)?|openai|ai|@ai-sdk\/.*|@anthropic-ai\/.*)$/,
  /^(?:@google\/gen(?:ai|erative-ai)|@mistralai\/.*|ollama)$/,
);

/** `Settings.callbackManager.on('llm-tool-call', print)`: what libraries of models tell of the answers that they are asked for. */
function isOfModels(code: string, at: number): boolean {
  const root = /([\w$]+)(?:\.[\w$]+)*\.$/.exec(code.slice(0, at))?.[1] ?? /^[\w$]+/.exec(code.slice(at))?.[0] ?? '';
  const imported = new RegExp(`\\bimport\\s+[^;'"]*(?<![\\w$])${escaped(root)}(?![\\w$])[^;'"]*\\bfrom\\s*['"]([^'"\\n]+)['"]`).exec(code)?.[1];
  return imported !== undefined && models.test(imported);
}

/** `const call = client.sayHello(…)`, wherever the file declares the name. */
function isAnswer(code: string, name: string): boolean {
  const declared = [...code.matchAll(new RegExp(`\\b(?:const|let|var)\\s+${escaped(name)}\\b[^=\\n]*=\\s*([^\\n]*)`, 'g'))];
  return (
    declared.length > 0 &&
    declared.every(([, made = '']) => {
      const method = /^(?:await\s+)?(?:[\w$]+\.)+([\w$]+)\s*(?:<[^>()]*>)?\(/.exec(made)?.[1];
      return method !== undefined && !lasting.test(method);
    })
  );
}
