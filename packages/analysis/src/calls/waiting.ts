/** Whether a program waits for work: it serves, consumes, polls, or runs on a schedule. Told by the text of the file and of what it imports. */
import { mentionedIn } from '../workspace/mentions.js';
import type { Workspace } from '../workspace/workspace.js';
import { packageFolder } from './audience-places.js';

const serverPackage =
  /^(?:express|fastify|@fastify\/.*|koa|@koa\/.*|hono|@hono\/.*|next|nuxt|@nestjs\/.*|@hapi\/.*|restify|polka|h3|nitro|nitropack|@trpc\/server(?:\/adapters\/.*)?|@apollo\/server|graphql-yoga|elysia|@adonisjs\/.*|@feathersjs\/.*|@loopback\/.*|moleculer|sails|@sveltejs\/kit|astro|@remix-run\/.*|@react-router\/.*|uWebSockets\.js|socket\.io|@strapi\/.*|payload|@keystone-6\/.*|@redwoodjs\/.*|@tsed\/.*|routing-controllers|@temporalio\/worker|@slack\/bolt|discord\.js|telegraf|grammy|probot|botbuilder|@whiskeysockets\/baileys|matrix-js-sdk|node-cron|cron|croner|agenda|bree|node-schedule|toad-scheduler|graphile-worker|pg-boss|sqs-consumer|rhea|bee-queue|inngest|@trigger\.dev\/.*|aws-lambda|@middy\/.*|firebase-functions|@google-cloud\/functions-framework|@azure\/functions|@restatedev\/.*|@dbos-inc\/.*|@livekit\/agents|worker_threads|cluster|node:worker_threads|node:cluster)(?:\/(?:server|dist|adapters).*)?$/;

const serves = /\.listen\s*\(|\b(?:serve|serveHttp\w*)\s*\(|\b(?:Deno|Bun)\.serve\b|create(?:\w*)Server\b|\bbindAsync\s*\(|\bnew\s+(?!McpServer\b)[\w.]*(?:Server|ServerTransport)\s*\(|\.(?:get|post|put|patch|delete|all|use|route)\s*\(\s*['"`]\//;
const consumes = /\.(?:consume|process|work|launch|login|poll|watch|receiveMessages?)\s*\(|\b\w*[sS]ubscribe\w*\s*(?:<[^>()]*>)?\(|\bnew\s+\w*(?:Subscriber|Consumer|Worker)\b|\b(?:\w*[cC]onsumers?|\w*[wW]orkers?)\s*(?:\.\s*\w+)?\s*\(|\bWorker\s*\.|\b(?:XREADGROUP|xreadgroup|xReadGroup|brpop|blpop|bRPop|bLPop|ReceiveMessageCommand)\b|\.on\s*\(\s*['"`](?!(?:error|close|end|finish|data|connect|connected|ready|response|open|exit|timeout|drain|reconnecting|warning|unhandledRejection|uncaughtException|query|log|info|progress|line)['"`])/;
const repeats = /\bsetInterval\s*\(|\b[cC]ron(?:Job)?\b|\bschedule(?:Job|d)?\s*\(|\bwhile\s*\(\s*!?\s*(?:this\.)?\w*(?:stop|shut|running|alive|active|abort)\w*|\bsetTimeout\s*\(\s*(?:(?:async\s*)?\(\)\s*=>\s*\{?\s*(?:void\s+|await\s+)?)?(?:this\.)?\w*(?:poll|loop|tick|run|next|main|work|check)\w*\b/i;
const streamsWork = /\bfor\s+await\s*\(\s*(?:const|let|var)\s+(?:\[|\{)?\s*\w*(?:job|task|message|msg|event|record|change|notification|request|delivery)\w*\b[^)]*\bof\b|\bfor\s+await\s*\([^)]*\bof\s+\S*(?:consumer|queue|subscription|watch|listen|changes|jobs|messages|events)/i;
const endless = /^([ \t]*)(?:while\s*\(\s*(?:true|1)\s*\)|for\s*\(\s*;\s*;\s*\))[\s\S]*?\n\1\}|(?:while\s*\(\s*(?:true|1)\s*\)|for\s*\(\s*;\s*;\s*\))/gm;
const looksAgain = /sleep|delay|setTimeout|receive|poll|pull|xread|pop\b|claim|dequeue|lease|wait\w*\s*\(|\bnextJob/i;
const stopsOnSignal = /\bSIG(?:TERM|INT|HUP)\b/;
const marks = [serves, consumes, repeats, streamsWork, stopsOnSignal];

/** What it loads can't be told. */
const loadsAnything = /\b(?:import|require)\s*\(\s*[^\s'"`)/]|\b(?:import|require)\s*\(\s*`[^`]*\$\{|\bimport\.meta\.glob\b/;

/** Names of what other packages of the project export that may start something. */
const startsSomething = /^(?:start|run|serve|listen|boot|launch|init|main|register)|server|app$|worker|consumer|bot$|daemon|service/i;

/** More files than a program that runs once has. */
const maxFiles = 100;

interface FileFacts {
  readonly waits: boolean;
  /** Imported for their values. */
  readonly specifiers: readonly string[];
}

interface Memory {
  readonly generation: number;
  readonly files: Map<string, FileFacts>;
  readonly programs: Map<string, boolean>;
}

const memories = new WeakMap<Workspace, Memory>();

function memoryOf(workspace: Workspace): Memory {
  const { generation } = workspace;
  let memory = memories.get(workspace);
  if (memory?.generation !== generation) memories.set(workspace, (memory = { generation, files: new Map(), programs: new Map() }));
  return memory;
}

/** True where it can't be told. */
export function waitsForWork(workspace: Workspace, path: string, text: string): boolean {
  const memory = memoryOf(workspace);
  let waits = memory.programs.get(path);
  if (waits === undefined) memory.programs.set(path, (waits = leadsToWaiting(workspace, memory, path, text)));
  return waits;
}

function leadsToWaiting(workspace: Workspace, memory: Memory, start: string, startText: string): boolean {
  const folder = packageFolder(workspace, start);
  const seen = new Set([start]);
  for (const path of seen) {
    const text = path === start ? startText : workspace.text(path);
    if (text === undefined || seen.size > maxFiles) return true;
    const facts = factsOf(memory, path, text);
    if (facts.waits) return true;
    for (const specifier of facts.specifiers) {
      const resolution = workspace.resolve(specifier, path);
      if (resolution.kind === 'unresolved' && !isHarmless(specifier)) return true;
      if (resolution.kind !== 'file') continue;
      if (packageFolder(workspace, resolution.path) === folder) seen.add(resolution.path);
      else if (mayStart(text, specifier)) return true;
    }
  }
  return false;
}

function factsOf(memory: Memory, path: string, text: string): FileFacts {
  let facts = memory.files.get(path);
  if (facts === undefined) {
    const code = withoutComments(text);
    const specifiers = mentionedIn(code).values;
    facts = { waits: specifiers.some((name) => serverPackage.test(name)) || loadsAnything.test(code) || marks.some((mark) => mark.test(code)) || loopsForEver(code), specifiers };
    memory.files.set(path, facts);
  }
  return facts;
}

/** Pages and streams are read in such loops, too: these have an end, and look for no work now and then. */
function loopsForEver(code: string): boolean {
  for (const [loop] of code.matchAll(endless)) if (!/\b(?:break|return)\b/.test(loop) || looksAgain.test(loop)) return true;
  return false;
}

export function withoutComments(text: string): string {
  return text.replace(/(^|\s)\/\*[\s\S]*?\*\//g, '$1').replace(/(^|[\s;,{}()])\/\/[^\n]*/g, '$1');
}

/** Assets, and clients that are generated. */
function isHarmless(specifier: string): boolean {
  return /\.(?:json|css|txt|md|graphql|gql|proto|sql|wasm|node|png|jpe?g|svg)$/.test(specifier) || /generated|\.prisma/.test(specifier);
}

/** Another package of the project, imported for its effects or for something with a name as of what starts. */
function mayStart(text: string, specifier: string): boolean {
  const escaped = specifier.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const clauses = [...text.matchAll(new RegExp(`\\bimport\\s+([^'";]*?)\\s*from\\s*['"]${escaped}['"]|\\b(?:const|let|var)\\s+([^=;]*?)\\s*=\\s*(?:await\\s+import|require)\\s*\\(\\s*['"]${escaped}['"]`, 'g'))];
  if (clauses.length === 0) return true;
  return clauses.some(([, imported = '', required = '']) => [...`${imported} ${required}`.matchAll(/[\w$]+/g)].some(([name]) => startsSomething.test(name)));
}
